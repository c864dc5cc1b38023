/** What rows, commands and live reads come to while the server is restarted, and stands still. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { handle, type EventStore } from '@casetrail/core'
import {
  caseAggregate,
  caseEvents,
  openCase,
  recordContact,
  type CaseEvent,
} from '@casetrail/core/case'
import type { Facts, RowStore } from '@casetrail/core/read-model'
import { retail2025 } from '@casetrail/core/standards'
import { at } from '@casetrail/core/testing'
import { caseModels, factsModel, project, type ReadModels } from '@casetrail/projections'
import { sqliteStore } from '@casetrail/sqlite'
import * as E from 'fp-ts/lib/Either.js'
import { expect } from 'vitest'

import { adding, expectEachOnce } from './adding.js'
import { allOf, controlled, eventually, follow, right, subject } from './subject.js'

const on = subject()
const isHeavy = process.env['CASETRAIL_HEAVY'] === '1'

const actor = { id: 'lin', role: 'agent' }

/** A desk with a category of its own, since a real server may hold other cases. */
const deskOf = () => {
  const category = `case${randomUUID().slice(0, 8)}`
  const cases = { ...caseAggregate([retail2025]), category }
  /** Wrong as soon as an event is seen twice, or not at all, or out of order. */
  const order: Facts<string, CaseEvent> = {
    name: 'order',
    version: 1,
    from: [{ category, events: caseEvents }],
    keyOf: ({ stream }) => stream,
    evolve: (row = '', { revision }) => `${row} ${String(revision)}`,
  }
  const models: ReadModels = {
    facts: [
      factsModel(order),
      ...caseModels.facts.map((facts) => ({
        ...facts,
        from: facts.from.map((source) => ({
          ...source,
          category: source.category === 'case' ? category : `${category}${source.category}`,
        })),
      })),
    ],
    groups: caseModels.groups,
  }
  return { category, cases, models }
}

const rowsOf = async (rows: RowStore, { facts, groups }: ReadModels): Promise<unknown> => {
  const found: Record<string, unknown[]> = {}
  for (const one of facts) {
    const all: unknown[] = []
    right(await rows.scan(one, (page) => all.push(...page))())
    found[one.name] = all
  }
  for (const one of groups) {
    const all: unknown[] = []
    right(await rows.scanGroups(one, (key, items) => all.push([key, [...items]]))())
    found[one.name] = all
  }
  return found
}

/** Opens cases and records contacts, one after another, until it is told to stop. */
const working = (store: EventStore, cases: ReturnType<typeof deskOf>['cases']) => {
  const command = handle(store, cases)
  let stopped = false
  let events = 0
  let askedAgain = 0
  const give = async (id: string, one: Parameters<typeof command>[1]): Promise<void> => {
    const commandId = randomUUID()
    for (;;) {
      const answer = await command(id, one, { commandId })()
      if (E.isRight(answer)) {
        events += answer.right.events.length
        return
      }
      if (answer.left._tag === 'Rejected') throw new Error(JSON.stringify(answer.left))
      askedAgain += 1
    }
  }
  const run = async (): Promise<void> => {
    for (let n = 0; !stopped; n++) {
      const id = randomUUID()
      const time = at(new Date(Date.UTC(2025, 2, 3, 1, n % 600)).toISOString())
      const open = {
        customer: `customer-${String(n % 7)}`,
        channel: 'phone',
        requestType: 'repair',
        phase: 'afterSale',
        problemType: 'product',
        tier: 'standard',
        language: 'zh',
      } as const
      await give(id, openCase({ at: time, actor, ...open }))
      for (const direction of ['inbound', 'outbound', 'inbound'] as const) {
        const contact = { direction, channel: 'phone', by: 'human', public: true } as const
        await give(id, recordContact({ at: time, actor, ...contact }))
      }
    }
  }
  const done = run()
  return {
    events: () => events,
    askedAgain: () => askedAgain,
    stop: () => {
      stopped = true
      return done
    },
  }
}

const RESTARTS = 50

controlled(
  `${String(RESTARTS)} restarts under a live projection: its rows are those that are built anew`,
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'survive-'))
    const { category, cases, models } = deskOf()
    const [writer, reader] = [on.store(), on.store()]
    const sqlite = sqliteStore(join(folder, 'rows.db'))
    const abort = new AbortController()
    let commits = 0
    const projecting = project(reader, sqlite.rows, models, {
      live: true,
      signal: abort.signal,
      onProgress: () => (commits += 1),
    })()
    const work = working(writer, cases)
    const began = Date.now()
    for (let n = 0; n < RESTARTS; n++) {
      const [events, before] = [work.events(), commits]
      // some are cut while it follows, some while it is still catching up
      await eventually(
        () => work.events() > events + 4 && (n % 3 === 0 || commits > before),
        60_000,
      )
      await on.controls().kill()
      await on.controls().start()
    }
    await eventually(() => work.events() > RESTARTS * 5, 60_000)
    await work.stop()
    const all = await allOf(reader, { all: true, categories: [category] })
    const last = all.at(-1)?.position ?? ''
    const checkpoint = async () => {
      const [first] = models.facts
      return first === undefined ? '' : right(await sqlite.rows.checkpoint(first)())
    }
    let reached = await checkpoint()
    for (const until = Date.now() + 30_000; reached < last && Date.now() < until;) {
      await new Promise((resolve) => setTimeout(resolve, 20))
      reached = await checkpoint()
    }
    abort.abort()
    const progress = right(await projecting)
    expect(all).toHaveLength(work.events())
    expect(progress.events).toBe(all.length)
    const anew = sqliteStore(join(folder, 'anew.db'))
    expect(right(await project(reader, anew.rows, models)()).events).toBe(all.length)
    const rows = await rowsOf(sqlite.rows, models)
    expect(rows).toEqual(await rowsOf(anew.rows, models))
    expect(JSON.stringify(rows).length).toBeGreaterThan(10_000)
    console.log('restarts', {
      restarts: RESTARTS,
      seconds: (Date.now() - began) / 1_000,
      events: all.length,
      commits,
      askedAgain: work.askedAgain(),
    })
    sqlite.close()
    anew.close()
    rmSync(folder, { recursive: true })
  },
  900_000,
)

const FROZEN_MS = isHeavy ? 20_000 : 4_000

controlled(
  `frozen for ${String(FROZEN_MS / 1_000)} s during commands and live reads: all end well`,
  async () => {
    const [writer, reader] = [on.store(), on.store({ heartbeatMs: 1_000 })]
    const live = follow(reader, { all: true, categories: ['tally'] })
    await eventually(() => live.batches.at(-1)?.caughtUp === true)
    const additions = adding(writer, { count: 300, writers: 8, streams: 4 })
    await eventually(() => additions.answered() >= 60)
    await on.controls().freeze()
    await new Promise((resolve) => setTimeout(resolve, FROZEN_MS))
    const meanwhile = additions.answered()
    expect(meanwhile).toBeLessThan(300)
    expect(reader.health().ok).toBe(false)
    await on.controls().thaw()
    const thawed = Date.now()
    await additions.done
    await expectEachOnce(reader, additions, 300)
    const ours = new Set(additions.ids.map((id) => `tally-${id}`))
    const seen = () => live.events().filter(({ stream }) => ours.has(stream))
    await eventually(
      () => seen().length >= 300,
      30_000,
      () => seen().length,
    )
    const seconds = (Date.now() - thawed) / 1_000
    expect(new Set(seen().map(({ eventId }) => eventId)).size).toBe(300)
    expect(seen()).toHaveLength(300)
    await eventually(() => reader.health().ok)
    expect((await live.end())._tag).toBe('Right')
    const { askedAgain } = additions
    console.log('frozen', {
      ms: FROZEN_MS,
      wellAfterSeconds: seconds,
      meanwhile,
      askedAgain,
      slowestMs: additions.slowestMs(),
    })
  },
  180_000,
)
