/** The entry of a worker thread: replays its part and hands each window's changes to the main thread. */
import { on } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'

import { sqliteStore } from '@casetrail/sqlite'

import type { Word } from './crew.js'
import { replayPart, type Task } from './part.js'

const work = async (port: NonNullable<typeof parentPort>, task: Task): Promise<void> => {
  const stopped = new AbortController()
  const words = on(port, 'message')
  port.on('message', (word: Word) => {
    if (word === 'stop') stopped.abort()
  })
  const store = sqliteStore(task.path)
  let isFirst = true
  await replayPart(
    store,
    store.rows,
    task,
    async (part) => {
      port.postMessage(part)
      if (!isFirst) await words.next()
      isFirst = false
    },
    stopped.signal,
  )
  store.close()
  port.close()
}

if (parentPort !== null) void work(parentPort, workerData as Task)
