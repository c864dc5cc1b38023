/** Cases that wait too long: they are escalated, then taken up again. */
import { escalateCase } from '../../case/commands/intake.js'
import { resumeCase } from '../../case/commands/work.js'
import type { Label } from '../../standard/label.js'
import { laterOf } from '../../time/index.js'
import type { Action, Policy } from '../policy.js'

import { deskPolicy, giveAt, remind, said, type Moment } from './desk-policy.js'
import { nextLevel } from './escalation.js'
import { PAUSED_TOO_LONG } from './names.js'
import { later, type DeskBook } from './rules.js'
import type { StoryRow } from './story.js'

type Reaction = (event: unknown, moment: Moment<StoryRow>) => ReadonlyArray<Action>

/** Waits while the case does: from each event that begins a pause. */
const beginning = (waits: (since: Moment<StoryRow>) => ReadonlyArray<Action>) => {
  const begins: Reaction = (_, moment) => waits(moment)
  return { CustomerInputRequested: begins, CaseHeld: begins, CaseUnmerged: begins }
}

/** What waits while the case does is withdrawn by every event that ends a pause. */
const ending = (key: string) => {
  const ends: Reaction = () => [{ withdraw: key }]
  const mayEnd: Reaction = (_, { row }) =>
    row.case?.paused === undefined ? [{ withdraw: key }] : []
  return {
    CaseResumed: ends,
    ContactRecorded: mayEnd,
    CaseResolved: ends,
    CaseClosed: ends,
    CaseCancelled: ends,
    CaseMerged: ends,
  }
}

const RESUME = 'resume'
const RESUMED: Label = {
  en: 'It has waited as long as it may: it goes on.',
  zh: '暫停已達上限，恢復處理。',
}

const longestPause = (book: DeskBook): Policy<StoryRow> =>
  deskPolicy(book, {
    name: 'longestPause',
    label: { en: 'Resumed after the longest pause', zh: '暫停期滿恢復' },
    source: {
      handbook: 'practice',
      gist: {
        en: 'A case does not wait for ever: it goes on, and its owner is told.',
        zh: '工單不無限期暫停：恢復處理並提醒負責人。',
      },
    },
    gives: { case: ['ResumeCase', 'RemindOwner'] },
    when: {
      case: {
        ...beginning(({ seen, id, row, rules, given }) => {
          const since = row.case?.paused?.at
          if (since === undefined) return []
          const until = laterOf(later(since, rules.longestPauseMs), seen.event.at)
          const command = resumeCase({ ...given, basis: 'longestPause' })
          return [giveAt(until, RESUME, 'case', id, command)]
        }),
        CaseResumed: ({ basis }, { id, given }) => [
          { withdraw: RESUME },
          ...(basis === 'longestPause'
            ? [remind('case', id, { given, to: 'owner', reason: RESUMED })]
            : []),
        ],
      },
    },
    withdraws: { case: ending(RESUME) },
  })

const PAUSED: Label = {
  en: 'The ordinary process failed: it has waited too long.',
  zh: '常規流程未能解決：暫停過久。',
}

const pausedTooLong = (book: DeskBook): Policy<StoryRow> =>
  deskPolicy(book, {
    name: PAUSED_TOO_LONG,
    label: { en: 'Escalated: paused too long', zh: '暫停過久升級' },
    source: {
      handbook: 'H4',
      gist: {
        en: 'What the ordinary process can not solve is escalated.',
        zh: '常規流程無法解決時升級處理。',
      },
    },
    gives: { case: ['EscalateCase'] },
    when: {
      case: beginning(({ seen, id, row, rules, given }) => {
        const part = row.case
        if (part?.paused === undefined || part.escalatedBy.includes(PAUSED_TOO_LONG)) return []
        const { pausedMs } = rules.failed
        const until = laterOf(later(part.paused.at, pausedMs), seen.event.at)
        const command = escalateCase({
          ...given,
          kind: 'hierarchical',
          level: nextLevel(part, rules),
          reason: said(PAUSED),
        })
        return [giveAt(until, PAUSED_TOO_LONG, 'case', id, command)]
      }),
    },
    withdraws: { case: ending(PAUSED_TOO_LONG) },
  })

export const pauses = (book: DeskBook): ReadonlyArray<Policy<StoryRow>> => [
  pausedTooLong(book),
  longestPause(book),
]
