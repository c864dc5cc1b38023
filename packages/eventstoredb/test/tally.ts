/** For tests: the smallest aggregate, whose events say which writer added them and when in its order. */
import {
  Actor,
  Count,
  Instant,
  commandCatalogue,
  eventCatalogue,
  eventType,
  record,
  type Aggregate,
} from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

const Added = record('Added', { type: t.literal('Added'), at: Instant, writer: Count, n: Count })
export type Added = t.TypeOf<typeof Added>

const Add = record('Add', {
  type: t.literal('Add'),
  at: Instant,
  actor: Actor,
  writer: Count,
  n: Count,
})
export type Add = t.TypeOf<typeof Add>

export const tally: Aggregate<Add, number, Added, never> = {
  category: 'tally',
  initialState: 0,
  decide: ({ at, writer, n }) => E.right([{ type: 'Added', at, writer, n }]),
  evolve: (count) => count + 1,
  isTerminal: () => false,
  events: eventCatalogue<Added>({ Added: eventType(Added) }),
  commands: commandCatalogue<Add>({ Add }),
  correlation: 'own',
  standardOf: () => undefined,
  commandOf: ({ at, writer, n }, actor) => ({ type: 'Add', at, actor, writer, n }),
}
