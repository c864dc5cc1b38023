/** Following a store with the policies of a desk, round by round. */
import { fromEpochMs, type Position } from '@casetrail/core'
import type { Calendar } from '@casetrail/core/calendar'
import { deskAggregates } from '@casetrail/core/desk'
import {
  deskCarryOut,
  deskPolicies,
  policiesBegan,
  policyDispatches,
  policyRunner,
  type AnyManager,
  type PolicyRunner,
  type RunError,
} from '@casetrail/core/policy'
import type { ServiceStandard } from '@casetrail/core/standards'
import * as E from 'fp-ts/lib/Either.js'

import type { Failure } from '../failure.js'
import { clockAhead, clockWentAhead, isFarAhead, quietSince } from '../live/clock-ahead.js'
import type { Time } from '../live/time.js'
import type { Locale } from '../present/format.js'
import { headOf } from '../query/catch-up.js'
import { storeFailure } from '../store/failure.js'
import type { OpenedStore } from '../store/open-store.js'
import { sameFile } from '../watch/same-file.js'

import { jumps } from './clock.js'
import { interrupted, runFailure } from './failures.js'
import { eventsAfter, followed, type Fault, type Followed } from './followed.js'
import { givenOf, type Answered, type Given } from './given.js'
import type { Round } from './round.js'

export interface Running {
  readonly opened: OpenedStore
  readonly standards: ReadonlyArray<ServiceStandard>
  readonly calendars: ReadonlyArray<Calendar>
  readonly every: number
  readonly once: boolean
  /** The clock is right, however late it says that all is. */
  readonly isClockRight: boolean
  readonly zone: string
  readonly locale: Locale
  readonly time: Time
  readonly signal: AbortSignal
  /** The policies; default: those of a desk. */
  readonly managers?: ReadonlyArray<AnyManager>
  /** Before the first round: events up to `head` lead to nothing where this is the first run of all. */
  readonly onBegin: (begin: { readonly isFirst: boolean; readonly head: Position }) => void
  readonly onRound: (round: Round) => void
  readonly onFault: (fault: Fault) => void
  /** The clock has jumped by so many milliseconds. */
  readonly onJump: (by: number) => void
}

/** A round is written down and told after so many answers, or so many ms, though there is more. */
const MOST_ANSWERS = 500
const LONGEST_ROUND = 250
/** What may pass by itself is tried so often, round after round. */
const MOST_TRIES = 8
/** A busy store is looked at more often. */
const BUSY = 10
const SHORTEST_SLEEP = 10

const mayPass = ({ _tag }: RunError): boolean =>
  _tag === 'Overtaken' || _tag === 'OutcomeUnknown' || _tag === 'Conflict'

interface Engine {
  readonly running: Running
  readonly seen: Followed
  readonly runner: PolicyRunner
  readonly answered: Answered[]
  /** Ends the round under way. */
  cut: AbortController
  begun: number
}

const engineOf = (running: Running, from: Position): Engine => {
  const { opened, standards, calendars, time, managers, onFault } = running
  const { store, rows } = opened
  const answered: Answered[] = []
  const isLong = (): boolean =>
    answered.length >= MOST_ANSWERS || time.elapsed() - engine.begun >= LONGEST_ROUND
  const cutLong = (): void => {
    if (isLong()) engine.cut.abort()
  }
  const seen = followed(store, { from, onFault, onBatch: cutLong })
  const engine: Engine = {
    running,
    seen,
    runner: policyRunner({
      store: seen.store,
      rows,
      managers: managers ?? deskPolicies(standards),
      carryOut: deskCarryOut(store, deskAggregates(standards, calendars)),
      onAnswer: (waiting, answer) => {
        answered.push({ at: time.now(), waiting, answer })
        cutLong()
      },
    }),
    answered,
    cut: new AbortController(),
    begun: 0,
  }
  return engine
}

type Rounded = Round & { readonly isCut: boolean }

const round = async (engine: Engine, sends: boolean): Promise<E.Either<RunError, Rounded>> => {
  const { running, seen, runner, answered } = engine
  const { opened, time, signal } = running
  engine.cut = new AbortController()
  engine.begun = time.elapsed()
  const stop = AbortSignal.any([signal, engine.cut.signal])
  const settle = sends ? runner.settle : runner.look
  const settled = await settle(fromEpochMs(time.now()), stop)()
  if (E.isLeft(settled)) return settled
  const { held, waiting, nextAt } = settled.right
  const given: Given[] = []
  for (const one of answered) given.push(await givenOf(opened, seen, one))
  answered.length = 0
  const behind = await eventsAfter(opened.store, seen.position())
  if (E.isLeft(behind)) return behind
  const at = time.now()
  const oldest = sends ? seen.takeOldest() : undefined
  return E.right({
    at,
    events: seen.events(),
    behind: behind.right,
    lagMs: oldest === undefined ? 0 : Math.max(0, at - oldest),
    given,
    held,
    waiting,
    nextAt: nextAt === undefined ? undefined : Date.parse(nextAt),
    isCut: engine.cut.signal.aborted,
  })
}

const beginning = async ({ opened, onBegin }: Running): Promise<E.Either<Failure, Position>> => {
  const { store, rows, url } = opened
  const begun = await policiesBegan(rows)()
  if (E.isLeft(begun)) return E.left(storeFailure(begun.left, url.shown))
  const sent = await rows.checkpoint(policyDispatches)()
  if (E.isLeft(sent)) return E.left(storeFailure(sent.left, url.shown))
  const head = await headOf(store)
  if (E.isLeft(head)) return E.left(storeFailure(head.left, url.shown))
  const isFirst = begun.right === undefined
  onBegin({ isFirst, head: head.right })
  return E.right(isFirst ? head.right : sent.right)
}

/** Until the next command is due or the store is looked at again, whichever is first. */
const pauseOf = ({ every, time }: Running, { nextAt, given }: Round, isBusy: boolean): number => {
  const usual = isBusy || given.length > 0 ? every / BUSY : every
  const now = time.now()
  const due = nextAt === undefined || nextAt <= now ? usual : nextAt - now
  return Math.max(SHORTEST_SLEEP, Math.min(usual, due))
}

/** Whether all is so late that the clock may be wrong. */
const lateness = async (
  { opened: { store, url }, zone, locale }: Running,
  { nextAt, at }: Round,
): Promise<E.Either<Failure, void>> => {
  if (nextAt === undefined || !isFarAhead(at, nextAt)) return E.right(undefined)
  const newest = await quietSince(store, at)
  if (E.isLeft(newest)) return E.left(storeFailure(newest.left, url.shown))
  return newest.right === undefined
    ? E.right(undefined)
    : E.left(clockAhead({ now: at, dueAt: nextAt, newest: newest.right }, zone, locale))
}

/**
 * Runs the policies, until all that follows has followed (`once`) or the signal ends it. Rejects what the
 * store fails by, `StoreMissing` and `StoreReplaced` where its file is no more the one that was opened,
 * `CheckpointAhead`, `ClockAhead` before anything is done, and `Interrupted` (exit code 130) when it was told
 * to stop.
 */
export const runDesk = async (running: Running): Promise<E.Either<Failure, void>> => {
  const { opened, every, once, isClockRight, locale, time, signal, onRound, onJump } = running
  const stillThere = sameFile(opened.file, locale)
  const jumped = jumps(time)
  const from = await beginning(running)
  if (E.isLeft(from)) return from
  const engine = engineOf(running, from.right)
  const isStopped = (): boolean => signal.aborted
  let sends = isClockRight
  let tries = 0
  let events = 0
  for (;;) {
    if (isStopped()) return E.left(interrupted(locale))
    const there = stillThere()
    if (E.isLeft(there)) return there
    const by = jumped()
    if (by !== undefined) {
      if (!isClockRight && isFarAhead(by, 0)) return E.left(clockWentAhead(by, locale))
      onJump(by)
    }
    const done = await round(engine, sends)
    if (E.isLeft(done)) {
      if (isStopped()) return E.left(interrupted(locale))
      tries += 1
      if (!mayPass(done.left) || (once && tries >= MOST_TRIES)) {
        return E.left(runFailure(done.left, opened.url.shown, locale))
      }
      await time.sleep(Math.max(SHORTEST_SLEEP, every * Math.random()), signal)
      continue
    }
    tries = 0
    const { isCut, ...told } = done.right
    if (!sends && !isCut) {
      const late = await lateness(running, told)
      if (E.isLeft(late)) return late
      sends = true
      continue
    }
    onRound(told)
    if (isCut) continue
    if (once) return isStopped() ? E.left(interrupted(locale)) : E.right(undefined)
    await time.sleep(pauseOf(running, told, told.events > events), signal)
    events = told.events
  }
}
