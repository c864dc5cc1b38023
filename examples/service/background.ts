/** What goes on beside the requests: policies act, deadlines are looked at, read models follow the store. */
import { setTimeout as wait } from 'node:timers/promises'

import { START, epochMs, foldRead, type EventStore, type RecordedEvent } from '@casetrail/core'
import { checkDeadlines, tickDeadlines } from '@casetrail/core/clock'
import { deskPolicies, policyRunner, runPolicies, type CarryOut } from '@casetrail/core/policy'
import type { RowStore } from '@casetrail/core/read-model'
import type { ServiceStandard } from '@casetrail/core/standards'
import { deskModels, project, streamsToTick } from '@casetrail/projections'

export interface Setting {
  readonly events: EventStore
  readonly rows: RowStore
  readonly standards: ReadonlyArray<ServiceStandard>
  readonly carryOut: CarryOut
}
type Trouble = { readonly _tag: string }
type Done = { readonly _tag: 'Left'; readonly left: Trouble } | { readonly _tag: 'Right' }

const categories = deskModels.facts.flatMap(({ from }) => from.map(({ category }) => category))
const actor = { id: 'casetrail', role: 'system' }
const well = { _tag: 'Right' } as const

const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
  // told to end, it wakes at once
  wait(ms, undefined, { signal }).catch(() => undefined)

export const background = ({ events, rows, standards, carryOut }: Setting) => {
  const { now, newId } = events.boundary
  const stopping = new AbortController()
  const { signal } = stopping
  const troubles = new Map<string, Trouble>()
  let position = START

  const seen = (task: string, done: Done): void => {
    if (done._tag === 'Left') troubles.set(task, done.left)
    else troubles.delete(task)
  }
  /** Until it is told to end; what failed begins anew where it was written down. */
  const keep = async (task: string, work: () => Promise<Done>): Promise<void> => {
    troubles.set(task, { _tag: 'Starting' })
    while (!signal.aborted) {
      seen(task, await work())
      await sleep(1_000, signal)
    }
  }

  const policies = runPolicies({
    ...{ now, sleep, signal, every: 500 },
    runner: policyRunner({ store: events, rows, managers: deskPolicies(standards), carryOut }),
    onRound: ({ settled }) => seen('policies', settled),
  })
  // policies look at deadlines too, but not at those of imported cases
  const ticks = tickDeadlines({
    ...{ now, sleep, signal, every: 5_000 },
    due: (at) => streamsToTick(rows, epochMs(at)),
    tick: ({ stream, category, correlation }, at) => {
      const to = { category, id: stream.slice(category.length + 1) }
      const context = { commandId: newId(), correlationId: correlation }
      return carryOut(to, checkDeadlines({ at, actor }), context)
    },
    onRound: ({ failed: [one] }) => seen('ticks', one ? { _tag: 'Left', left: one.error } : well),
  })
  const readModels = project(events, rows, deskModels, {
    ...{ live: true, signal },
    onProgress: (progress) => {
      position = progress.position
      seen('readModels', well)
    },
  })
  const tasks = Object.entries({ policies, ticks, readModels })
  const running = tasks.map(([task, work]) => keep(task, work))

  return {
    /** What each task fails by, also while it has done nothing yet. */
    troubles: troubles as ReadonlyMap<string, Trouble>,
    /** For how many ms the oldest event that the read models don't know has been in the store. */
    lag: () => {
      const query = { all: true, categories, after: position, limit: 1 } as const
      const age = (_: number, event: RecordedEvent) => epochMs(now()) - epochMs(event.recordedAt)
      return foldRead(events, query, 0, age, AbortSignal.timeout(2_000))()
    },
    stop: async (): Promise<void> => {
      stopping.abort()
      await Promise.all(running)
    },
  }
}
