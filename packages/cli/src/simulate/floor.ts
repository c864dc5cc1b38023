/** The desk's streams: commands go through their deciders, clocks and authority; their states are seen. */
import {
  handle,
  type Command,
  type CommandContext,
  type DomainEvent,
  type EventStore,
  type HandleError,
  type NewEvent,
  type Outcome,
} from '@casetrail/core'
import type { Calendar } from '@casetrail/core/calendar'
import type { CaseCommand, CaseState } from '@casetrail/core/case'
import type { CheckDeadlines } from '@casetrail/core/clock'
import type { ComplaintCommand, ComplaintState } from '@casetrail/core/complaint'
import type {
  CorrectiveActionCommand,
  CorrectiveActionState,
} from '@casetrail/core/corrective-action'
import { deskAggregates } from '@casetrail/core/desk'
import type { EmergencyCommand, EmergencyState } from '@casetrail/core/emergency'
import type { FollowUpCommand, FollowUpState } from '@casetrail/core/follow-up'
import type { OperationsCommand } from '@casetrail/core/operations'
import type { ServiceStandard } from '@casetrail/core/standards'
import * as E from 'fp-ts/lib/Either.js'

import type { Category, Refusal } from './doing.js'

export type Answer = E.Either<HandleError<Refusal>, Outcome<unknown, DomainEvent>>

export interface Floor {
  readonly cases: ReadonlyMap<string, CaseState>
  readonly complaints: ReadonlyMap<string, ComplaintState>
  readonly followUps: ReadonlyMap<string, FollowUpState>
  readonly emergencies: ReadonlyMap<string, EmergencyState>
  readonly actions: ReadonlyMap<string, CorrectiveActionState>
  readonly give: (
    category: string,
    id: string,
    command: Command,
    context: CommandContext,
  ) => Promise<Answer>
  /** The handlers begin anew, with no states kept. */
  readonly forget: () => void
}

/** Told of what a command led to, once. */
export type OnEvents = (category: Category, id: string, events: ReadonlyArray<NewEvent>) => void

interface FloorSetting {
  readonly standard: ServiceStandard
  readonly calendars: ReadonlyArray<Calendar>
  /** How many states each handler keeps. */
  readonly cached?: number
}

interface Line {
  readonly give: (id: string, command: Command, context: CommandContext) => Promise<Answer>
}

/** Stages after which a stream is of no more use to the desk. */
const gone = new Set(['archived', 'cancelled', 'merged', 'reviewed', 'dropped', 'stoodDown'])

/** The handlers of every category on a store; each state is kept while the stream lives. */
export const floorOf = (
  store: EventStore,
  { standard, calendars, cached }: FloorSetting,
  onEvents: OnEvents,
): Floor => {
  const options = cached === undefined ? {} : { cached }
  const desk = deskAggregates([standard], calendars)
  const cases = new Map<string, CaseState>()
  const complaints = new Map<string, ComplaintState>()
  const followUps = new Map<string, FollowUpState>()
  const emergencies = new Map<string, EmergencyState>()
  const actions = new Map<string, CorrectiveActionState>()
  /** How far each stream's events were told. */
  const told = new Map<string, number>()

  const line = <S, I>(
    category: Category,
    carryOut: (
      id: string,
      command: Command,
      context: CommandContext,
    ) => Promise<E.Either<HandleError<Refusal>, Outcome<S, DomainEvent>>>,
    views: Map<string, I> | undefined,
    inner: (state: S) => I & { readonly stage?: string },
  ): Line => ({
    give: async (id, command, context) => {
      const answer = await carryOut(id, command, context)
      if (E.isLeft(answer)) return answer
      const { state, revision, events } = answer.right
      const view = inner(state)
      const key = `${category}-${id}`
      if (views !== undefined) {
        // a merged case may be taken apart again
        if (view.stage !== undefined && view.stage !== 'merged' && gone.has(view.stage))
          views.delete(id)
        else views.set(id, view)
      }
      // the answer to a repeated command is known already
      if (revision > (told.get(key) ?? -1)) {
        told.set(key, revision)
        onEvents(category, id, events)
      }
      return answer
    },
  })

  const handlers = () => ({
    case: handle(store, desk.case, options),
    complaint: handle(store, desk.complaint, options),
    followUp: handle(store, desk.followUp, options),
    correctiveAction: handle(store, desk.correctiveAction, options),
    emergency: handle(store, desk.emergency, options),
    operations: handle(store, desk.operations, options),
  })
  let handles = handlers()
  const lines: Readonly<Record<Category, Line>> = {
    case: line(
      'case',
      (id, c, context) => handles.case(id, c as CaseCommand | CheckDeadlines, context)(),
      cases,
      (state) => state.inner,
    ),
    complaint: line(
      'complaint',
      (id, c, context) => handles.complaint(id, c as ComplaintCommand | CheckDeadlines, context)(),
      complaints,
      (state) => state.inner,
    ),
    followUp: line(
      'followUp',
      (id, c, context) => handles.followUp(id, c as FollowUpCommand | CheckDeadlines, context)(),
      followUps,
      (state) => state.inner,
    ),
    correctiveAction: line(
      'correctiveAction',
      (id, c, context) => handles.correctiveAction(id, c as CorrectiveActionCommand, context)(),
      actions,
      (state) => state,
    ),
    emergency: line(
      'emergency',
      (id, c, context) => handles.emergency(id, c as EmergencyCommand | CheckDeadlines, context)(),
      emergencies,
      (state) => state.inner,
    ),
    operations: line<unknown, object>(
      'operations',
      (id, c, context) => handles.operations(id, c as OperationsCommand, context)(),
      undefined,
      () => ({}),
    ),
  }
  const isCategory = (category: string): category is Category => Object.hasOwn(lines, category)
  return {
    cases,
    complaints,
    followUps,
    emergencies,
    actions,
    give: (category, id, command, context) =>
      isCategory(category)
        ? lines[category].give(id, command, context)
        : Promise.resolve(E.left({ _tag: 'UnknownType', type: command.type })),
    forget: () => {
      handles = handlers()
    },
  }
}
