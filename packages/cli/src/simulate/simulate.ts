/**
 * A service desk run in simulated time: every command goes through the real deciders, authority, clocks and
 * policies. The same setting gives the same history to the byte, on any machine and store.
 */
import {
  derivedId,
  durationMs,
  fromEpochMs,
  type Boundary,
  type Command,
  type CommandContext,
  type EpochMs,
  type EventStore,
  type Instant,
} from '@casetrail/core'
import type { CarryOut, RunError } from '@casetrail/core/policy'
import type { ServiceStandard } from '@casetrail/core/standards'
import * as E from 'fp-ts/lib/Either.js'
import { setImmediate } from 'node:timers/promises'

import { arrivalsOf, type Visit } from './arrivals.js'
import { daysFrom, type SimulatedDay } from './days.js'
import type { Some } from './draw.js'
import type { Play } from './doing.js'
import { engine, type CommandRefused } from './engine.js'
import { floorOf, type Floor } from './floor.js'
import { reports, standsStill } from './play/operations.js'
import { calling, written } from './play/intake.js'
import { react } from './reactions.js'
import { allDays, namespaceOf, numbered, type Setting } from './setting.js'
import { staffOf } from './staff.js'
import { untilAnswered } from './until-answered.js'
import type { World } from './world.js'

/** Policies and clocks, looked after now and then. */
export interface Looker {
  readonly settle: (
    now: Instant,
  ) => Promise<E.Either<RunError, { readonly nextAt: Instant | undefined }>>
}

/** A command as it was given. */
interface Given {
  readonly category: string
  readonly id: string
  readonly command: Command
  readonly context: CommandContext
  readonly now: Instant
}

export interface Run {
  /** A store whose events are stamped by the boundary. */
  readonly storeOf: (boundary: Boundary) => EventStore
  /** Who looks after policies and clocks, on that store; `forget` empties what is kept of it in memory. */
  readonly lookerOf: (
    store: EventStore,
    carryOut: CarryOut,
    standard: ServiceStandard,
    forget: () => void,
  ) => Looker | undefined
  /** How many states each handler keeps. */
  readonly cached?: number
  /** Told of each command, of policies and clocks too, as it is given. */
  readonly onCommand?: (given: Given) => void
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number, total: number) => void
}

interface Interrupted {
  readonly _tag: 'Interrupted'
}
interface PoliciesFailed {
  readonly _tag: 'PoliciesFailed'
  readonly at: Instant
  readonly error: RunError
}
export type SimulationError = CommandRefused | Interrupted | PoliciesFailed

export interface Simulated {
  readonly begins: EpochMs
  readonly ends: EpochMs
  /** Commands that were given, without those of policies and clocks. */
  readonly commands: number
}

const isSome = <A>(all: ReadonlyArray<A>): all is Some<A> => all.length > 0

/** The next time on the grid of the policies, from an instant on and after now. */
const gridAfter = (at: EpochMs, now: EpochMs, every: number): EpochMs =>
  Math.ceil(Math.max(at, now + 1) / every) * every

/** People look around. */
function* nothing(): Play {
  yield* []
}

/** A customer comes and waits for a person. */
function* arrives(world: World, visit: Visit): Play {
  calling(world, visit)
  yield* []
}

/** Runs a desk on a store. Rejects: `CommandRefused`, `PoliciesFailed`, `Interrupted`. */
export const simulate = async (
  setting: Setting,
  run: Run,
): Promise<E.Either<SimulationError, Simulated>> => {
  const { desk, standard, calendars, cases, seed, from } = setting
  const namespace = namespaceOf(setting)
  const days = daysFrom(from, allDays(setting), standard.zone)
  const comingDays: ReadonlyArray<SimulatedDay> = days.all.slice(0, setting.days)
  const [begins, ends] = [days.all[0]?.begins ?? 0, days.all.at(-1)?.ends ?? 0]
  if (!isSome(comingDays)) return E.right({ begins, ends, commands: 0 })

  const eventId = numbered(derivedId(namespace, 'events'))
  const commandId = numbered(derivedId(namespace, 'commands'))
  const idOf = (name: string): string => derivedId(namespace, name)
  let events = 0
  let commands = 0
  const store = run.storeOf({
    now: () => fromEpochMs(clockwork.now()),
    newId: () => eventId(++events),
    wait: () => () => Promise.resolve(),
  })
  const clockwork = engine(
    begins,
    () => world,
    async (give) => {
      commands += 1
      const { correlationId } = give
      const context = {
        commandId: commandId(commands),
        ...(correlationId === undefined ? {} : { correlationId }),
      }
      const { category, id, command } = give
      run.onCommand?.({ category, id, command, context, now: fromEpochMs(clockwork.now()) })
      return untilAnswered(() => floor.give(category, id, command, context))
    },
  )
  const floor: Floor = floorOf(
    store,
    { standard, calendars, ...(run.cached === undefined ? {} : { cached: run.cached }) },
    (category, id, told) => react(world, category, id, told),
  )
  const { customers, visits } = arrivalsOf(desk, comingDays, cases, seed, idOf)
  const staff = staffOf(desk.agents, standard, days, seed)
  let slowness = 100
  const world: World = {
    desk,
    standard,
    seed,
    days,
    staff,
    customers,
    cases: floor.cases,
    complaints: floor.complaints,
    followUps: floor.followUps,
    emergencies: floor.emergencies,
    actions: floor.actions,
    caseStories: new Map(),
    complaintStories: new Map(),
    followUpStories: new Map(),
    paces: new Map(),
    visits: new Map(visits.map((visit) => [visit.id, visit] as const)),
    now: clockwork.now,
    by: (actor) => ({ actor, at: fromEpochMs(clockwork.now()) }),
    idOf,
    begin: clockwork.begin,
    post: clockwork.post,
    isPosted: clockwork.isPosted,
    look: clockwork.look,
    slowness: () => slowness,
    slow: (percent) => {
      slowness = percent
    },
    opened: (a, b) => visits.filter(({ at }) => at >= a && at < b).length,
  }
  for (const visit of visits) {
    if (visit.live) clockwork.begin(arrives(world, visit), visit.at - begins)
    else clockwork.begin(written(world, visit), visit.at - begins)
  }
  for (const at of staff.beginnings) clockwork.begin(nothing(), at - begins)
  clockwork.begin(reports(world, days.all))
  clockwork.begin(standsStill(world, comingDays))

  const carryOut: CarryOut =
    ({ category, id }, command, context) =>
    () => {
      run.onCommand?.({ category, id, command, context, now: fromEpochMs(clockwork.now()) })
      return floor.give(category, id, command, context)
    }
  const looker = run.lookerOf(store, carryOut, standard, floor.forget)
  const every = durationMs(desk.policiesEvery)
  let lookAt: EpochMs | undefined = looker && begins
  let seen = -1
  const total = ends - begins
  for (let turn = 0; ; turn++) {
    if (run.signal?.aborted === true) return E.left({ _tag: 'Interrupted' })
    const nextAt = clockwork.nextAt() ?? Infinity
    // policies look after everything at their own times, whatever else happens
    if (looker !== undefined && lookAt !== undefined && lookAt <= nextAt && lookAt < ends) {
      clockwork.moveTo(lookAt)
      const now = fromEpochMs(clockwork.now())
      const settled = await untilAnswered(() => looker.settle(now))
      if (E.isLeft(settled)) {
        return E.left({
          _tag: 'PoliciesFailed',
          at: fromEpochMs(clockwork.now()),
          error: settled.left,
        })
      }
      seen = events
      const due = settled.right.nextAt
      lookAt = due === undefined ? undefined : gridAfter(Date.parse(due), clockwork.now(), every)
      clockwork.begin(nothing())
      continue
    }
    if (nextAt >= ends) break
    const done = await clockwork.step()
    if (E.isLeft(done)) return done
    if (events > seen) {
      const soon = gridAfter(clockwork.now() + 1, clockwork.now(), every)
      lookAt = lookAt === undefined ? soon : Math.min(lookAt, soon)
    }
    if (turn % 200 === 0) {
      run.onProgress?.(clockwork.now() - begins, total)
      // in memory nothing else would let a signal through
      await setImmediate()
    }
  }
  clockwork.moveTo(ends)
  const last = looker && (await untilAnswered(() => looker.settle(fromEpochMs(ends))))
  if (last !== undefined && E.isLeft(last)) {
    return E.left({ _tag: 'PoliciesFailed', at: fromEpochMs(ends), error: last.left })
  }
  return E.right({ begins, ends, commands })
}
