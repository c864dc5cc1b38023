/** How long customers waited for an answer, turn by turn. */
import { excluded, type Key, type Measure, type Reading } from '@casetrail/core/read-model'

import { clockFacts, type ClockRow } from '../facts/clock-facts.js'
import { turnsOf, type Turn } from '../facts/talk.js'

import { reading, since } from './reading.js'

const ofTurn = (row: ClockRow, key: Key, { asked, answered }: Turn): Reading =>
  answered === undefined
    ? reading(row, key, asked.at, excluded('notAnswered'), [asked.id])
    : reading(row, key, answered.at, since(asked, answered), [asked.id, answered.id])

const olderTurns = (row: ClockRow, key: Key): ReadonlyArray<Reading> => {
  const { older } = row.talk
  if (older === undefined) return []
  const one = reading(row, key, older.at, excluded('older'), [older.id])
  return Array.from({ length: older.count }, () => one)
}

/**
 * From the customer's oldest unanswered message to the first public reply by a person after it: one
 * sample for each turn, by the date of the reply. The first turn is one too.
 */
export const nextResponse: Measure<ClockRow> = {
  id: 'case.nextResponse',
  version: 1,
  unit: 's',
  from: { facts: clockFacts },
  parts: ['opening', 'dimensions', 'talk', 'over'],
  readings: (row, key) => {
    const { opening, over, talk } = row
    if (opening === undefined) return []
    if (over?.as === 'merged' || over?.as === 'cancelled') {
      if (talk.messages.length === 0) return []
      return [reading(row, key, opening.at, excluded(over.as), [opening.id, over.id])]
    }
    return [...olderTurns(row, key), ...turnsOf(talk).map((turn) => ofTurn(row, key, turn))]
  },
}
