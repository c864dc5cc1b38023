/** A case of request type complaint receives its complaint. */
import { receiveComplaint } from '../../complaint/commands/intake.js'
import { given as fields } from '../../lifecycle/decision.js'
import type { Policy } from '../policy.js'

import { deskPolicy, give } from './desk-policy.js'
import type { DeskBook } from './rules.js'
import type { StoryRow } from './story.js'

/** The words of the customer stay in the case: they are kept once. */
const complaintOfCase = (book: DeskBook): Policy<StoryRow> =>
  deskPolicy(book, {
    name: 'complaintOfCase',
    label: { en: 'A complaint is received of its case', zh: '投訴工單轉投訴受理' },
    source: {
      handbook: 'H2',
      gist: { en: 'Complaints go their own way.', zh: '投訴按投訴流程處理。' },
    },
    gives: { complaint: ['ReceiveComplaint'] },
    when: {
      case: {
        CaseOpened: (event, { id, given, opens }) =>
          event.requestType === 'complaint'
            ? [
                give(
                  'complaint',
                  opens('ReceiveComplaint'),
                  receiveComplaint({
                    ...given,
                    standard: event.standard,
                    case: id,
                    customer: event.customer,
                    complaintType: 'unclassified',
                    source: 'external',
                    channel: event.channel,
                    ...fields(event, 'language', 'tier', 'category'),
                  }),
                ),
              ]
            : [],
      },
    },
  })

export const intake = (book: DeskBook): ReadonlyArray<Policy<StoryRow>> => [complaintOfCase(book)]
