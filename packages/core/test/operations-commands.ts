/** Commands that fit what was reported of a period, for histories that go deep. */
import { type Instant } from '@casetrail/core'
import * as codecs from '@casetrail/core/operations'
import { type OperationsCommand, type OperationsState } from '@casetrail/core/operations'
import { arbitraryOf, type Named } from '@casetrail/core/testing'
import * as fc from 'fast-check'
import type * as t from 'io-ts'

import { HOUR, after } from './operations-kit.js'

const commandCodecs: Readonly<Record<OperationsCommand['type'], t.Mixed>> = codecs

const role = fc.constantFrom('supervisor', 'supervisor', 'coordinator', 'system', 'agent')

/** Few instants, in any order, so that intervals meet, touch and overlap. */
const instants: fc.Arbitrary<Instant> = fc.integer({ min: 0, max: 9 }).map((n) => after(n * HOUR))

/** Few words and figures, so that ids meet ids and reports reports. */
const named: Named = {
  Text: fc.constantFrom('x1', 'x2', 'x3'),
  Instant: instants,
  Count: fc.constantFrom(0, 1, 420),
  From1To5: fc.integer({ min: 1, max: 5 }),
  Actor: fc.record({ id: fc.constantFrom('p1', 'p2'), role }, { noNullPrototype: true }),
}

const attributes = fc.constantFrom<Readonly<Record<string, string>>>(
  {},
  { shop: 'a' },
  { shop: 'a', channel: 'web' },
  { channel: 'web', shop: 'a' },
)

/** Under the standard that is loaded; figures of few shops; some reports again. */
const narrowed = (
  command: OperationsCommand,
  { exposures, interruptions }: OperationsState,
): fc.Arbitrary<OperationsCommand> => {
  const { standard: _, ...rest } = command
  switch (rest.type) {
    case 'ReportExposure': {
      const { attributes: given, ...full } = rest
      const { type, at, actor, from, to } = full
      const figures = fc.constantFrom(full, full, full, full, { type, at, actor, from, to })
      const shop =
        given === undefined ? fc.constant({}) : attributes.map((some) => ({ attributes: some }))
      const known = [...exposures.values()].flat()
      const again =
        known.length === 0
          ? fc.constant({})
          : fc.oneof(
              fc.constant({}),
              fc.constantFrom(...known).map((held) => ({ from: held.from, to: held.to })),
              fc.constantFrom(...known).map(({ standard: _s, by: _b, ...same }) => ({
                ...same,
                type,
                at,
              })),
            )
      return fc
        .tuple(figures, shop, again)
        .map(([report, some, same]) => ({ ...report, ...some, ...same }))
    }
    case 'EndInterruption': {
      const known = [...interruptions.keys()]
      return known.length === 0
        ? fc.constant(rest)
        : fc.constantFrom(...known).map((interruption) => ({ ...rest, interruption }))
    }
    case 'StartInterruption':
    case 'EnterRisk':
      return fc.constant(rest)
  }
}

const types = Object.keys({
  ReportExposure: 0,
  StartInterruption: 0,
  EndInterruption: 0,
  EnterRisk: 0,
} satisfies Record<OperationsCommand['type'], 0>) as ReadonlyArray<OperationsCommand['type']>

export const operationsCommandsFor = (state: OperationsState): fc.Arbitrary<OperationsCommand> =>
  fc
    .constantFrom(...types)
    .chain((type) => arbitraryOf(commandCodecs[type] as t.Type<OperationsCommand, unknown>, named))
    .chain((command) => narrowed(command, state))
