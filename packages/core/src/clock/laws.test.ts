/** Laws of lifecycles with clocks, on random commands. */
import { readyCalendars } from '@casetrail/core/calendar'
import type { Calendar } from '@casetrail/core/calendar'
import { caseAggregate, type CaseCommand } from '@casetrail/core/case'
import {
  CheckDeadlines,
  clockCommands,
  clockEvents,
  clockLabels,
  serviceLevels,
  withServiceLevels,
} from '@casetrail/core/clock'
import { decodeStandard } from '@casetrail/core/standards'
import { codecLaws, deciderLaws } from '@casetrail/core/testing'
import { epochMs, fold, fromEpochMs, type Command, type Instant } from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { caseCommandsFor } from '../../test/case-commands.js'
import { DAY, system, t0 } from '../../test/case-kit.js'
import {
  clockedCases,
  clockedComplaints,
  clocked,
  isClockEvent,
  levels,
  type AnyCommand,
  type AnyEvent,
} from '../../test/clock-kit.js'
import {
  afterwards,
  commandsOf,
  run,
  scripts,
  verdictsOf,
  type Script,
} from '../../test/clock-scripts.js'
import { complaintCommandsFor } from '../../test/complaint-commands.js'
import { decodeExactly, labelled } from '../../test/laws.js'

const RUNS = 300

/** Ticks around what is due, and far from it. */
const ticks = (marks: ReadonlyArray<Instant | undefined>): fc.Arbitrary<CheckDeadlines> =>
  fc
    .tuple(
      fc.constantFrom(t0, ...marks.filter((mark) => mark !== undefined)),
      fc.constantFrom(-1, 0, 1, 3_600_000, 30 * DAY, -30 * DAY),
    )
    .map(([mark, ms]) => ({
      type: 'CheckDeadlines',
      at: fromEpochMs(epochMs(mark) + ms),
      actor: system,
    }))

type State<S> = { readonly inner: S } & Pick<ReturnType<typeof clockedCases.evolve>, 'clocks'>

const withTicks =
  <C extends Command, S>(commandsFor: (inner: S) => fc.Arbitrary<C>) =>
  ({ inner, clocks }: State<S>): fc.Arbitrary<C | CheckDeadlines> =>
    fc.oneof(
      { weight: 6, arbitrary: commandsFor(inner) },
      { weight: 1, arbitrary: ticks(clocks.live.flatMap(({ dueAt, warnAt }) => [dueAt, warnAt])) },
    )

describe('what every lifecycle keeps', () => {
  const cases = deciderLaws('case with clocks', clockedCases, {
    commandsFor: withTicks(caseCommandsFor),
  })
  const complaints = deciderLaws('complaint with clocks', clockedComplaints, {
    commandsFor: withTicks(complaintCommandsFor),
  })
  for (const law of [...cases, ...complaints]) test(law.name, law.run, 120_000)
})

describe('the events', () => {
  for (const law of codecLaws('clock events', clockEvents)) test(law.name, law.run)
  labelled(clockEvents, clockLabels)
})

describe('the command', () => {
  decodeExactly(clockCommands, { CheckDeadlines })
})

/** The script's own commands, and a tick long after. */
const plain = (script: Script): ReadonlyArray<AnyCommand> => {
  const timed = commandsOf(script)
  return [...timed.map(({ command }) => command), afterwards(timed)]
}

const anyScript = fc.oneof(scripts({ grain: 3 }), scripts({ late: true, grain: 3 }))

const law = (name: string, arbitrary: fc.Arbitrary<Script>, check: (script: Script) => void) => {
  test(name, () => {
    fc.assert(fc.property(arbitrary, check), { numRuns: RUNS })
  })
}

const inner = (events: ReadonlyArray<AnyEvent>) => events.filter((event) => !isClockEvent(event))

describe('clocks beside a lifecycle', () => {
  law('leave its history as it is without them', anyScript, (script) => {
    const { events, state } = run(clockedCases, plain(script))
    const bare = caseAggregate([clocked])
    let alone = bare.initialState
    const told: AnyEvent[] = []
    for (const command of plain(script)) {
      if (command.type === 'CheckDeadlines') continue
      const decided = bare.decide(command, alone)
      if (E.isLeft(decided)) continue
      alone = fold(bare, alone, decided.right)
      told.push(...decided.right)
    }
    expect(inner(events)).toEqual(told)
    expect(state.inner).toEqual(alone)
  })

  law('need neither calendar nor standard to be told again', anyScript, (script) => {
    const { events, state } = run(clockedCases, plain(script))
    const unknowing = withServiceLevels(caseAggregate([]), serviceLevels([], []))
    expect(fold(unknowing, unknowing.initialState, events)).toEqual(state)
    const stored = JSON.parse(JSON.stringify(events)) as ReadonlyArray<AnyEvent>
    expect(fold(unknowing, unknowing.initialState, stored)).toEqual(state)
  })

  law('tell again what was told, in ever the same way', anyScript, (script) => {
    expect(run(clockedCases, plain(script))).toEqual(run(clockedCases, plain(script)))
  })
})

describe('a run', () => {
  law('is broken at the deadline that it then had', anyScript, (script) => {
    const due = new Map<string, Instant | undefined>()
    for (const event of run(clockedCases, plain(script)).events.filter(isClockEvent)) {
      const key = `${event.clock}#${String(event.run)}`
      if (event.type === 'ClockStarted') due.set(key, event.dueAt)
      if (event.type === 'ClockResumed' || event.type === 'ClockRetargeted') {
        due.set(key, event.dueAt ?? due.get(key))
      }
      if (event.type === 'ClockBreached' && event.count === undefined) {
        expect(event.at).toBe(due.get(key))
      }
    }
  })

  law('ends once, or once more where a breach was withdrawn since', anyScript, (script) => {
    const ended = new Set<string>()
    for (const event of run(clockedCases, plain(script)).events.filter(isClockEvent)) {
      const key = `${event.clock}#${String(event.run)}`
      if (event.type === 'ClockBreachWithdrawn') ended.delete(key)
      else expect([event, ended.has(key)]).toEqual([event, false])
      if (event.type === 'ClockMet' || event.type === 'ClockCancelled') ended.add(key)
    }
  })

  law('is numbered from one, in the order in which its clock began', anyScript, (script) => {
    const runs = new Map<string, number>()
    for (const event of run(clockedCases, plain(script)).events) {
      if (event.type !== 'ClockStarted') continue
      expect(event.run).toBe((runs.get(event.clock) ?? 0) + 1)
      runs.set(event.clock, event.run)
    }
  })

  law('is met late exactly where it is broken', anyScript, (script) => {
    const { events } = run(clockedCases, plain(script))
    for (const { ended, breachedAt, clock } of verdictsOf(events)) {
      if (!ended.startsWith('met') || clock === 'frontLine') continue
      expect(ended.includes('late')).toBe(breachedAt !== undefined)
    }
  })

  law(
    'has run and stood still for all the time that there was',
    scripts({ grain: 3 }),
    (script) => {
      const { events } = run(clockedCases, plain(script))
      for (const { at, elapsedMs, clock, run: n, target, calendar } of begun(events)) {
        const own = events.filter(isClockEvent).filter((e) => e.clock === clock && e.run === n)
        const end = own.find((event) => event.type === 'ClockMet')
        if (end?.type !== 'ClockMet' || target.kind === 'count') continue
        const between = measured(calendar)
        let stood = 0
        let since: Instant | undefined
        for (const event of own) {
          if (event.type === 'ClockPaused') since = event.at
          if (event.type === 'ClockResumed' || event === end) {
            stood += since === undefined ? 0 : between(since, event.at)
            since = undefined
          }
        }
        expect([clock, end.elapsedMs + stood]).toEqual([clock, elapsedMs + between(at, end.at)])
      }
    },
  )
})

const begun = (events: ReadonlyArray<AnyEvent>) =>
  events.flatMap((event) => (event.type === 'ClockStarted' ? [event] : []))

/** Time on the wall, or the open time of the calendar. */
const measured =
  (calendar: string | undefined) =>
  (a: Instant, b: Instant): number => {
    if (calendar === undefined) return epochMs(b) - epochMs(a)
    const ran = levels.calendar('china-office')?.between(epochMs(a), epochMs(b))
    if (ran === undefined || E.isLeft(ran)) throw new Error('outside the calendar')
    return ran.right
  }

/** The verdicts of a script into which something is put before each line. */
const verdicts = (
  script: Script,
  put: (state: ReturnType<typeof run>['state'], at: Instant) => ReadonlyArray<AnyCommand>,
) => {
  const timed = commandsOf(script)
  const commands: AnyCommand[] = []
  for (const { command } of timed) {
    commands.push(command)
    commands.push(...put(run(clockedCases, commands).state, command.at))
  }
  return verdictsOf(run(clockedCases, [...commands, afterwards(timed)]).events)
}

const ask = (at: Instant): CaseCommand => ({
  type: 'RequestCustomerInput',
  at,
  actor: system,
  question: '請提供訂單號',
})
const goOn = (at: Instant): CaseCommand => ({
  type: 'ResumeCase',
  at,
  actor: system,
  basis: 'byHand',
})

describe('a pause', () => {
  const pausing = ['resolution', 'days', 'progress']
  const short = scripts({ grain: 3, lines: 20 })

  law('that ends as it begins changes nothing', short, (script) => {
    expect(
      verdicts(script, ({ inner: { stage } }, at) => (stage === 'open' ? [ask(at), goOn(at)] : [])),
    ).toEqual(verdicts(script, () => []))
  })

  law('in two parts is one', short, (script) => {
    expect(
      verdicts(script, ({ inner: { stage }, clocks }, at) => {
        // what began meanwhile does not stand still
        const still = clocks.live.every(
          ({ clock, since }) => since === undefined || !pausing.includes(clock),
        )
        return stage === 'pendingCustomer' && still ? [goOn(at), ask(at)] : []
      }),
    ).toEqual(verdicts(script, () => []))
  })
})

describe('a week later', () => {
  const [shipped] = readyCalendars
  const usual: Calendar | undefined = shipped && {
    ...shipped,
    holidays: [],
    workingDays: [],
    halfDays: [],
  }
  const weekly = serviceLevels([clocked], usual === undefined ? [] : [usual])
  const cases = withServiceLevels(caseAggregate([clocked]), weekly)

  law('without holidays, every verdict is the same', anyScript, (script) => {
    const later = { ...script, begin: script.begin + 7 * DAY }
    const [now, then] = [script, later].map((one) => run(cases, plain(one)).events)
    expect(shifted(now, 7 * DAY)).toEqual(then)
  })
})

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

const shifted = (value: unknown, ms: number): unknown => {
  const text = JSON.stringify(value, (_, v: unknown) =>
    typeof v === 'string' && INSTANT.test(v) ? fromEpochMs(Date.parse(v) + ms) : v,
  )
  return JSON.parse(text)
}

describe('a standard that extends another', () => {
  const document = { id: 'child', version: 3, extends: 'clocked@1' }
  const decoded = decodeStandard(document, [clocked])
  const standard = E.isRight(decoded) ? decoded.right : undefined

  test('is one', () => {
    expect(E.isLeft(decoded) ? decoded.left.problems : []).toEqual([])
  })

  law('without saying anything else judges alike', anyScript, (script) => {
    if (standard === undefined) throw new Error('it is none')
    const child = withServiceLevels(
      caseAggregate([standard]),
      serviceLevels([standard], readyCalendars),
    )
    const { events } = run(child, plain(script))
    expect(events.filter(isClockEvent)).toEqual(
      run(clockedCases, plain(script)).events.filter(isClockEvent),
    )
    expect(events[0]).toMatchObject({ standard: { id: 'child', version: 3 } })
  })
})
