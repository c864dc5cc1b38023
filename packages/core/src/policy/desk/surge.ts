/** More complaints than before: an emergency (投訴激增). */
import { complaintEvents } from '../../complaint/events/index.js'
import { declareEmergency } from '../../emergency/commands.js'
import type { Facts } from '../../read-model/facts.js'
import type { RecordedEvent } from '../../store/port.js'
import { processManager, type AnyManager } from '../policy.js'

import { deskPolicy, give, said } from './desk-policy.js'
import { rulesOf, type DeskBook, type DeskRules } from './rules.js'
import { counted, noCounts, partOf, partsOf, sum, usual, type Counts } from './surge-counts.js'

export interface SurgeRow {
  readonly counts: Counts
  /** The event that made it a surge, and the part that it was in. */
  readonly declared?: { readonly by: string; readonly part: number }
}

const isSurge = (
  { counts, declared }: SurgeRow,
  until: number,
  { surge: { windowMs, atLeast, times } }: DeskRules,
): boolean => {
  const parts = partsOf(windowMs)
  // one declaration a window, however the counts go up and down
  if (declared !== undefined && until < declared.part + parts) return false
  const now = sum(counts, until, parts)
  if (now < atLeast) return false
  const before = usual(counts, until, parts)
  if (before !== undefined) return now >= times * before
  // nobody knows what is usual: as if it were what may be a surge at all, and told once
  return declared === undefined && now >= times * atLeast
}

const received = (
  before: SurgeRow | undefined,
  { event, eventId, recordedAt }: RecordedEvent,
  rules: DeskRules,
): SurgeRow => {
  // dated ahead, it came when it was recorded
  const part = partOf(event.at < recordedAt ? event.at : recordedAt)
  const parts = partsOf(rules.surge.windowMs)
  const known = before?.counts ?? noCounts(part)
  const counts = counted(known, part, parts)
  const row = { ...before, counts }
  if (counts === known) return before ?? row
  // one that is told of late may make the latest window a surge
  const until = part > counts.last - parts ? counts.last : part
  return isSurge(row, until, rules) ? { counts, declared: { by: eventId, part: until } } : row
}

const surgeFacts = (book: DeskBook): Facts<SurgeRow> => ({
  name: 'desk.surge',
  version: 2,
  from: [{ category: 'complaint', events: complaintEvents }],
  // a new version of the standard goes on with what is usual
  keyOf: ({ event, metadata }) =>
    event.type === 'ComplaintReceived' ? metadata.standard?.id : undefined,
  evolve: (row, seen) => {
    const rules = rulesOf(book, seen)
    // of a standard that is not loaded there is never a row
    return rules === undefined ? row : received(row, seen, rules)
  },
})

export const surge = (book: DeskBook): AnyManager =>
  processManager({
    facts: surgeFacts(book),
    moves: { complaint: ['ComplaintReceived'] },
    policies: [
      deskPolicy<SurgeRow>(book, {
        name: 'complaintSurge',
        label: { en: 'A surge of complaints is an emergency', zh: '投訴激增啟動應急' },
        source: {
          handbook: 'H1',
          gist: {
            en: 'When complaints increase the emergency plan is started.',
            zh: '投訴增多時啟動應急預案。',
          },
        },
        gives: { emergency: ['DeclareEmergency'] },
        when: {
          complaint: {
            ComplaintReceived: (_, { seen, row, rules, given, opens }) => {
              if (row.declared?.by !== seen.eventId) return []
              const id = opens('DeclareEmergency')
              const declare = declareEmergency({
                ...given,
                standard: rules.ref,
                kind: 'complaintSurge',
                description: said({
                  en: 'Complaints are well above what is usual.',
                  zh: '投訴量明顯高於平常。',
                }),
              })
              return [give('emergency', id, declare, { correlationId: id })]
            },
          },
        },
      }),
    ],
  })
