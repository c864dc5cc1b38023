/**
 * The demonstration's history: every event of it decided by the case's own rules, through `handle`,
 * by a simulated clock and ids from the seed. The same seed gives the same history to the byte.
 */
import * as E from 'fp-ts/lib/Either.js'
import {
  derivedId,
  foldRead,
  fromEpochMs,
  handle,
  inMemoryEventStore,
  type EpochMs,
  type RecordedEvent,
} from '@casetrail/core'
import { readyCalendars } from '@casetrail/core/calendar'
import { caseAggregate } from '@casetrail/core/case'
import { checkDeadlines, serviceLevels, withServiceLevels } from '@casetrail/core/clock'
import { retail2025 } from '@casetrail/core/standards'

import { makeCustomer, system, topics, type Customer } from './cast.js'
import { chanceFrom, type Chance, type Some } from './chance.js'
import { DAY, MINUTE } from './clock.js'
import { channelOf, type Visit } from './intake.js'
import type { Step } from './script.js'
import { play } from './stories.js'
import { alarms } from './ticks.js'

/** Midnight in Shanghai on 1 March 2025, and ninety-two days later. */
export const BEGIN: EpochMs = Date.UTC(2025, 1, 28, 16)
export const END: EpochMs = BEGIN + 92 * DAY

/** The rules refused a command of the script: a mistake in the script. */
export interface ScriptRefused {
  readonly _tag: 'ScriptRefused'
  readonly reason: string
}

const refused = (reason: unknown, step?: Step): E.Either<ScriptRefused, never> =>
  E.left({ _tag: 'ScriptRefused', reason: JSON.stringify({ reason, step }) })

const CUSTOMERS = 160

const refOf = (number: number): string => `D-${String(number).padStart(4, '0')}`

const arrival = (chance: Chance): EpochMs =>
  BEGIN +
  chance.between(0, 91) * DAY +
  chance.between(chance.happens(90) ? 8 * 60 : 0, 22 * 60) * MINUTE

/** The steps of so many visits, in the order in which they reach the desk. */
const scriptedSteps = (seed: number, visits: number): ReadonlyArray<Step> => {
  const chance = chanceFrom(seed)
  const namespace = derivedId('casetrail demo', String(seed))
  const [first, ...others] = Array.from({ length: CUSTOMERS }, (_, i) =>
    makeCustomer(chance, i + 1),
  )
  if (first === undefined) return []
  const customers: Some<Customer> = [first, ...others]
  const steps: Step[] = []
  let number = 0
  const next = (): { readonly id: string; readonly ref: string } => {
    const ref = refOf(++number)
    return { id: derivedId(namespace, ref), ref }
  }
  const visit = (begin: EpochMs, about: Pick<Visit, 'customer' | 'topic' | 'earlier'>): void => {
    const { id, ref } = next()
    const twin = chance.happens(3) ? next() : undefined
    const whole: Visit = { ...about, channel: channelOf(chance), ref }
    const story = play(id, chance, whole, begin, twin)
    for (const script of story.scripts) steps.push(...script.steps())
    if (story.comesAgainAt !== undefined) visit(story.comesAgainAt, { ...about, earlier: id })
  }
  for (const begin of Array.from({ length: visits }, () => arrival(chance)).sort((a, b) => a - b)) {
    visit(begin, { customer: chance.pick(customers), topic: chance.weighted(topics) })
  }
  return steps.filter((step) => step.enteredAt < END).sort((a, b) => a.enteredAt - b.enteredAt)
}

/**
 * The events of the history, in their order. Rejects: `ScriptRefused` for a command that the rules
 * refuse.
 */
export const simulate = async (
  seed: number,
  visits: number,
): Promise<E.Either<ScriptRefused, ReadonlyArray<RecordedEvent>>> => {
  const namespace = derivedId('casetrail demo', String(seed))
  let now: EpochMs = BEGIN
  let events = 0
  const store = inMemoryEventStore({
    now: () => fromEpochMs(now),
    newId: () => derivedId(namespace, `event ${String(++events)}`),
  })
  const levels = serviceLevels([retail2025], readyCalendars)
  const cases = handle(store, withServiceLevels(caseAggregate([retail2025]), levels))
  const due = alarms()
  const tickUntil = async (until: EpochMs): Promise<E.Either<ScriptRefused, void>> => {
    for (let next = due.next(until); next !== undefined; next = due.next(until)) {
      now = next.at
      const commandId = derivedId(namespace, `tick ${next.id} ${String(next.at)}`)
      const command = checkDeadlines({ at: fromEpochMs(now), actor: system })
      const done = await cases(next.id, command, { commandId })()
      if (E.isLeft(done)) return refused(done.left)
      due.set(next.id, done.right.state.clocks)
    }
    return E.right(undefined)
  }
  for (const [i, step] of scriptedSteps(seed, visits).entries()) {
    const ticked = await tickUntil(step.enteredAt)
    if (E.isLeft(ticked)) return ticked
    now = step.enteredAt
    const commandId = derivedId(namespace, `command ${String(i)}`)
    const done = await cases(step.id, step.command, { commandId })()
    if (E.isLeft(done)) return refused(done.left, step)
    due.set(step.id, done.right.state.clocks)
  }
  const ticked = await tickUntil(END)
  if (E.isLeft(ticked)) return ticked
  const read = await foldRead(store, { all: true }, [] as RecordedEvent[], (all, event) => {
    all.push(event)
    return all
  })()
  return E.isRight(read) ? read : refused(read.left)
}
