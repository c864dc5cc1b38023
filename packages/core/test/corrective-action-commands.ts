/** Commands that fit a corrective action's state, for histories that go deep. */
import { epochMs, fromEpochMs, laterOf, type Instant } from '@casetrail/core'
import * as codecs from '@casetrail/core/corrective-action'
import {
  correctiveActionStages,
  type CorrectiveActionCommand,
  type CorrectiveActionState,
} from '@casetrail/core/corrective-action'
import { retail2025 } from '@casetrail/core/standards'
import { arbitraryOf, type Named } from '@casetrail/core/testing'
import * as fc from 'fast-check'
import type * as t from 'io-ts'

import { DAY, t0 } from './corrective-action-kit.js'

const commandCodecs: Readonly<Record<CorrectiveActionCommand['type'], t.Mixed>> = codecs

const role = fc.constantFrom('manager', 'supervisor', 'supervisor', 'qualityInspector', 'agent')

/** Few words, so that owners meet verifiers and figures meet figures. */
const named = (at: fc.Arbitrary<Instant>): Named => ({
  Text: fc.constantFrom('p1', 'p2', 'p3'),
  Instant: at,
  Finite: fc.constantFrom(-1.5, 0, 2, 4.75),
  Actor: fc.record({ id: fc.constantFrom('p1', 'p2', 'p3'), role }, { noNullPrototype: true }),
})

/** Steps on from the last thing that a rule compares with; now and then back. */
const times = ({ openedAt, doneAt }: CorrectiveActionState): fc.Arbitrary<Instant> => {
  const last = laterOf(openedAt ?? t0, doneAt ?? t0)
  return fc
    .constantFrom(0, 1, DAY, DAY, 7 * DAY, 30 * DAY, -1)
    .map((ms) => fromEpochMs(epochMs(last) + ms))
}

const causes = retail2025.taxonomies.causes.map(({ code }) => code)

/** The words that the standard must know, mostly; under the standard that is loaded. */
const inTheStandardsWords = (
  command: CorrectiveActionCommand,
): fc.Arbitrary<CorrectiveActionCommand> => {
  if (command.type !== 'OpenCorrectiveAction') return fc.constant(command)
  const { standard: _, cause, ...rest } = command
  return cause === undefined
    ? fc.constant(rest)
    : fc.constantFrom(...causes, 'p1').map((code) => ({ ...rest, cause: code }))
}

const ofType = (
  type: CorrectiveActionCommand['type'],
  state: CorrectiveActionState,
): fc.Arbitrary<CorrectiveActionCommand> => {
  const codec = commandCodecs[type] as t.Type<CorrectiveActionCommand, unknown>
  return arbitraryOf(codec, named(times(state))).chain(inTheStandardsWords)
}

const types = Object.keys(correctiveActionStages) as ReadonlyArray<CorrectiveActionCommand['type']>

/** What ends a history comes seldom, so that histories grow long. */
const weightOf = (type: CorrectiveActionCommand['type']): number =>
  type === 'DropCorrectiveAction' ? 1 : 6

/** Commands mostly of the kinds that the state's stage takes. */
export const correctiveActionCommandsFor = (
  state: CorrectiveActionState,
): fc.Arbitrary<CorrectiveActionCommand> => {
  const fitting = types.filter((type) => correctiveActionStages[type].includes(state.stage))
  const any = { weight: 3, arbitrary: fc.constantFrom(...types) }
  const some = fitting.map((type) => ({ weight: weightOf(type), arbitrary: fc.constant(type) }))
  return fc.oneof(any, ...some).chain((type) => ofType(type, state))
}
