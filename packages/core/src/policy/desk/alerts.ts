/** Clocks that are due soon, or broken. */
import { escalateCase } from '../../case/commands/intake.js'
import type { ClockBreached, ClockWarned } from '../../clock/events.js'
import { escalateComplaint } from '../../complaint/commands/intake.js'
import type { Label } from '../../standard/label.js'
import { categoryOf } from '../../store/port.js'
import type { Action, Policy } from '../policy.js'

import { deskPolicy, give, remind, said, type Moment } from './desk-policy.js'
import { nextLevel } from './escalation.js'
import { onEach } from './on-each.js'
import type { DeskBook } from './rules.js'
import { complaintOf, type StoryRow } from './story.js'

/** The clock by the name that the standard gives it. */
const named = (clock: string, { rules }: Moment<StoryRow>): Label =>
  rules.standard.clocks.find(({ id }) => id === clock)?.label ?? { en: clock, zh: clock }

const withName = ({ en, zh }: Label, name: Label): Label => ({
  en: `${en}: ${name.en}.`,
  zh: `${zh}：${name.zh}。`,
})

const DUE_SOON: Label = { en: 'Due soon', zh: '即將到期' }
const BROKEN: Label = { en: 'Overdue', zh: '已逾期' }
const SILENT: Label = { en: 'In progress and silent', zh: '處理中久無進展通報' }

const reminding = (
  moment: Moment<StoryRow>,
  to: 'owner' | 'supervisor',
  reason: Label,
  { clock }: ClockWarned | ClockBreached,
): ReadonlyArray<Action> => {
  const { seen, id, given } = moment
  const category = categoryOf(seen.stream)
  return [remind(category, id, { given, to, reason: withName(reason, named(clock, moment)) })]
}

const dueSoon = (book: DeskBook): Policy<StoryRow> => {
  const warned = (event: ClockWarned, moment: Moment<StoryRow>): ReadonlyArray<Action> =>
    reminding(moment, 'owner', DUE_SOON, event)
  return deskPolicy(book, {
    name: 'dueSoon',
    label: { en: 'Due soon: the owner is reminded', zh: '時限預警提醒' },
    source: {
      handbook: 'practice',
      gist: { en: 'A warning comes in time to act on it.', zh: '預警及時，尚可補救。' },
    },
    gives: onEach(['RemindOwner']),
    when: onEach({ ClockWarned: warned }),
  })
}

const isSilence = ({ clock }: ClockBreached, { rules }: Moment<StoryRow>): boolean =>
  rules.recurring.has(clock)

const overdue = (book: DeskBook): Policy<StoryRow> => {
  const reason = (event: ClockBreached, moment: Moment<StoryRow>): string =>
    said(withName(BROKEN, named(event.clock, moment)))
  const supervisor = (event: ClockBreached, moment: Moment<StoryRow>): ReadonlyArray<Action> =>
    isSilence(event, moment) ? [] : reminding(moment, 'supervisor', BROKEN, event)
  return deskPolicy(book, {
    name: 'overdue',
    label: { en: 'Overdue: escalated', zh: '逾期升級' },
    source: {
      handbook: 'practice',
      gist: {
        en: 'A broken promise goes up the line, once; of follow-ups and emergencies the supervisor is told.',
        zh: '逾期即升級，每次一回；回訪與應急逾期則提醒主管。',
      },
    },
    gives: {
      case: ['EscalateCase'],
      complaint: ['EscalateComplaint'],
      followUp: ['RemindOwner'],
      emergency: ['RemindOwner'],
    },
    when: {
      case: {
        ClockBreached: (event, moment) => {
          const { id, row, rules, given } = moment
          if (isSilence(event, moment) || row.case?.breaches.again === true) return []
          const level = nextLevel(row.case, rules)
          const why = { kind: 'hierarchical', level, reason: reason(event, moment) } as const
          return [give('case', id, escalateCase({ ...given, ...why }))]
        },
      },
      complaint: {
        ClockBreached: (event, moment) => {
          const { id, row, rules, given } = moment
          const part = complaintOf(row, id)
          if (isSilence(event, moment) || part?.breaches.again === true) return []
          const level = nextLevel(part, rules)
          const why = { kind: 'hierarchical', level, reason: reason(event, moment) } as const
          return [give('complaint', id, escalateComplaint({ ...given, ...why }))]
        },
      },
      followUp: { ClockBreached: supervisor },
      emergency: { ClockBreached: supervisor },
    },
  })
}

const silence = (book: DeskBook): Policy<StoryRow> => {
  const silent = (event: ClockBreached, moment: Moment<StoryRow>): ReadonlyArray<Action> =>
    isSilence(event, moment) ? reminding(moment, 'owner', SILENT, event) : []
  return deskPolicy(book, {
    name: 'silence',
    label: { en: 'In progress and silent: the owner is reminded', zh: '久無進展提醒' },
    source: {
      handbook: 'H0',
      gist: {
        en: 'The customer hears of the progress every 15 minutes.',
        zh: '每15分鐘向客戶通報進展。',
      },
    },
    gives: onEach(['RemindOwner']),
    when: onEach({ ClockBreached: silent }),
  })
}

export const alerts = (book: DeskBook): ReadonlyArray<Policy<StoryRow>> => [
  dueSoon(book),
  overdue(book),
  silence(book),
]
