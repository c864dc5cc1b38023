/** Clocks: each begins, can be kept, and asks of what there is. */
import { show } from '../../codec/problem.js'
import type { Clock, ClockRule } from '../clocks.js'
import type { ServiceStandard } from '../document.js'

import { known, oneOf, repeated, unknown, type Known, type Problems } from './codes.js'
import { askedBy, behindOthers, inConditions } from './conditions.js'
import {
  askableOf,
  fieldHolding,
  holds,
  type Askable,
  type OwnWords,
  type Subject,
} from './fields.js'
import { inTargets } from './targets.js'

/** What a rule may say only together with what it does. */
const inTaken = (at: string, rule: ClockRule, { events }: Subject): Problems => {
  const { from, after } = rule
  const fields = events.get(rule.on)
  const shape = from === undefined ? undefined : fields?.get(from)
  return [
    ...(from !== undefined && rule.do !== 'start'
      ? [
          {
            pointer: `${at}/from`,
            found: show(from),
            expected: 'nothing: only a start counts from',
          },
        ]
      : []),
    ...(from === undefined || fields === undefined || (shape && holds(shape, 'instant'))
      ? []
      : [
          {
            pointer: `${at}/from`,
            found: show(from),
            expected: () => fieldHolding(from, fields, 'instant'),
          },
        ]),
    ...(after !== undefined && rule.do !== 'restart'
      ? [{ pointer: `${at}/after`, found: show(after), expected: 'nothing: only of a restart' }]
      : []),
  ]
}

const inRule = (
  at: string,
  rule: ClockRule,
  clock: Clock,
  subject: Subject,
  own: OwnWords,
): Problems => {
  const fields = subject.events.get(rule.on)
  const { instance } = clock
  const shape = instance === undefined ? undefined : fields?.get(instance)
  return [
    ...unknown(`${at}/on`, rule.on, subject.types),
    ...(fields === undefined ? [] : inConditions(`${at}/if`, rule.if, fields, own)),
    ...inConditions(`${at}/while`, rule.while, subject.attributes, own),
    ...inTaken(at, rule, subject),
    ...(instance === undefined ||
    fields === undefined ||
    rule.do !== 'start' ||
    (shape && holds(shape, 'text'))
      ? []
      : [
          {
            pointer: `${at}/on`,
            found: `${rule.on} without ${instance}`,
            expected: () => `an event with the instance: ${fieldHolding(instance, fields, 'text')}`,
          },
        ]),
  ]
}

/** Rules that stand alone: a promise that nothing begins or keeps, a pause without end. */
const inDoings = (at: string, { rules, targets }: Clock): Problems => {
  const done = new Set(rules.map((rule) => rule.do))
  const isCount = targets.some(({ target }) => target.kind === 'count')
  const missing = (needs: boolean, found: string, expected: string): Problems =>
    needs ? [{ pointer: `${at}/rules`, found, expected }] : []
  return [
    ...missing(!done.has('start'), 'no start', 'an event that starts the clock'),
    ...missing(
      !isCount && !done.has('meet'),
      'no meet',
      'an event that meets it: it can only be broken',
    ),
    ...missing(done.has('pause') && !done.has('resume'), 'pause without resume', 'both or neither'),
    ...missing(done.has('resume') && !done.has('pause'), 'resume without pause', 'both or neither'),
    ...missing(
      done.has('restart') && !done.has('cancel'),
      'restart without cancel',
      'an event that cancels what is taken up again',
    ),
    ...rules.flatMap((rule, i) =>
      isCount && rule.do !== 'start'
        ? [
            {
              pointer: `${at}/rules/${String(i)}/do`,
              found: show(rule.do),
              expected: '"start": a count is judged at once',
            },
          ]
        : [],
    ),
  ]
}

/** What a restart takes up was cancelled by another rule of the same clock. */
const inRestarts = (at: string, rules: ReadonlyArray<ClockRule>): Problems => {
  const cancelling = known(rules.flatMap((rule) => (rule.do === 'cancel' ? [rule.on] : [])))
  if (cancelling.names.length === 0) return []
  return rules.flatMap(({ do: what, after }, i) =>
    what !== 'restart' || (after !== undefined && cancelling.has(after))
      ? []
      : [
          {
            pointer: `${at}/rules/${String(i)}/after`,
            found: show(after),
            expected: () =>
              `an event that cancels the clock: ${oneOf([...new Set(cancelling.names)], after ?? '')}`,
          },
        ],
  )
}

/** Of the rules for one event none may stand behind one that always matches first. */
const inOrder = (at: string, rules: ReadonlyArray<ClockRule>): Problems => {
  const byEvent = new Map<string, Array<readonly [ClockRule, number]>>()
  rules.forEach((rule, i) => {
    const same = byEvent.get(rule.on) ?? []
    byEvent.set(rule.on, same)
    same.push([rule, i])
  })
  return [...byEvent.values()].flatMap((same) =>
    behindOthers(
      same.map(([rule, i]) => ({
        pointer: `${at}/rules/${String(i)}`,
        asked: [askedBy(rule.if), askedBy(rule.while)],
      })),
    ),
  )
}

const inClock = (
  at: string,
  clock: Clock,
  { subject, own }: Askable,
  calendars: Known,
): Problems => [
  ...clock.rules.flatMap((rule, i) =>
    inRule(`${at}/rules/${String(i)}`, rule, clock, subject, own),
  ),
  ...inDoings(at, clock),
  ...inRestarts(at, clock.rules),
  ...inOrder(at, clock.rules),
  ...inTargets(at, clock, subject, own),
  ...(clock.calendar === undefined ? [] : unknown(`${at}/calendar`, clock.calendar, calendars)),
]

export const inClocks = (standard: ServiceStandard, calendars: ReadonlyArray<string>): Problems => {
  const { clocks } = standard
  const ids = known(calendars)
  const askable = askableOf(standard, clocks)
  return [
    ...unknown('/calendar', standard.calendar, ids),
    ...repeated(
      '/clocks',
      clocks.map(({ id }) => id),
      'each id once',
    ),
    ...clocks.flatMap((clock, i) => {
      const asked = askable.get(clock.of)
      return asked === undefined ? [] : inClock(`/clocks/${String(i)}`, clock, asked, ids)
    }),
  ]
}
