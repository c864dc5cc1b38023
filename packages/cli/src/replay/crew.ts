/** The workers of a parallel replay, each a thread with a connection of its own. */
import { on } from 'node:events'
import { extname } from 'node:path'
import { Worker, type WorkerOptions } from 'node:worker_threads'

import type { Part } from './hand-over.js'
import type { Task } from './part.js'

/** A worker, as the main thread sees it. */
interface Hand {
  /** The next window's part; `undefined` when it has ended, or can't go on. */
  readonly next: () => Promise<Part | undefined>
  /** Says that the oldest window that is not committed yet now is. */
  readonly committed: () => void
  /** Resolves when it has ended and let go of the file. */
  readonly stop: () => Promise<void>
}

export type Hire = (task: Task) => Hand

/** What the main thread says to a worker. */
export type Word = 'committed' | 'stop'

/** Stands beside this module, built or not. */
const entry = new URL(`./replay-worker${extname(import.meta.url)}`, import.meta.url)

/** Threads; what a worker throws is thrown by `next`. */
export const threads =
  (options: Pick<WorkerOptions, 'execArgv' | 'env'> = {}): Hire =>
  (task) => {
    const worker = new Worker(entry, { ...options, workerData: task })
    const ended = new Promise<void>((resolve) => {
      worker.once('exit', () => {
        resolve()
      })
    })
    const parts = on(worker, 'message', { close: ['exit'] })
    const say = (word: Word): void => {
      worker.postMessage(word)
    }
    return {
      next: async () => {
        const { value } = (await parts.next()) as IteratorResult<[Part], undefined>
        return value?.[0]
      },
      committed: () => {
        say('committed')
      },
      stop: () => {
        say('stop')
        return ended
      },
    }
  }
