/** Commands that fit a case's state, for histories that go deep. */
import { caseStages, type CaseCommand, type CaseState } from '@casetrail/core/case'
import * as codecs from '@casetrail/core/case'
import { categoryPaths, retail2025 } from '@casetrail/core/standards'
import { arbitraryOf, type Named } from '@casetrail/core/testing'
import { epochMs, fromEpochMs, laterOf, type Instant } from '@casetrail/core'
import * as fc from 'fast-check'
import type * as t from 'io-ts'

import { A, B, C, DAY, HOUR, t0 } from './case-kit.js'

const commandCodecs: Readonly<Record<CaseCommand['type'], t.Mixed>> = codecs

const { taxonomies, priorities } = retail2025
const oneCode = (terms: ReadonlyArray<{ readonly code: string }>): fc.Arbitrary<string> =>
  fc.constantFrom(...terms.map((term) => term.code))

const person = fc.constantFrom('agent-lin', 'agent-wu', 'agent-chen')
const role = fc.constantFrom('agent', 'agent', 'supervisor', 'customer', 'system')

/** Few words, so that ids meet ids. */
const named = (at: fc.Arbitrary<Instant>): Named => ({
  Text: fc.constantFrom('x1', 'x2', '王小姐'),
  Uuid: fc.constantFrom(A, B, C),
  Instant: at,
  Ordinal: fc.integer({ min: 1, max: 3 }),
  Count: fc.nat({ max: 600 }),
  Actor: fc.record({ id: person, role }, { noNullPrototype: true }),
  CategoryPath: fc.constantFrom(...categoryPaths(taxonomies.categories)),
})

/** Steps on from the last thing that a window is counted from; now and then back. */
const times = (state: CaseState): fc.Arbitrary<Instant> => {
  const marks = [state.openedAt, state.pausedAt, state.resolvedAt, state.closedAt]
  const last = marks.reduce<Instant>((a, b) => (b === undefined ? a : laterOf(a, b)), t0)
  const steps = [0, 1, HOUR, HOUR, 3 * DAY, 7 * DAY, 7 * DAY + 1, 14 * DAY, -HOUR]
  return fc.constantFrom(...steps).map((ms) => fromEpochMs(epochMs(last) + ms))
}

/** The words that the standard must know. */
const inTheStandardsWords = (command: CaseCommand): fc.Arbitrary<CaseCommand> => {
  switch (command.type) {
    case 'OpenCase': {
      const { standard: _, firstContactIneligible: reason, ...rest } = command
      return fc
        .tuple(oneCode(taxonomies.tiers), oneCode(taxonomies.firstContactIneligibility))
        .map(([tier, word]) => ({
          ...rest,
          tier,
          ...(reason === undefined ? {} : { firstContactIneligible: word }),
        }))
    }
    case 'PrioritiseCase':
      return command.priority === undefined
        ? fc.constant(command)
        : oneCode(priorities.levels).map((priority) => ({ ...command, priority }))
    case 'ResolveCase': {
      const { rootCause, ...rest } = command
      return fc
        .tuple(oneCode(taxonomies.resolutionCodes), oneCode(taxonomies.causes))
        .map(([resolutionCode, cause]) => ({
          ...rest,
          resolutionCode,
          ...(rootCause === undefined ? {} : { rootCause: cause }),
        }))
    }
    case 'AbsorbDuplicate':
      return fc.constant({ ...command, survivor: A, duplicateCustomer: 'x1' })
    default:
      return fc.constant(command)
  }
}

const ofType = (type: CaseCommand['type'], state: CaseState): fc.Arbitrary<CaseCommand> => {
  const codec = commandCodecs[type] as t.Type<CaseCommand, unknown>
  return arbitraryOf(codec, named(times(state))).chain(inTheStandardsWords)
}

const types = Object.keys(caseStages) as ReadonlyArray<CaseCommand['type']>

/** Commands mostly of the kinds that the state's stage takes, on the few ids that it may hold. */
export const caseCommandsFor = (state: CaseState): fc.Arbitrary<CaseCommand> => {
  const fitting = types.filter((type) => caseStages[type].includes(state.stage))
  const any = fc.constantFrom(...types)
  const one =
    fitting.length === 0
      ? any
      : fc.oneof(
          { weight: 12, arbitrary: fc.constantFrom(...fitting) },
          { weight: 1, arbitrary: any },
        )
  return one.chain((type) => ofType(type, state))
}
