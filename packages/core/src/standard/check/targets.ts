/** Targets: all of one kind, above zero, each for some stream, and the warning before it is due. */
import { show } from '../../codec/problem.js'
import { durationMs, type Duration } from '../../time/duration.js'
import type { Clock, Target } from '../clocks.js'

import type { Problems } from './codes.js'
import { askedBy, behindOthers, inConditions } from './conditions.js'
import { fieldHolding, holds, type OwnWords, type Subject } from './fields.js'

/** A time that some time must pass for. */
export const positive = (pointer: string, time: Duration): Problems =>
  durationMs(time) > 0 ? [] : [{ pointer, found: show(time), expected: 'a duration above zero' }]

const inWarning = (
  at: string,
  before: Duration | undefined,
  time: Duration | undefined,
): Problems => {
  if (before === undefined) return []
  const pointer = `${at}/warnBefore`
  if (durationMs(before) === 0) return positive(pointer, before)
  return time === undefined || durationMs(before) < durationMs(time)
    ? []
    : [{ pointer, found: show(before), expected: `less than the target of ${time}` }]
}

/** The number that is counted stands in every event that starts the clock. */
const inCounted = (at: string, field: string, { rules }: Clock, { events }: Subject): Problems => {
  for (const rule of rules) {
    const fields = rule.do === 'start' ? events.get(rule.on) : undefined
    const shape = fields?.get(field)
    if (fields === undefined || (shape !== undefined && holds(shape, 'number'))) continue
    const expected = () => `${fieldHolding(field, fields, 'number')} of ${rule.on}`
    return [{ pointer: `${at}/of`, found: show(field), expected }]
  }
  return []
}

const inTarget = (at: string, target: Target, clock: Clock, subject: Subject): Problems => {
  switch (target.kind) {
    case 'elapsed':
    case 'business': {
      const none = positive(`${at}/time`, target.time)
      return none.length > 0 ? none : inWarning(at, target.warnBefore, target.time)
    }
    case 'workingDays':
      return inWarning(at, target.warnBefore, undefined)
    case 'mean':
      return positive(`${at}/time`, target.time)
    case 'count':
      return [
        ...inCounted(at, target.of, clock, subject),
        ...(clock.recurs === true
          ? [
              {
                pointer: `${at}/kind`,
                found: show(target.kind),
                expected: 'a clock that does not recur',
              },
            ]
          : []),
      ]
  }
}

export const inTargets = (at: string, clock: Clock, subject: Subject, own: OwnWords): Problems => {
  const [first] = clock.targets
  if (first === undefined) {
    return [{ pointer: `${at}/targets`, found: 'a list of 0', expected: 'at least one' }]
  }
  return [
    ...clock.targets.flatMap((choice, i) => {
      const { target } = choice
      const place = `${at}/targets/${String(i)}`
      return [
        ...inConditions(`${place}/if`, choice.if, subject.attributes, own),
        ...(target.kind === first.target.kind
          ? []
          : [
              {
                pointer: `${place}/target/kind`,
                found: show(target.kind),
                expected: `${show(first.target.kind)}, as the first: all of one kind`,
              },
            ]),
        ...inTarget(`${place}/target`, target, clock, subject),
      ]
    }),
    ...behindOthers(
      clock.targets.map((choice, i) => ({
        pointer: `${at}/targets/${String(i)}`,
        asked: [askedBy(choice.if)],
      })),
    ),
  ]
}
