/** What a tick is given to: a stream of a desk, by its category. */
import { randomUUID } from 'node:crypto'

import {
  handle,
  type CommandContext,
  type EventStore,
  type HandleError,
  type Instant,
} from '@casetrail/core'
import type { Calendar } from '@casetrail/core/calendar'
import { checkDeadlines, type CheckDeadlines } from '@casetrail/core/clock'
import { deskAggregates } from '@casetrail/core/desk'
import type { ClockedCategory, ServiceStandard } from '@casetrail/core/standards'
import type { TickDue } from '@casetrail/projections'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

/** Who ticks. */
const TICKER = { id: 'casetrail', role: 'system' } as const

/** What a tick recorded: the types of the events, in their order. */
export interface Ticked {
  readonly stream: string
  readonly recorded: ReadonlyArray<string>
}

export type TickError = HandleError<{ readonly _tag: string }>

export type Tick = (due: TickDue, now: Instant) => TaskEither<TickError, Ticked>

/** What all handlers have in common. */
type Give = (
  id: string,
  command: CheckDeadlines,
  context: CommandContext,
) => TaskEither<
  TickError,
  { readonly events: ReadonlyArray<{ readonly event: { readonly type: string } }> }
>

/** Ticks the streams of a store. Again, or beside another ticker, it records nothing twice. */
export const ticker = (
  store: EventStore,
  standards: ReadonlyArray<ServiceStandard>,
  calendars: ReadonlyArray<Calendar>,
): Tick => {
  const desk = deskAggregates(standards, calendars)
  const byCategory: Readonly<Record<ClockedCategory, Give>> = {
    case: handle(store, desk.case),
    complaint: handle(store, desk.complaint),
    followUp: handle(store, desk.followUp),
    emergency: handle(store, desk.emergency),
  }
  return ({ stream, category, correlation }, now) =>
    async () => {
      const id = stream.slice(category.length + 1)
      const command = checkDeadlines({ at: now, actor: TICKER })
      const context = { commandId: randomUUID(), correlationId: correlation }
      const done = await byCategory[category](id, command, context)()
      return E.isLeft(done)
        ? done
        : E.right({ stream, recorded: done.right.events.map(({ event }) => event.type) })
    }
}
