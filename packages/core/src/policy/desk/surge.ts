/** More complaints than before: an emergency (投訴激增). */
import { complaintEvents } from '../../complaint/events/index.js'
import { declareEmergency } from '../../emergency/commands.js'
import type { Facts } from '../../read-model/facts.js'
import type { RecordedEvent } from '../../store/port.js'
import { epochMs } from '../../time/index.js'
import { processManager, type AnyManager } from '../policy.js'

import { deskPolicy, give, said } from './desk-policy.js'
import { refText, rulesOf, type DeskBook, type DeskRules } from './rules.js'

/** A window is counted in so many parts; of the part in which it begins nothing is counted. */
const PARTS = 48

/** Complaints by part of a window, of two windows: as small for ten complaints as for ten thousand. */
export interface SurgeRow {
  /** The number of a part since 1970, and how many complaints came in it; in order. */
  readonly counts: ReadonlyArray<readonly [part: number, count: number]>
  /** The event that made it a surge, and the part that it was in. */
  readonly declared?: { readonly by: string; readonly part: number }
}

const countsWith = (counts: SurgeRow['counts'], part: number): SurgeRow['counts'] => {
  const known = counts.find(([one]) => one === part)?.[1] ?? 0
  const others = counts.filter(([one]) => one !== part)
  const all = [...others, [part, known + 1] as const].sort(([a], [b]) => a - b)
  const last = all.at(-1)?.[0] ?? part
  return all.filter(([one]) => one > last - 2 * PARTS)
}

const sum = (counts: SurgeRow['counts'], after: number, until: number): number =>
  counts.reduce((all, [part, count]) => (part > after && part <= until ? all + count : all), 0)

const isSurge = (counts: SurgeRow['counts'], { surge }: DeskRules): boolean => {
  const last = counts.at(-1)?.[0] ?? 0
  const now = sum(counts, last - PARTS, last)
  const before = sum(counts, last - 2 * PARTS, last - PARTS)
  return now >= surge.atLeast && now >= surge.times * before
}

const received = (
  { counts, declared }: SurgeRow,
  { event, eventId }: RecordedEvent,
  rules: DeskRules,
): SurgeRow => {
  const part = Math.floor((epochMs(event.at) * PARTS) / rules.surge.windowMs)
  const after = countsWith(counts, part)
  const row = { counts: after, ...(declared === undefined ? {} : { declared }) }
  // one declaration a window, however the counts go up and down
  const isDeclared = declared !== undefined && part < declared.part + PARTS
  const isNew = after.some(([one]) => one === part)
  return isNew && !isDeclared && isSurge(after, rules)
    ? { counts: after, declared: { by: eventId, part } }
    : row
}

const surgeFacts = (book: DeskBook): Facts<SurgeRow> => ({
  name: 'desk.surge',
  version: 1,
  from: [{ category: 'complaint', events: complaintEvents }],
  keyOf: ({ event, metadata }) =>
    event.type === 'ComplaintReceived' && metadata.standard !== undefined
      ? refText(metadata.standard)
      : undefined,
  evolve: (row = { counts: [] }, seen) => {
    const rules = rulesOf(book, seen)
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
                  en: 'Complaints are well above those of the time before.',
                  zh: '投訴量明顯高於前期。',
                }),
              })
              return [give('emergency', id, declare, { correlationId: id })]
            },
          },
        },
      }),
    ],
  })
