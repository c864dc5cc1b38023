/** What is wrong with clocks, procedures, targets of figures and places: each with what would be right. */
import { readyCalendars } from '@casetrail/core/calendar'
import {
  checkStandard,
  decodeStandard,
  retail2025,
  type Clock,
  type ClockRule,
  type Kpi,
  type Procedure,
  type ServiceStandard,
  type TargetChoice,
} from '@casetrail/core/standards'
import { Duration, type Problem } from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

const label = { en: 'X', zh: '甲' } as const
const source = { handbook: 'house', gist: label } as const
const { basedOn: _, ...whole } = retail2025
const mine: ServiceStandard = { ...whole, id: 'mine', clocks: [], kpis: [], sources: [] }

const lasting = (text: string): Duration => {
  if (Duration.is(text)) return text
  throw new Error(text)
}
const elapsed = (time: string, warnBefore?: string): TargetChoice['target'] => ({
  kind: 'elapsed',
  time: lasting(time),
  ...(warnBefore === undefined ? {} : { warnBefore: lasting(warnBefore) }),
})

const good: Clock = {
  id: 'reply',
  label,
  source,
  of: 'case',
  rules: [
    { on: 'CaseOpened', do: 'start' },
    { on: 'ContactRecorded', do: 'meet', if: { by: ['human'], public: [true] } },
  ],
  targets: [{ target: elapsed('PT4H', 'PT1H') }],
}
const [starts, meets] = good.rules
if (starts === undefined || meets === undefined) throw new Error('both are there')
const cancels: ClockRule = { on: 'CaseCancelled', do: 'cancel' }

const inClock = (change: Partial<Clock>): ReadonlyArray<Problem> =>
  checkStandard({ ...mine, clocks: [{ ...good, ...change }] })
const inRules = (...rules: ReadonlyArray<ClockRule>): ReadonlyArray<Problem> =>
  inClock({ rules: [starts, meets, cancels, ...rules] })
const inTargets = (...targets: ReadonlyArray<TargetChoice>): ReadonlyArray<Problem> =>
  inClock({ targets })

const problem = (pointer: string, found: string, expected: unknown): Problem => ({
  pointer,
  found,
  expected: expected as string,
})
const near = (name: string): unknown =>
  expect.stringMatching(new RegExp(`^one of .* \\(nearest: ${name}\\)$`))

describe('a clock', () => {
  test('that is right has no problem', () => {
    expect(inClock({})).toEqual([])
    expect(
      inRules(
        { on: 'CaseHeld', do: 'pause' },
        { on: 'CaseResumed', do: 'resume' },
        { on: 'CaseUnmerged', do: 'restart', after: 'CaseCancelled' },
        { on: 'CaseReopened', do: 'start', while: { tier: ['vip'], category: ['goods/quality'] } },
      ),
    ).toEqual([])
  })

  test('has its id once, and a calendar that there is', () => {
    const clocks = [good, { ...good, calendar: 'china-offices' }]
    expect(checkStandard({ ...mine, calendar: 'office', clocks })).toEqual([
      problem('/calendar', '"office"', expect.stringMatching(/^one of china-office/)),
      problem('/clocks/1', '"reply"', 'each id once'),
      problem(
        '/clocks/1/calendar',
        '"china-offices"',
        'one of china-office (nearest: china-office)',
      ),
    ])
    expect(checkStandard({ ...mine, calendar: 'office' }, [])).toEqual([
      problem('/calendar', '"office"', 'one of '),
    ])
    const [office] = readyCalendars
    if (office === undefined) throw new Error('one ships')
    const calendars = [{ ...office, id: 'office' }]
    expect(checkStandard({ ...mine, calendar: 'office' }, calendars)).toEqual([])
    expect(E.isRight(decodeStandard({ ...mine, calendar: 'office' }, [], calendars))).toBe(true)
  })

  test('speaks of events that there are, by fields and values that they have', () => {
    expect(inRules({ on: 'CaseHold', do: 'cancel' })).toEqual([
      problem('/clocks/0/rules/3/on', '"CaseHold"', near('CaseHeld')),
    ])
    expect(inRules({ on: 'ComplaintReceived', do: 'cancel' })).toMatchObject([
      { pointer: '/clocks/0/rules/3/on', found: '"ComplaintReceived"' },
    ])
    expect(
      inRules({
        on: 'ContactRecorded',
        do: 'cancel',
        if: { buy: ['human'], by: ['humane', 'bot', 'bot'], public: ['yes'], channel: [] },
      }),
    ).toEqual([
      problem('/clocks/0/rules/3/if/buy', '"buy"', near('by')),
      problem('/clocks/0/rules/3/if/by/0', '"humane"', near('human')),
      problem('/clocks/0/rules/3/if/by/2', '"bot"', 'each value once'),
      problem('/clocks/0/rules/3/if/public/0', '"yes"', 'one of true, false'),
      problem('/clocks/0/rules/3/if/channel', 'a list of 0', 'at least one value'),
    ])
    const name: unknown = JSON.parse('{"__proto__":["x"],"a/b":[1]}')
    expect(
      inRules({ ...cancels, on: 'CaseClosed', if: name as NonNullable<ClockRule['if']> }),
    ).toMatchObject([
      { pointer: '/clocks/0/rules/3/if/__proto__', found: '"__proto__"' },
      { pointer: '/clocks/0/rules/3/if/a~1b' },
    ])
  })

  test('asks of the stream what it may be, in words of the standard', () => {
    const asked = { tier: ['VIP'], priority: ['hihg'], category: ['goods/qualty'], stages: ['new'] }
    const rule = {
      on: 'CaseClosed',
      do: 'cancel',
      while: { ...asked, stage: ['open', 'opened'] },
    } as const
    const at = '/clocks/0/rules/3/while'
    expect(inRules(rule)).toEqual([
      problem(`${at}/tier/0`, '"VIP"', near('vip')),
      problem(`${at}/priority/0`, '"hihg"', near('high')),
      problem(`${at}/category/0`, '"goods/qualty"', near('goods/quality')),
      problem(`${at}/stages`, '"stages"', near('stage')),
      problem(`${at}/stage/1`, '"opened"', near('open')),
    ])
    expect(inTargets({ target: elapsed('PT1H'), if: { region: [7], urgent: [true] } })).toEqual([
      problem('/clocks/0/targets/0/if/region/0', '7', 'Text'),
      problem(
        '/clocks/0/targets/0/if/urgent',
        '"urgent"',
        expect.stringMatching(/^one of channel, /),
      ),
    ])
  })

  test('begins, and can be kept', () => {
    expect(inClock({ rules: [] })).toEqual([
      problem('/clocks/0/rules', 'no start', 'an event that starts the clock'),
      problem('/clocks/0/rules', 'no meet', 'an event that meets it: it can only be broken'),
    ])
    expect(inRules({ on: 'CaseHeld', do: 'pause' })).toEqual([
      problem('/clocks/0/rules', 'pause without resume', 'both or neither'),
    ])
    expect(inRules({ on: 'CaseResumed', do: 'resume' })).toEqual([
      problem('/clocks/0/rules', 'resume without pause', 'both or neither'),
    ])
    const restart = { on: 'CaseUnmerged', do: 'restart', after: 'CaseMerged' } as const
    expect(inClock({ rules: [starts, meets, restart] })).toEqual([
      problem(
        '/clocks/0/rules',
        'restart without cancel',
        'an event that cancels what is taken up again',
      ),
    ])
    const cancelling = 'an event that cancels the clock: one of CaseCancelled'
    expect(inRules(restart, { on: 'CaseReopened', do: 'restart' })).toEqual([
      problem('/clocks/0/rules/3/after', '"CaseMerged"', `${cancelling} (nearest: CaseCancelled)`),
      problem('/clocks/0/rules/4/after', 'nothing', cancelling),
    ])
  })

  test('takes from events only what they hold', () => {
    const at = '/clocks/0/rules/3'
    expect(inRules({ on: 'CaseReopened', do: 'start', from: 'cycle' })).toEqual([
      problem(`${at}/from`, '"cycle"', expect.stringMatching(/^a field with an instant: at/)),
    ])
    expect(inRules({ on: 'CaseClosed', do: 'cancel', from: 'at', after: 'CaseOpened' })).toEqual([
      problem(`${at}/from`, '"at"', 'nothing: only a start counts from'),
      problem(`${at}/after`, '"CaseOpened"', 'nothing: only of a restart'),
    ])
    expect(inClock({ instance: 'step' })).toEqual([
      problem(
        '/clocks/0/rules/0/on',
        'CaseOpened without step',
        expect.stringMatching(/^an event with the instance: a field with a text: .*tier/),
      ),
    ])
    const step = { on: 'StepStarted', do: 'start' } as const
    expect(inClock({ instance: 'step', rules: [step, meets] })).toEqual([])
  })

  test('has no rule that another always comes before', () => {
    const human = {
      on: 'ContactRecorded',
      do: 'cancel',
      if: { by: ['human'], public: [true], channel: ['phone'] },
    } as const
    expect(inRules(human)).toEqual([
      problem(
        '/clocks/0/rules/3',
        'what is never reached',
        'to stand before /clocks/0/rules/1, which takes all of it',
      ),
    ])
    // narrower in one, wider in the other
    expect(inRules({ ...human, if: { by: ['human', 'bot'], public: [true] } })).toEqual([])
    const many = Array.from({ length: 201 }, (_, i): ClockRule => ({
      on: 'CaseClosed',
      do: 'cancel',
      while: { region: [`r${String(i)}`] },
    }))
    expect(inRules(...many.slice(1))).toEqual([])
    expect(inRules(...many)).toEqual([
      problem('/clocks/0/rules/203', '201 to choose from', 'at most 200'),
    ])
  })
})

describe('targets', () => {
  const at = '/clocks/0/targets'

  test('are some, above zero, and warned of before they are due', () => {
    expect(inTargets()).toEqual([problem(at, 'a list of 0', 'at least one')])
    expect(inTargets({ target: elapsed('PT0S', 'PT1H') })).toEqual([
      problem(`${at}/0/target/time`, '"PT0S"', 'a duration above zero'),
    ])
    expect(inTargets({ target: elapsed('PT1H', 'PT60M') })).toEqual([
      problem(`${at}/0/target/warnBefore`, '"PT60M"', 'less than the target of PT1H'),
    ])
    expect(inTargets({ target: elapsed('PT1H', 'P0D') })).toEqual([
      problem(`${at}/0/target/warnBefore`, '"P0D"', 'a duration above zero'),
    ])
    expect(inTargets({ target: { kind: 'mean', time: lasting('PT0S') } })).toMatchObject([
      { pointer: `${at}/0/target/time` },
    ])
    const negative = {
      ...mine,
      clocks: [{ ...good, targets: [{ target: { kind: 'elapsed', time: '-PT1H' } }] }],
    }
    expect(decodeStandard(negative)).toMatchObject({
      left: { problems: [problem(`${at}/0/target/time`, '"-PT1H"', 'Duration')] },
    })
  })

  test('are of one kind, each for some stream', () => {
    const days: TargetChoice = { target: { kind: 'workingDays', days: 2 } }
    const vip: TargetChoice = { target: elapsed('PT1H'), if: { tier: ['vip'] } }
    expect(inTargets(vip, days)).toEqual([
      problem(`${at}/1/target/kind`, '"workingDays"', '"elapsed", as the first: all of one kind'),
    ])
    const behind = problem(
      `${at}/1`,
      'what is never reached',
      `to stand before ${at}/0, which takes all of it`,
    )
    expect(inTargets({ target: elapsed('PT4H') }, vip)).toEqual([behind])
    const some: TargetChoice = { target: elapsed('PT2H'), if: { tier: ['vip', 'member'] } }
    expect(inTargets(some, { ...vip, if: { tier: ['vip'], channel: ['phone'] } })).toEqual([behind])
    expect(inTargets(vip, some, { target: elapsed('PT4H') })).toEqual([])
  })

  test('of a union are told by their kind, as one problem', () => {
    const withTarget = (target: unknown) => {
      const decoded = decodeStandard({ ...mine, clocks: [{ ...good, targets: [{ target }] }] })
      return E.isLeft(decoded) ? decoded.left.problems : []
    }
    const kinds = 'one of elapsed, business, workingDays, count, mean'
    expect(withTarget({ kind: 'elapsd', time: 'PT1H' })).toEqual([
      problem(`${at}/0/target/kind`, '"elapsd"', `${kinds} (nearest: elapsed)`),
    ])
    expect(withTarget({ time: 'PT1H' })).toEqual([problem(`${at}/0/target/kind`, 'nothing', kinds)])
    expect(withTarget('PT1H')).toEqual([problem(`${at}/0/target`, '"PT1H"', 'Target')])
    // days are a field of another kind
    expect(withTarget({ kind: 'elapsed', time: 'PT1H', days: 2 })).toEqual([
      problem(`${at}/0/target/days`, '"days"', 'a known field'),
    ])
    expect(withTarget({ kind: 'workingDays', days: 0 })).toEqual([
      problem(`${at}/0/target/days`, '0', 'Ordinal'),
    ])
  })

  test('that count take a number from the event that starts the clock, and nothing else', () => {
    const count = (of: string): Partial<Clock> => ({
      rules: [{ on: 'ContactRecorded', do: 'start' }],
      targets: [{ target: { kind: 'count', atMost: 3, of } }],
    })
    expect(inClock(count('answeredAfterRings'))).toEqual([])
    expect(inClock(count('answeredAfterRing'))).toEqual([
      problem(
        `${at}/0/target/of`,
        '"answeredAfterRing"',
        expect.stringMatching(
          /^a field with a number: .*\(nearest: answeredAfterRings\) of ContactRecorded$/,
        ),
      ),
    ])
    expect(inClock({ ...count('answeredAfterRings'), recurs: true })).toEqual([
      problem(`${at}/0/target/kind`, '"count"', 'a clock that does not recur'),
    ])
    const rules = [{ on: 'ContactRecorded', do: 'start' }, cancels] as const
    expect(inClock({ ...count('answeredAfterRings'), rules })).toEqual([
      problem('/clocks/0/rules/1/do', '"cancel"', '"start": a count is judged at once'),
    ])
  })
})

describe('procedures', () => {
  const step = { id: 'a', label, shownBy: ['CaseOpened', 'step:greet'] }
  const procedure: Procedure = { id: 'p', label, source, of: 'case', steps: [step] }
  const inProcedure = (change: Partial<Procedure>) =>
    checkStandard({ ...mine, procedures: [{ ...procedure, ...change }] })

  test('have steps, each once, that something can show', () => {
    expect(inProcedure({})).toEqual([])
    expect(inProcedure({ steps: [] })).toEqual([
      problem('/procedures/0/steps', 'a list of 0', 'at least one'),
    ])
    const at = '/procedures/0/steps/0/shownBy'
    expect(
      inProcedure({
        steps: [
          { ...step, shownBy: ['CaseOpend', 'step: ', 'step:x', 'step:x'], when: ['CaseHold'] },
          step,
        ],
      }),
    ).toEqual([
      problem('/procedures/0/steps/1', '"a"', 'each id once'),
      problem(`${at}/3`, '"step:x"', 'each code once'),
      problem(
        `${at}/0`,
        '"CaseOpend"',
        expect.stringMatching(/\(nearest: CaseOpened\), or step:<id> of a recorded step$/),
      ),
      problem(`${at}/1`, '"step: "', 'step:<id> with the id of a step'),
      problem('/procedures/0/steps/0/when/0', '"CaseHold"', near('CaseHeld')),
    ])
    expect(inProcedure({ steps: [{ ...step, shownBy: [] }] })).toEqual([
      problem(at, 'a list of 0', 'at least one'),
    ])
    expect(inProcedure({ of: 'followUp', steps: [{ ...step, shownBy: ['step:x'] }] })).toEqual([
      problem(`${at}/0`, '"step:x"', 'the type of an event: these streams record no steps'),
    ])
  })

  test('and principles have their ids once; conditions can come true', () => {
    const principle = { id: 'x', label, source }
    const standard = {
      ...mine,
      procedures: [procedure, procedure],
      principles: [principle, principle],
    }
    expect(checkStandard(standard)).toEqual([
      problem('/procedures/1', '"p"', 'each id once'),
      problem('/principles/1', '"x"', 'each id once'),
    ])
    expect(inProcedure({ if: { requestType: ['enquiry'] } })).toEqual([
      problem('/procedures/0/if/requestType/0', '"enquiry"', near('inquiry')),
    ])
  })

  test('are for streams by what their openings tell, not by what is known later', () => {
    expect(inProcedure({ if: { stage: ['closed'], priority: ['high'] } })).toEqual([
      problem('/procedures/0/if/stage', '"stage"', expect.stringMatching(/^one of channel, /)),
      problem(
        '/procedures/0/if/priority',
        '"priority"',
        expect.stringMatching(/^one of channel, /),
      ),
    ])
    const steps = [{ ...step, shownBy: ['ComplaintEscalated'] }]
    const grave = { severity: ['serious'], urgent: [true] }
    expect(inProcedure({ of: 'complaint', if: grave, steps })).toEqual([
      problem('/procedures/0/if/severity', '"severity"', 'one of channel, complaintType, category'),
      problem('/procedures/0/if/urgent', '"urgent"', 'one of channel, complaintType, category'),
    ])
  })
})

describe('targets of figures', () => {
  const kpi: Kpi = { id: 'k', label, source, metric: 'csat', atLeast: 0.9 }
  const inKpi = (change: Partial<Kpi>) =>
    checkStandard({ ...mine, clocks: [good], kpis: [{ ...kpi, ...change }] })

  test.each(['csat', 'sla', 'sla.reply', 'time.reply', 'gap.reliability', 'agent.csat'])(
    '%s',
    (metric) => {
      expect(inKpi({ metric })).toEqual([])
    },
  )

  test('are of figures that there are', () => {
    const at = '/kpis/0/metric'
    const metric = 'the id of a figure, or sla.<…>, time.<…>, gap.<…>'
    expect(inKpi({ metric: 'csta' })).toEqual([problem(at, '"csta"', `${metric} (nearest: csat)`)])
    expect(inKpi({ metric: 'time.replies' })).toEqual([
      problem(at, '"time.replies"', 'time.<clock>, one of reply (nearest: reply)'),
    ])
    expect(inKpi({ metric: 'gap.speed' })).toEqual([
      problem(
        at,
        '"gap.speed"',
        expect.stringMatching(/^gap\.<dimension of service>, one of reliability/),
      ),
    ])
  })

  test('of shares lie from 0 to 1', () => {
    const share = 'a share from 0 to 1'
    const tooMuch = (bound: string, found: string, expected = share) =>
      problem(`/kpis/0/${bound}`, found, expected)
    expect(inKpi({ atLeast: 95 })).toEqual([
      tooMuch('atLeast', '95', `${share}, such as 0.95 for 95 %`),
    ])
    expect(inKpi({ metric: 'sla.reply', atLeast: 0, atMost: 99.9 })).toEqual([
      tooMuch('atMost', '99.9', `${share}, such as 0.999 for 99.9 %`),
    ])
    expect(inKpi({ metric: 'churn', atLeast: -0.1, atMost: 101 })).toEqual([
      tooMuch('atLeast', '-0.1'),
      tooMuch('atMost', '101'),
    ])
    for (const bound of [0, 1]) expect(inKpi({ atLeast: bound })).toEqual([])
    // the mean of answers is in their points; what is no share has its own unit
    expect(inKpi({ of: 'mean', atLeast: 4.2 })).toEqual([])
    for (const metric of ['time.reply', 'nps', 'complaint.rate', 'gap.reliability']) {
      expect(inKpi({ metric, atLeast: 30 })).toEqual([])
    }
  })

  test('have bounds that can be kept, and names', () => {
    const times = { metric: 'time.reply', atLeast: 2, atMost: 1 }
    expect(inKpi(times)).toEqual([problem('/kpis/0/atMost', '1', '2 or more')])
    expect(inKpi({ where: { ' ': 'x' } })).toEqual([
      problem('/kpis/0/where/ ', '" "', 'the name of a dimension'),
    ])
    expect(checkStandard({ ...mine, kpis: [kpi, kpi] })).toEqual([
      problem('/kpis/1', '"k"', 'each id once'),
    ])
  })
})

describe('places', () => {
  const inSource = (at: string) =>
    checkStandard({ ...mine, clocks: [good], sources: [{ at, handbook: 'H2', gist: label }] })

  test.each([
    '',
    '/reopen/window',
    '/clocks/reply/targets/0',
    '/clocks/0',
    '/taxonomies/categories/goods/children/quality',
  ])('%j is one', (at) => {
    expect(inSource(at)).toEqual([])
  })

  test.each([
    ['reopen', 'a JSON pointer, such as /reopen/window'],
    ['/reopn', 'a place in the standard: the root has no "reopn" (nearest: reopen)'],
    ['/clocks/repl/of', 'a place in the standard: /clocks has no "repl" (nearest: reply)'],
    ['/clocks/1', 'a place in the standard: /clocks has no "1"'],
    ['/clocks/reply/rules/-', 'a place in the standard: /clocks/reply/rules has no "-"'],
    ['/__proto__', 'a place in the standard: the root has no "__proto__"'],
  ])('%j is none', (at, expected) => {
    expect(inSource(at)).toEqual([problem('/sources/0/at', `"${at}"`, expected)])
  })

  test('that the house sets are there once, and of the unit', () => {
    const setting = { name: 'a', label, at: '/reopen/window', unit: 'duration' } as const
    const hostMustSet = [
      setting,
      setting,
      { ...setting, name: 'b', at: '/followUps/attempts' },
      { ...setting, name: 'c', at: '/reopen', unit: 'days' },
      { ...setting, name: 'd', at: '/reopen/windows' },
    ] as const
    expect(checkStandard({ ...mine, hostMustSet })).toEqual([
      problem('/hostMustSet/1', '"a"', 'each name once'),
      problem('/hostMustSet/1', '"/reopen/window"', 'each place once'),
      problem('/hostMustSet/2/at', '"/followUps/attempts" with 3', 'a place with a duration'),
      problem('/hostMustSet/3/at', '"/reopen" with an object with window', 'a place with a number'),
      problem(
        '/hostMustSet/4/at',
        '"/reopen/windows"',
        'a place in the standard: /reopen has no "windows" (nearest: window)',
      ),
    ])
  })
})

test('a standard has an id without a version, holds for some time, and numbers that make sense', () => {
  const { policies, firstContact, pause, followUps } = mine
  const zero = lasting('PT0S')
  const standard: ServiceStandard = {
    ...mine,
    id: 'mine@1',
    validUntil: mine.validFrom,
    channels: ['phone', 'phone'],
    firstContact: { ...firstContact, window: zero },
    pause: { ...pause, longest: zero },
    followUps: { ...followUps, due: zero },
    policies: {
      ordinaryFailed: { ...policies.ordinaryFailed, paused: zero },
      surge: { ...policies.surge, window: zero, times: 0 },
      recurringCause: { ...policies.recurringCause, window: zero },
      followUpRounds: 2,
    },
  }
  const positive = (pointer: string) => problem(pointer, '"PT0S"', 'a duration above zero')
  expect(checkStandard(standard)).toEqual([
    problem('/id', '"mine@1"', 'an id without @: the version is told apart'),
    problem('/validUntil', `"${mine.validFrom}"`, `after ${mine.validFrom}`),
    problem('/channels/1', '"phone"', 'each code once'),
    positive('/firstContact/window'),
    positive('/pause/longest'),
    positive('/followUps/due'),
    positive('/policies/ordinaryFailed/paused'),
    positive('/policies/surge/window'),
    problem('/policies/surge/times', '0', 'above zero'),
    positive('/policies/recurringCause/window'),
  ])
  expect(checkStandard({ ...mine, channels: [] })).toEqual([
    problem('/channels', 'a list of 0', 'at least one'),
  ])
})
