/** The ordinary process failed: reopened or transferred too often (常規流程無法解決). */
import { escalateCase } from '../../case/commands/intake.js'
import type { Label, Source } from '../../standard/label.js'
import type { Action, Policy } from '../policy.js'

import { deskPolicy, give, said, type Moment } from './desk-policy.js'
import { nextLevel } from './escalation.js'
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

const escalate = (reason: Label, { id, row, rules, given }: Moment<StoryRow>): Action => {
  const level = nextLevel(row.case, rules)
  return give(
    'case',
    id,
    escalateCase({ ...given, kind: 'hierarchical', level, reason: said(reason) }),
  )
}

/** At the very time that makes it too often: once. */
const reopenedOften = (book: DeskBook): Policy<StoryRow> =>
  deskPolicy(book, {
    name: 'reopenedOften',
    label: { en: 'Escalated: reopened too often', zh: '多次重開升級' },
    source,
    gives: { case: ['EscalateCase'] },
    when: {
      case: {
        CaseReopened: ({ cycle }, moment) =>
          cycle - 1 === moment.rules.failed.reopened ? [escalate(REOPENED, moment)] : [],
      },
    },
  })

const transferredOften = (book: DeskBook): Policy<StoryRow> =>
  deskPolicy(book, {
    name: 'transferredOften',
    label: { en: 'Escalated: transferred too often', zh: '多次轉交升級' },
    source,
    gives: { case: ['EscalateCase'] },
    when: {
      case: {
        CaseTransferred: (_, moment) =>
          moment.row.case?.transferred === moment.rules.failed.transferred
            ? [escalate(TRANSFERRED, moment)]
            : [],
      },
    },
  })

export const ordinaryFailed = (book: DeskBook): ReadonlyArray<Policy<StoryRow>> => [
  reopenedOften(book),
  transferredOften(book),
]
