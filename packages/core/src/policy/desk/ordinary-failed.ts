/** The ordinary process failed: reopened or transferred too often (常規流程無法解決). */
import { escalateCase } from '../../case/commands/intake.js'
import type { Label, Source } from '../../standard/label.js'
import type { Action, Policy } from '../policy.js'

import { deskPolicy, give, policyActor, said, type Moment } from './desk-policy.js'
import { nextLevel } from './escalation.js'
import { REOPENED_OFTEN, TRANSFERRED_OFTEN } from './names.js'
import type { DeskBook } from './rules.js'
import type { StoryRow } from './story.js'

const source: Source = {
  handbook: 'H4',
  gist: {
    en: 'What the ordinary process can not solve is escalated.',
    zh: '常規流程無法解決時升級處理。',
  },
}

const REOPENED: Label = {
  en: 'The ordinary process failed: reopened too often.',
  zh: '常規流程未能解決：多次重開。',
}
const TRANSFERRED: Label = {
  en: 'The ordinary process failed: transferred too often.',
  zh: '常規流程未能解決：多次轉交。',
}

type Often = typeof REOPENED_OFTEN | typeof TRANSFERRED_OFTEN

interface Count {
  /** How often it was, and how often is too often. */
  readonly is: number
  readonly most: number
}

/** Waits under its number until it is sent, so that of several the first is sent, and no other. */
const keyOf = (name: Often, n: number): string => `${name} ${String(n)}`

/** Also where nobody looked when it became too often; once. */
const tooOften = (
  name: Often,
  { is, most }: Count,
  reason: Label,
  { id, row, rules, given }: Moment<StoryRow>,
): ReadonlyArray<Action> => {
  const part = row.case
  if (part === undefined || is < most || part.escalatedBy.includes(name)) return []
  const why = { kind: 'hierarchical', level: nextLevel(part, rules), reason: said(reason) } as const
  return [give('case', id, escalateCase({ ...given, ...why }), { key: keyOf(name, is) })]
}

/** Escalated by the first: what waits of the others is withdrawn. */
const escalated = (
  name: Often,
  { is, most }: Count,
  { seen }: Moment<StoryRow>,
): ReadonlyArray<Action> =>
  seen.metadata.actor.id !== policyActor(name).id
    ? []
    : Array.from({ length: Math.max(0, is - most + 1) }, (_, i) => ({
        withdraw: keyOf(name, most + i),
      }))

const reopenings = ({ row, rules }: Moment<StoryRow>): Count => ({
  is: (row.case?.cycle ?? 1) - 1,
  most: rules.failed.reopened,
})

const transfers = ({ row, rules }: Moment<StoryRow>): Count => ({
  is: row.case?.transferred ?? 0,
  most: rules.failed.transferred,
})

const reopenedOften = (book: DeskBook): Policy<StoryRow> =>
  deskPolicy(book, {
    name: REOPENED_OFTEN,
    label: { en: 'Escalated: reopened too often', zh: '多次重開升級' },
    source,
    gives: { case: ['EscalateCase'] },
    when: {
      case: {
        CaseReopened: (_, moment) => tooOften(REOPENED_OFTEN, reopenings(moment), REOPENED, moment),
      },
    },
    withdraws: {
      case: { CaseEscalated: (_, moment) => escalated(REOPENED_OFTEN, reopenings(moment), moment) },
    },
  })

const transferredOften = (book: DeskBook): Policy<StoryRow> =>
  deskPolicy(book, {
    name: TRANSFERRED_OFTEN,
    label: { en: 'Escalated: transferred too often', zh: '多次轉交升級' },
    source,
    gives: { case: ['EscalateCase'] },
    when: {
      case: {
        CaseTransferred: (_, moment) =>
          tooOften(TRANSFERRED_OFTEN, transfers(moment), TRANSFERRED, moment),
      },
    },
    withdraws: {
      case: {
        CaseEscalated: (_, moment) => escalated(TRANSFERRED_OFTEN, transfers(moment), moment),
      },
    },
  })

export const ordinaryFailed = (book: DeskBook): ReadonlyArray<Policy<StoryRow>> => [
  reopenedOften(book),
  transferredOften(book),
]
