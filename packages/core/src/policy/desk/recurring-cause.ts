/** The same root cause again and again: it is mended for good (改進). */
import { caseEvents, type CaseEvent } from '../../case/events/index.js'
import { complaintEvents, type ComplaintEvent } from '../../complaint/events/index.js'
import { openCorrectiveAction } from '../../corrective-action/commands.js'
import type { Facts } from '../../read-model/facts.js'
import type { RecordedEvent } from '../../store/port.js'
import type { Instant } from '../../time/index.js'
import { processManager, type Action, type AnyManager } from '../policy.js'

import { deskPolicy, give, said, type Moment } from './desk-policy.js'
import { later, refText, rulesOf, type DeskBook, type DeskRules } from './rules.js'

/** Where a cause was found: once a story, the latest time counts. */
interface Found {
  readonly story: string
  readonly at: Instant
}

interface CauseRow {
  /** The latest, as many as make it recurring, the earliest first. */
  readonly found: ReadonlyArray<Found>
  /** The event that made it recurring. */
  readonly declared?: { readonly by: string; readonly at: Instant }
}

type Seen = RecordedEvent<CaseEvent | ComplaintEvent>

/** That nobody knows the cause is no cause. */
const UNKNOWN = 'unknown'

const causeOf = ({ event }: Seen): string | undefined => {
  const cause =
    event.type === 'RootCauseDetermined'
      ? event.cause
      : event.type === 'CaseResolved'
        ? event.rootCause
        : undefined
  return cause === UNKNOWN ? undefined : cause
}

const order = (a: Found, b: Found): number =>
  a.at < b.at || (a.at === b.at && a.story < b.story) ? -1 : 1

const foundAgain = (
  { found, declared }: CauseRow,
  { event: { at }, eventId, metadata: { correlationId: story } }: Seen,
  { recurringCause: { windowMs, atLeast } }: DeskRules,
): CauseRow => {
  const before = found.find((one) => one.story === story)
  const others = found.filter((one) => one.story !== story)
  const its = before === undefined || before.at < at ? { story, at } : before
  const all = [...others, its].sort(order).slice(-atLeast)
  const [first, last] = [all[0], all.at(-1)]
  const recurs =
    all.length >= atLeast &&
    first !== undefined &&
    last !== undefined &&
    last.at <= later(first.at, windowMs)
  // while the last one is new, another would say the same
  const isDeclared = declared !== undefined && at < later(declared.at, windowMs)
  return recurs && !isDeclared
    ? { found: all, declared: { by: eventId, at } }
    : { found: all, ...(declared === undefined ? {} : { declared }) }
}

const causeFacts = (book: DeskBook): Facts<CauseRow, CaseEvent | ComplaintEvent> => ({
  name: 'desk.recurringCause',
  version: 1,
  from: [
    { category: 'case', events: caseEvents },
    { category: 'complaint', events: complaintEvents },
  ],
  keyOf: (seen) => {
    const cause = causeOf(seen)
    const { standard } = seen.metadata
    return cause === undefined || standard === undefined
      ? undefined
      : `${refText(standard)} ${cause}`
  },
  evolve: (row = { found: [] }, seen) => {
    const rules = rulesOf(book, seen)
    return rules === undefined ? row : foundAgain(row, seen, rules)
  },
})

const mended = (
  cause: string | undefined,
  { seen, row, rules, given, opens }: Moment<CauseRow>,
): ReadonlyArray<Action> => {
  if (cause === undefined || row.declared?.by !== seen.eventId) return []
  const id = opens('OpenCorrectiveAction')
  const label = rules.standard.taxonomies.causes.find(({ code }) => code === cause)?.label
  const open = openCorrectiveAction({
    ...given,
    standard: rules.ref,
    source: 'recurringCause',
    cause,
    reference: seen.metadata.correlationId,
    problem: said({
      en: `The same root cause again and again: ${label?.en ?? cause}.`,
      zh: `同一根因反覆出現：${label?.zh ?? cause}。`,
    }),
  })
  return [give('correctiveAction', id, open, { correlationId: id })]
}

export const recurringCause = (book: DeskBook): AnyManager => {
  const policy = deskPolicy<CauseRow>(book, {
    name: 'recurringCause',
    label: { en: 'A root cause that comes again is mended', zh: '同因多發啟動改進' },
    source: {
      handbook: 'H2',
      gist: {
        en: 'Problems that repeat themselves are analysed and improved upon (H3 too).',
        zh: '重複問題須分析改進（H3亦然）。',
      },
    },
    gives: { correctiveAction: ['OpenCorrectiveAction'] },
    when: {
      case: { CaseResolved: ({ rootCause }, moment) => mended(rootCause, moment) },
      complaint: { RootCauseDetermined: ({ cause }, moment) => mended(cause, moment) },
    },
  })
  return processManager({
    facts: causeFacts(book),
    moves: { case: ['CaseResolved'], complaint: ['RootCauseDetermined'] },
    policies: [policy],
  })
}
