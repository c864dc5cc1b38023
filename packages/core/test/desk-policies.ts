/** A desk with its policies, for tests: real deciders, a store in memory, and a clock that is set. */
import * as E from 'fp-ts/lib/Either.js'
import { expect } from 'vitest'

import { readyCalendars } from '../src/calendar/index.js'
import type { CaseCommand } from '../src/case/commands/index.js'
import type { ComplaintCommand } from '../src/complaint/commands/index.js'
import type { Command } from '../src/decider/message.js'
import { deskAggregates } from '../src/desk/aggregates.js'
import type { EmergencyCommand } from '../src/emergency/commands.js'
import type { FollowUpCommand } from '../src/follow-up/commands.js'
import type { OperationsCommand } from '../src/operations/commands.js'
import { inMemoryRowStore } from '../src/read-model/in-memory-rows.js'
import type { ServiceStandard } from '../src/standard/document.js'
import { retail2025 } from '../src/standard/ready.js'
import { foldRead } from '../src/store/fold-read.js'
import { inMemoryEventStore } from '../src/store/in-memory.js'
import type { EventStore, RecordedEvent } from '../src/store/port.js'
import { at, testBoundary } from '../src/testing/boundary.js'
import { epochMs, fromEpochMs, type Instant } from '../src/time/index.js'
import { isWithdrawal, type Action, type AnyManager } from '../src/policy/policy.js'
import { policyRunner } from '../src/policy/runner.js'

import { deskCarryOut, deskPolicies } from '../src/policy/desk/index.js'

/** Monday, 3 March 2025, 9:00 in Shanghai. */
export const t0 = at('2025-03-03T01:00:00.000Z')
const HOUR = 3_600_000
export const DAY = 24 * HOUR
export const hours = (n: number): Instant => fromEpochMs(epochMs(t0) + Math.round(n * HOUR))

export const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

type Without<C> = C extends Command ? Omit<C, 'at' | 'actor'> : never
/** A command without its time and actor. */
export type Body = Without<
  CaseCommand | ComplaintCommand | FollowUpCommand | EmergencyCommand | OperationsCommand
>

export const allOf = async (store: EventStore): Promise<ReadonlyArray<RecordedEvent>> => {
  const read = await foldRead<ReadonlyArray<RecordedEvent>>(
    store,
    { all: true },
    [],
    (all, one) => [...all, one],
  )()
  if (E.isLeft(read)) return expect.unreachable(read.left._tag)
  return read.right
}

/** What a policy asked for after an event. */
export interface Asked {
  readonly policy: string
  readonly cause: RecordedEvent
  readonly action: Action
}

/** What the policies ask for after each event, as a runner of them all would see it. */
export const askedOf = (
  managers: ReadonlyArray<AnyManager>,
  events: ReadonlyArray<RecordedEvent>,
): ReadonlyArray<Asked> =>
  managers.flatMap(({ facts, policies }) => {
    const rows = new Map<string, unknown>()
    return events.flatMap((cause) => {
      const category = cause.stream.slice(0, cause.stream.indexOf('-'))
      const isRead = facts.from.some(
        (from) => from.category === category && from.events.types.includes(cause.event.type),
      )
      const key = isRead ? facts.keyOf(cause) : undefined
      if (key === undefined) return []
      const row = facts.evolve(rows.get(key), cause)
      rows.set(key, row)
      return policies
        .filter(({ on }) => on[category]?.includes(cause.event.type) === true)
        .flatMap(({ name: policy, react }) =>
          react(cause, row).map((action) => ({ policy, cause, action })),
        )
    })
  })

export const desk = (standards: ReadonlyArray<ServiceStandard> = [retail2025]) => {
  const boundary = testBoundary({ start: t0, stepMs: 0 })
  const store = inMemoryEventStore(boundary)
  const managers = deskPolicies(standards)
  const carryOut = deskCarryOut(store, deskAggregates(standards, readyCalendars))
  const answers: string[] = []
  const runner = policyRunner({
    store,
    rows: inMemoryRowStore(),
    managers,
    carryOut,
    onAnswer: ({ policy, command }, { outcome, refusal }) => {
      if (command.type === 'CheckDeadlines') return
      const why = refusal === undefined ? '' : ` ${refusal._tag}`
      answers.push(`${policy} ${command.type} ${outcome}${why}`)
    },
  })
  let given = 0

  /** Gives a command by hand, of something at another time than now. It must be accepted. */
  const tell = async (
    category: string,
    id: string,
    when: { readonly at: number; readonly recorded: number },
    body: Body,
    by: { readonly id: string; readonly role: string } = { id: 'lin', role: 'supervisor' },
    correlationId?: string,
  ): Promise<void> => {
    boundary.setNow(hours(when.recorded))
    const command = { ...body, at: hours(when.at), actor: by }
    const context = {
      commandId: `by hand ${String(given++)}`,
      ...(correlationId === undefined ? {} : { correlationId }),
    }
    const done = await carryOut({ category, id }, command, context)()
    if (E.isLeft(done)) return expect.unreachable(`${body.type}: ${JSON.stringify(done.left)}`)
  }

  /** The same, of what happens now. */
  const give = (
    category: string,
    id: string,
    after: number,
    ...rest: Parameters<typeof tell> extends [string, string, unknown, ...infer R] ? R : never
  ): Promise<void> => tell(category, id, { at: after, recorded: after }, ...rest)

  /** Lets the policies run at so many hours; what is dated earlier was due earlier. */
  const settle = async (after: number): Promise<ReadonlyArray<string>> => {
    const from = answers.length
    boundary.setNow(hours(after))
    const done = await runner.settle(hours(after))()
    if (E.isLeft(done)) return expect.unreachable(JSON.stringify(done.left))
    return answers.slice(from)
  }

  /** As a driver would: stops at each instant at which something is due. */
  const until = async (after: number): Promise<ReadonlyArray<string>> => {
    const from = answers.length
    for (;;) {
      const done = await runner.settle(hours(after - 1_000_000))()
      if (E.isLeft(done)) return expect.unreachable(JSON.stringify(done.left))
      const { nextAt } = done.right
      if (nextAt === undefined || nextAt > hours(after)) break
      boundary.setNow(nextAt)
      const due = await runner.settle(nextAt)()
      if (E.isLeft(due)) return expect.unreachable(JSON.stringify(due.left))
    }
    await settle(after)
    return answers.slice(from)
  }

  const events = (): Promise<ReadonlyArray<RecordedEvent>> => allOf(store)

  /** What one policy asked for after the last event of a type. */
  const asked = async (policy: string, type: string): Promise<ReadonlyArray<Action>> => {
    const all = await events()
    const cause = all.findLast(({ event }) => event.type === type)
    return askedOf(managers, all)
      .filter((one) => one.policy === policy && one.cause === cause)
      .map(({ action }) => action)
  }

  const last = async (type: string): Promise<RecordedEvent> => {
    const found = (await events()).findLast(({ event }) => event.type === type)
    if (found === undefined) return expect.unreachable(`no ${type}`)
    return found
  }

  /** The events of a type, as they are told. */
  const told = async (type: string): Promise<ReadonlyArray<unknown>> =>
    (await events()).filter(({ event }) => event.type === type).map(({ event }) => event)

  return {
    store,
    boundary,
    managers,
    answers,
    give,
    tell,
    settle,
    until,
    events,
    asked,
    last,
    told,
  }
}
export type Desk = ReturnType<typeof desk>

/** Commands that a policy does not say it gives, or gives after an event of which it says it gives none. */
export const outsideGives = async ({ managers, events }: Desk): Promise<ReadonlyArray<string>> => {
  const known = new Map(
    managers.flatMap(({ policies }) => policies.map((policy) => [policy.name, policy])),
  )
  return askedOf(managers, await events()).flatMap(({ policy, cause, action }) => {
    if (isWithdrawal(action)) return []
    const { to, command } = action
    const { gives, withdrawsOn } = known.get(policy) ?? {}
    const category = cause.stream.slice(0, cause.stream.indexOf('-'))
    const isGiven =
      gives?.[to.category]?.includes(command.type) === true &&
      withdrawsOn?.[category]?.includes(cause.event.type) !== true
    return isGiven ? [] : [`${policy} ${to.category} ${command.type}`]
  })
}
