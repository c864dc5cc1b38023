import { Transform } from 'node:stream'

import type { ResolvedEvent } from '@eventstore/db-client'
import { describe, expect, test } from 'vitest'

import { queueOf, type Arrived, type Mark, type Queue } from './queue.js'

/** A call such as the client's: it tells of marks when they arrive, whatever waits in its buffer. */
class Call extends Transform {
  queue: Queue | undefined
  ended = 0

  constructor() {
    super({ objectMode: true, highWaterMark: 1_000 })
  }

  override _transform(
    item: unknown,
    _: unknown,
    next: (error: null, item?: unknown) => void,
  ): void {
    if (item === 'broken') throw new Error('no event')
    if (typeof item === 'string') {
      this.queue?.mark(item === 'caughtUp' ? item : { commit: BigInt(item), prepare: 0n })
      next(null)
    } else next(null, item)
  }

  unsubscribe = (): Promise<void> => {
    this.ended += 1
    return Promise.resolve()
  }
}

const event = (n: number): ResolvedEvent => ({ commitPosition: BigInt(n) })

const opened = (): { readonly call: Call; readonly queue: Queue } => {
  const call = new Call()
  const queue = queueOf(call)
  call.queue = queue
  return { call, queue }
}

const drained = async (queue: Queue, most = 500): Promise<ReadonlyArray<number | Mark>> => {
  const found: (number | Mark)[] = []
  let arrived: Arrived | undefined
  while ((arrived = await queue.take(most, 50)) !== undefined) {
    found.push(...arrived.events.map(({ commitPosition }) => Number(commitPosition)))
    if (arrived.mark !== undefined) found.push(arrived.mark)
    if (arrived.ended) break
  }
  return found
}

describe('a queue', () => {
  test('trap: a mark that is told before the events given earlier were taken stands behind them', async () => {
    for (const most of [1, 3, 500]) {
      const { call, queue } = opened()
      for (const item of [event(1), event(2), '7', event(3), 'caughtUp', '9', event(4)])
        call.write(item)
      const at = (commit: bigint) => ({ commit, prepare: 0n })
      expect(await drained(queue, most)).toEqual([1, 2, at(7n), 3, 'caughtUp', at(9n), 4])
    }
  })

  test('pauses the call when much waits, and goes on when it was taken: nothing is lost', async () => {
    const { call, queue } = opened()
    const numbers = Array.from({ length: 20_000 }, (_, n) => n)
    const written = (async () => {
      for (const n of numbers) {
        if (!call.write(event(n))) await new Promise((resolve) => call.once('drain', resolve))
      }
      call.end()
    })()
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(call.isPaused()).toBe(true)
    expect(await drained(queue)).toEqual(numbers)
    await written
  })

  test("trap: what the client can't convert is thrown where nobody catches it: a failure, after what came before", async () => {
    const { call, queue } = opened()
    call.write(event(1))
    call.write('broken')
    expect((await queue.take(500, 50))?.events).toHaveLength(1)
    await expect(queue.take(500, 50)).rejects.toMatchObject({ fault: 'damaged' })
  })

  test('trap: a second error may follow the first, which is the one that is told', async () => {
    const { call, queue } = opened()
    call.emit('error', new Error('first'))
    call.emit('error', new Error('second'))
    await expect(queue.take(500, 50)).rejects.toThrow('first')
    queue.close()
    expect(call.ended).toBe(1)
    call.emit('error', new Error('third'))
  })

  test('ends with what came, and answers nothing when nothing came, or when woken', async () => {
    const { call, queue } = opened()
    expect(await queue.take(500, 5)).toBeUndefined()
    const waiting = queue.take(500, 60_000)
    queue.wake()
    expect(await waiting).toBeUndefined()
    call.end()
    expect(await queue.take(500, 50)).toEqual({ events: [], mark: undefined, ended: true })
  })

  test('a call that is destroyed has failed', async () => {
    const { call, queue } = opened()
    call.destroy()
    await expect(queue.take(500, 50)).rejects.toThrow('closed')
  })
})
