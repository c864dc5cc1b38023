/** The desk that carries a scenario out: the real deciders and clocks, on a store whose clock is set by hand. */
import { randomUUID } from 'node:crypto'

import { handle } from '@casetrail/core'
import type { Aggregate, Command, DomainEvent, EventStore, Instant } from '@casetrail/core'
import { readyCalendars } from '@casetrail/core/calendar'
import { caseRejections, type CaseCommand } from '@casetrail/core/case'
import { checkDeadlines, clockRejections, type CheckDeadlines } from '@casetrail/core/clock'
import { complaintRejections, type ComplaintCommand } from '@casetrail/core/complaint'
import * as a from '@casetrail/core/corrective-action'
import { deskAggregates } from '@casetrail/core/desk'
import { emergencyRejections, type EmergencyCommand } from '@casetrail/core/emergency'
import { followUpRejections, type FollowUpCommand } from '@casetrail/core/follow-up'
import { operationsRejections } from '@casetrail/core/operations'
import { withSettings, type Label, type ServiceStandard } from '@casetrail/core/standards'

import type { Ask, Desk, Refusal } from './asked.js'
import type { Locale, Scenario, Step, Timed } from './story.js'

/** What rejections say, by their tags. */
export const words: Readonly<Record<string, Label>> = {
  ...caseRejections,
  ...complaintRejections,
  ...followUpRejections,
  ...a.correctiveActionRejections,
  ...emergencyRejections,
  ...operationsRejections,
  ...clockRejections,
}

const asking =
  (store: EventStore) =>
  <C extends Command, S, E extends DomainEvent, R extends Refusal>(
    aggregate: Aggregate<C, S, E, R>,
  ): Ask<C> => {
    const carryOut = handle(store, aggregate)
    return async (id, command, context) => {
      const answer = await carryOut(id, command, context)()
      if (answer._tag === 'Right') return undefined
      if (answer.left._tag === 'Rejected') return answer.left.rejection
      // no part of a story: a broken store, or a command that is none
      throw new Error(JSON.stringify(answer.left))
    }
  }

const deskOf = (store: EventStore, standard: ServiceStandard): Desk => {
  const all = deskAggregates([standard], readyCalendars)
  const ask = asking(store)
  const ticks = new Map<string, (at: Instant) => Promise<unknown>>()
  const clocked = <C extends Command>(give: Ask<C | CheckDeadlines>): Ask<C> => {
    const actor = { id: 'deadlines', role: 'system' }
    return async (id, command, context) => {
      const refusal = await give(id, command, context)
      if (refusal !== undefined) return refusal
      ticks.set(id, (at) =>
        give(id, checkDeadlines({ at, actor }), { ...context, commandId: randomUUID() }),
      )
      return undefined
    }
  }
  return {
    case: clocked<CaseCommand>(ask(all.case)),
    complaint: clocked<ComplaintCommand>(ask(all.complaint)),
    followUp: clocked<FollowUpCommand>(ask(all.followUp)),
    emergency: clocked<EmergencyCommand>(ask(all.emergency)),
    correctiveAction: ask(all.correctiveAction),
    operations: ask(all.operations),
    tick: async (at) => {
      for (const check of ticks.values()) await check(at)
      return undefined
    },
  }
}

/** The standard as a scenario runs it, with its example values. Throws where they are wrong. */
export const standardOf = ({
  standard,
  settings = {},
}: Pick<Scenario, 'standard' | 'settings'>): ServiceStandard => {
  const set = withSettings(standard, settings)
  if (set._tag === 'Right') return set.right
  throw new Error(JSON.stringify(set.left))
}

/** A step as it went. */
export interface Told extends Timed {
  readonly step: Step
  readonly refusal: Refusal | undefined
}

/** Plays steps under a standard, on a store whose clock `setNow` sets; tells how each went. */
export const play = async (
  store: EventStore,
  setNow: (now: Instant) => void,
  standard: ServiceStandard,
  steps: ReadonlyArray<Timed>,
  locale: Locale = 'en',
): Promise<ReadonlyArray<Told>> => {
  const desk = deskOf(store, standard)
  const told: Told[] = []
  for (const timed of steps) {
    setNow(timed.now)
    told.push({ ...timed, refusal: await timed.step.give(desk, timed.at, locale) })
  }
  return told
}
