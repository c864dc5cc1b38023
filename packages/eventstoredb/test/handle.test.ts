/** Command handling while calls are cut before and after the commit, and many write at once. */
import { randomUUID } from 'node:crypto'

import { handle } from '@casetrail/core'
import { at } from '@casetrail/core/testing'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

import { allOf, append, newEvents, right, subject } from './subject.js'
import { tally } from './tally.js'

const on = subject()
const isHeavy = process.env['CASETRAIL_HEAVY'] === '1'

const AT = at('2025-03-01T08:00:00.000Z')
const actor = { id: 'ann', role: 'agent' }

interface Load {
  readonly writers: number
  readonly appends: number
  readonly streams: number
}

interface Figures {
  readonly seconds: number
  readonly perSecond: number
  /** Answers that were none: the writer asked again with the same command's id. */
  readonly askedAgain: Readonly<Record<string, number>>
  readonly struck: number
}

/** Cuts 5 % of the calls: of the test server by its script, of a real one by a proxy at random bytes. */
const cutting = async (): Promise<{ url: string; end: () => Promise<number> }> => {
  const cuts = [
    { cut: 'beforeCommit', by: 'call' },
    { cut: 'afterCommit', by: 'call' },
    { cut: 'beforeCommit', by: 'connection' },
    { cut: 'afterCommit', by: 'connection' },
  ] as const
  try {
    const { faults } = on.server()
    faults.share('append', { share: 0.05, seed: 7, of: cuts })
    faults.share('read', { share: 0.05, seed: 8, of: [{ cut: 'beforeCommit', by: 'call' }] })
    const before = faults.struck()
    return {
      url: on.url(),
      end: () => {
        faults.clear()
        return Promise.resolve(faults.struck() - before)
      },
    }
  } catch {
    const proxy = await on.proxy()
    let cut = 0
    const timer = setInterval(() => {
      cut += 1
      proxy.cutAfter(
        Math.floor(Math.random() * 4_000),
        Math.random() < 0.5 ? 'answers' : 'requests',
      )
    }, 40)
    return {
      url: proxy.through(on.url()),
      end: async () => {
        clearInterval(timer)
        await proxy.close()
        return cut
      },
    }
  }
}

const run = async ({ writers, appends, streams }: Load): Promise<Figures> => {
  const { url, end } = await cutting()
  const stores = Array.from({ length: 8 }, () => on.store({}, url))
  const ids = Array.from({ length: streams }, () => randomUUID())
  const askedAgain: Record<string, number> = {}
  const began = Date.now()
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      const store = stores[writer % stores.length]
      if (store === undefined) throw new Error('a store was meant')
      const add = handle(store, tally)
      for (let n = 0; n < appends; n++) {
        const id = ids[(writer + n) % ids.length] ?? ''
        const context = { commandId: `${String(writer)}-${String(n)}` }
        for (;;) {
          const answer = await add(id, { type: 'Add', at: AT, actor, writer, n }, context)()
          if (E.isRight(answer)) break
          const { _tag } = answer.left
          askedAgain[_tag] = (askedAgain[_tag] ?? 0) + 1
        }
      }
    }),
  )
  const seconds = (Date.now() - began) / 1_000
  const struck = await end()
  const reader = on.store()
  const seen = new Set<string>()
  for (const id of ids) {
    const events = await allOf(reader, { stream: `tally-${id}` })
    expect(events.map(({ revision }) => revision)).toEqual(events.map((_, i) => i))
    const last = new Map<unknown, number>()
    for (const { metadata, event } of events) {
      expect(seen.has(metadata.commandId)).toBe(false)
      seen.add(metadata.commandId)
      const { writer, n } = event as unknown as { readonly writer: number; readonly n: number }
      expect(n).toBeGreaterThan(last.get(writer) ?? -1)
      last.set(writer, n)
    }
  }
  expect(seen.size).toBe(writers * appends)
  await Promise.all(stores.map((store) => store.close()))
  return { seconds, perSecond: Math.round((writers * appends) / seconds), askedAgain, struck }
}

describe('none lost, none doubled, revisions contiguous, with 5 % of the calls cut', () => {
  test('32 writers of 100 appends to one stream', async () => {
    const figures = await run({ writers: 32, appends: 100, streams: 1 })
    console.log('32 × 100 on one stream', figures)
    expect(figures.struck).toBeGreaterThan(50)
  }, 300_000)

  test.runIf(isHeavy)(
    '32 writers of 1,000 appends to one stream',
    async () => {
      console.log(
        '32 × 1,000 on one stream',
        await run({ writers: 32, appends: 1_000, streams: 1 }),
      )
    },
    1_800_000,
  )

  test.runIf(isHeavy)(
    '32 writers of 1,000 appends to 100 streams',
    async () => {
      const load = { writers: 32, appends: 1_000, streams: 100 }
      console.log('32 × 1,000 on 100 streams', await run(load))
    },
    1_800_000,
  )
})

test('trap: a resend goes at the original revision: at the current one the same ids are written twice', async () => {
  const store = on.store()
  const stream = on.stream()
  const events = newEvents(2)
  right(await append(store, stream, 'noStream', events))
  right(await append(store, stream, 'noStream', events))
  expect(await allOf(store, { stream })).toHaveLength(2)
  // what the server does, and `handle` therefore never
  right(await append(store, stream, 1, events))
  expect(await allOf(store, { stream })).toHaveLength(4)
})
