/** A serious complaint: the supervisor is told, and it is a risk of the period. */
import { remindOwner } from '../../complaint/commands/intake.js'
import { enterRisk } from '../../operations/commands.js'
import { operationsId } from '../../operations/period.js'
import type { Label } from '../../standard/label.js'
import type { Action, Policy } from '../policy.js'

import { deskPolicy, give, said, type Moment } from './desk-policy.js'
import type { DeskBook } from './rules.js'
import type { StoryRow } from './story.js'

const SERIOUS: Label = { en: 'A serious complaint.', zh: '嚴重投訴。' }
const RISK: Label = {
  en: 'A serious complaint may repeat itself, or become public.',
  zh: '嚴重投訴可能重演或外傳。',
}
const MEASURE: Label = {
  en: 'The supervisor approves its remedy; its root cause is determined.',
  zh: '由主管審批補救，並查明根因。',
}
const INDICATOR: Label = {
  en: 'Complaints of the same root cause.',
  zh: '同一根因的投訴數。',
}

/** What has happened is likely; what is urgent, very likely. Of impacts it is the worst. */
const entered = (
  { urgent }: { readonly urgent: boolean },
  { id, rules, given }: Moment<StoryRow>,
): ReadonlyArray<Action> => {
  // the month in UTC, as reports name it
  const period = operationsId(given.at.slice(0, 7))
  const risk = enterRisk({
    ...given,
    standard: rules.ref,
    risk: `complaint-${id}`,
    description: said(RISK),
    likelihood: urgent ? 5 : 4,
    impact: 5,
    measure: said(MEASURE),
    indicator: said(INDICATOR),
    owner: rules.standard.supervisorRoles[0] ?? 'supervisor',
  })
  return [
    give('complaint', id, remindOwner({ ...given, to: 'supervisor', reason: said(SERIOUS) })),
    give('operations', period, risk, { correlationId: period }),
  ]
}

const seriousComplaint = (book: DeskBook): Policy<StoryRow> =>
  deskPolicy(book, {
    name: 'seriousComplaint',
    label: { en: 'A serious complaint is a risk', zh: '嚴重投訴上報並入風險冊' },
    source: {
      handbook: 'H4',
      gist: {
        en: 'Risks are entered with likelihood and impact (ch. 7); serious complaints go to the supervisor (H1, H2).',
        zh: '風險按可能性與影響登記（第7章）；嚴重投訴上報主管（H1、H2）。',
      },
    },
    gives: { complaint: ['RemindOwner'], operations: ['EnterRisk'] },
    when: {
      complaint: {
        SeverityAssessed: (event, moment) =>
          event.severity === 'serious' ? entered(event, moment) : [],
        SeverityChanged: (event, moment) =>
          event.severity === 'serious' && event.from !== 'serious' ? entered(event, moment) : [],
      },
    },
  })

export const serious = (book: DeskBook): ReadonlyArray<Policy<StoryRow>> => [seriousComplaint(book)]
