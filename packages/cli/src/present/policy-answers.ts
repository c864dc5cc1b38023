/** The answers to policies' commands, as a story tells them: below the event that they came of, if at all. */
import { categoryOf, type TraceEntry } from '@casetrail/core'
import { caseRejections } from '@casetrail/core/case'
import { clockRejections } from '@casetrail/core/clock'
import { complaintRejections } from '@casetrail/core/complaint'
import { correctiveActionRejections } from '@casetrail/core/corrective-action'
import { categoryLabels } from '@casetrail/core/desk'
import { emergencyRejections } from '@casetrail/core/emergency'
import { followUpRejections } from '@casetrail/core/follow-up'
import { operationsRejections } from '@casetrail/core/operations'
import type { Label } from '@casetrail/core/standards'

import { cleaned } from './cleaned.js'
import { fieldsOf } from './clock-runs.js'
import type { Locale } from './format.js'
import { policyText } from './policy-names.js'
import type { StoryEntry } from './story-entry.js'
import type { Style } from './style.js'
import { inSentence } from './told.js'

export const isAnswer = ({ type, unread }: StoryEntry): boolean =>
  unread === undefined && type === 'DispatchAnswered'

const rejections: ReadonlyMap<string, Label> = new Map<string, Label>(
  Object.entries({
    ...operationsRejections,
    ...emergencyRejections,
    ...correctiveActionRejections,
    ...followUpRejections,
    ...complaintRejections,
    ...caseRejections,
    ...clockRejections,
  }),
)

const fieldOf = (answer: TraceEntry, field: string): string => String(fieldsOf(answer)[field] ?? '')

/** The event that the policy reacted to. */
export const causeOf = (answer: TraceEntry): string => fieldOf(answer, 'because')

/**
 * What is told: what was refused or failed, and what was carried out in another story. What was carried out
 * in this one stands there as an event of the policy's own; what changed nothing is no news.
 */
export const isTold = (answer: TraceEntry, entries: ReadonlyArray<TraceEntry>): boolean => {
  const outcome = fieldOf(answer, 'outcome')
  if (outcome === 'unchanged') return false
  return outcome !== 'carriedOut' || !entries.some(({ stream }) => stream === fieldOf(answer, 'to'))
}

/** How it is coloured. */
export const toneOf = (answer: TraceEntry): keyof Pick<Style, 'note' | 'warning' | 'bad'> => {
  switch (fieldOf(answer, 'outcome')) {
    case 'rejected':
      return 'warning'
    case 'failed':
      return 'bad'
    default:
      return 'note'
  }
}

const WORDS = {
  carriedOut: { en: 'carried out', zh: '已執行' },
  rejected: { en: 'refused', zh: '被拒絕' },
  failed: { en: 'failed', zh: '失敗' },
} as const

const isWord = (outcome: string): outcome is keyof typeof WORDS => outcome in WORDS

/** A fault of the policy itself gave no command. */
const FAULTS: ReadonlySet<string> = new Set([
  'PolicyThrew',
  'FactsThrew',
  'PolicyLoops',
  'UnreadableEvent',
])

/** Policy "Closed after the waiting time": CloseCase for the case refused: the waiting time is not over. */
export const answerText = (answer: TraceEntry, locale: Locale): string => {
  const outcome = fieldOf(answer, 'outcome')
  const rejection = fieldOf(answer, 'rejection')
  const category = categoryOf(fieldOf(answer, 'to'))
  const said = isWord(outcome) ? WORDS[outcome][locale] : outcome
  const why = (
    rejections.has(rejection) ? inSentence(rejections.get(rejection)?.[locale] ?? '') : rejection
  ).replace(/[.。]$/, '')
  const to = inSentence(categoryLabels[category]?.[locale] ?? category)
  const policy = policyText(fieldOf(answer, 'policy'), locale)
  const command = fieldOf(answer, 'command')
  if (FAULTS.has(rejection)) {
    const text = { en: `Policy "${policy}" failed: ${why}`, zh: `策略「${policy}」出錯：${why}` }
    return cleaned(text[locale])
  }
  const text =
    locale === 'zh'
      ? `策略「${policy}」：${command}（${to}）${said}${why === '' ? '' : `：${why}`}`
      : `Policy "${policy}": ${command} for the ${to} ${said}${why === '' ? '' : `: ${why}`}`
  return cleaned(text)
}
