/** Time ends what nobody ends: resolved cases are closed, closed ones archived. */
import { archiveCase, closeCase } from '../../case/commands/outcome.js'
import { archiveComplaint } from '../../complaint/commands/outcome.js'
import { laterOf } from '../../time/index.js'
import type { Policy } from '../policy.js'

import { deskPolicy, giveAt } from './desk-policy.js'
import { later, type DeskBook } from './rules.js'
import type { StoryRow } from './story.js'

const CLOSE = 'close'
const ARCHIVE = 'archive'

const closeInSilence = (book: DeskBook): Policy<StoryRow> =>
  deskPolicy(book, {
    name: 'closeInSilence',
    label: { en: 'Closed where the customer is silent', zh: '等待期滿自動關閉' },
    source: {
      handbook: 'H4',
      gist: {
        en: 'A resolved case waits for the word of the customer, and is then closed.',
        zh: '解決後等待客戶確認，期滿關閉。',
      },
    },
    gives: { case: ['CloseCase'] },
    when: {
      case: {
        CaseResolved: (event, { id, rules, given }) => [
          giveAt(
            later(event.at, rules.waitingMs),
            CLOSE,
            'case',
            id,
            closeCase({ ...given, basis: 'timedOut' }),
          ),
        ],
      },
    },
    withdraws: {
      case: {
        CaseReopened: () => [{ withdraw: CLOSE }],
        CaseClosed: () => [{ withdraw: CLOSE }],
      },
    },
  })

const archiveOld = (book: DeskBook): Policy<StoryRow> =>
  deskPolicy(book, {
    name: 'archive',
    label: { en: 'Archived once it can not be reopened', zh: '期滿歸檔' },
    source: {
      handbook: 'H4',
      gist: {
        en: 'What is closed is archived when its windows are over (H1 too).',
        zh: '關閉後期限屆滿即歸檔（H1亦然）。',
      },
    },
    gives: { case: ['ArchiveCase'], complaint: ['ArchiveComplaint'] },
    when: {
      case: {
        CaseClosed: (event, { id, row, rules, given }) => {
          const from = row.case?.resolvedAt ?? event.at
          const over = laterOf(later(from, rules.reopenMs + 1), event.at)
          return [giveAt(over, ARCHIVE, 'case', id, archiveCase(given))]
        },
      },
      complaint: {
        ComplaintClosed: (event, { id, rules, given }) => [
          giveAt(
            later(event.at, rules.complaintWindowMs + 1),
            `${ARCHIVE} ${id}`,
            'complaint',
            id,
            archiveComplaint(given),
          ),
        ],
      },
    },
    withdraws: {
      case: { CaseReopened: () => [{ withdraw: ARCHIVE }] },
      complaint: {
        ComplaintReopened: (_, { id }) => [{ withdraw: `${ARCHIVE} ${id}` }],
        ReviewRequested: (_, { id }) => [{ withdraw: `${ARCHIVE} ${id}` }],
      },
    },
  })

export const closing = (book: DeskBook): ReadonlyArray<Policy<StoryRow>> => [
  closeInSilence(book),
  archiveOld(book),
]
