/** Events that a store holds but can't give back as they were written. */
import type { Problem } from '../codec/problem.js'
import type { Instant } from '../time/index.js'

import type { DomainEvent } from './message.js'

const PROBLEM = Symbol('what keeps a stored event from being read')

interface Unreadable extends DomainEvent {
  readonly [PROBLEM]: Problem
}

/**
 * What a store hands over in the place of an event whose bytes are not what an event is, such as
 * broken JSON: it stands in the line, with its type and `at` of its recording, and every catalogue
 * refuses it as `Malformed`, with the problem. So nothing is skipped, and nothing is taken for what
 * it is not.
 *
 * @example
 * import { unreadable } from '@casetrail/core'
 * import { caseAggregate } from '@casetrail/core/case'
 * import { at } from '@casetrail/core/testing'
 *
 * const problem = { pointer: '', found: '"{bad"', expected: 'JSON' }
 * const event = unreadable('CaseOpened', at('2025-01-01T00:00:00.000Z'), problem)
 * caseAggregate([]).events.decode(event, 1)._tag // 'Left'
 */
export const unreadable = (type: string, at: Instant, problem: Problem): DomainEvent => {
  const event: Unreadable = { type, at, [PROBLEM]: problem }
  return event
}

/** What keeps a value from being read, if it is such an event. */
export const problemOf = (data: unknown): Problem | undefined =>
  typeof data === 'object' && data !== null && PROBLEM in data
    ? (data as Unreadable)[PROBLEM]
    : undefined
