/** A desk to be simulated, as a document: who comes with what and when, and who works there. */
import { Channel, Count, Duration, Ordinal, Severity, Text, oneOf } from '@casetrail/core'
import { interruptionKinds } from '@casetrail/core/operations'
import { Label } from '@casetrail/core/standards'
import * as t from 'io-ts'

import { closed } from '../import/mapping/closed.js'

import {
  Agent,
  Mood,
  Percent,
  Range,
  TimeOfDay,
  Topic,
  Weighted,
  someOf,
} from './parameter-parts.js'

export const LanguageCode = oneOf('LanguageCode', 'zh', 'en')

const Customers = closed('Customers', {
  /** How many customers there are for each hundred cases. */
  perHundredCases: Ordinal,
  tiers: someOf('tier', Weighted),
  regions: someOf('region', Weighted),
  languages: someOf('language', closed('Language', { code: LanguageCode, weight: Count })),
  moods: someOf('mood', Mood),
  /** Has agreed to calls that no request called for. */
  consent: Percent,
})

/** Minutes, unless said otherwise. */
const Work = closed('Work', {
  answer: Range,
  reply: Range,
  call: Range,
  paperwork: Range,
  customerAnswers: Range,
  customerDecides: Range,
  thirdPartyAnswers: Range,
  visitIn: Range,
  betweenAttempts: Range,
  fulfilment: Range,
  investigation: Range,
  improvement: Range,
})

const Chances = closed('Chances', {
  machineReplies: Percent,
  transfers: Percent,
  warm: Percent,
  callsSupervisor: Percent,
  plansSteps: Percent,
  writesNote: Percent,
  verifies: Percent,
  writesUpLate: Percent,
  comesTwice: Percent,
  comesAgain: Percent,
  cancels: Percent,
  customerNeverAnswers: Percent,
  visitFails: Percent,
  reached: Percent,
  wrongNumber: Percent,
  declinesFollowUp: Percent,
  newNeed: Percent,
  survey: Percent,
  surveyBounces: Percent,
  approvalRefused: Percent,
  approvalTriedTooHigh: Percent,
  goodwill: Percent,
  withdrawsComplaint: Percent,
  reopensComplaint: Percent,
  isAboutPerson: Percent,
  upheld: Percent,
  falseAlarm: Percent,
  verificationFails: Percent,
})

const Complaints = closed('Complaints', {
  severities: someOf('severity', closed('SeverityWeight', { code: Severity, weight: Count })),
  /** Amounts of remedies, in whole units of the currency in which the standard sets limits. */
  amount: Range,
  evidence: Range,
})

/** Many complaints within hours of one day: `share` of all cases, in percent. */
const Surge = closed('Surge', {
  share: Percent,
  /** The day, in percent of all days. */
  day: Percent,
  from: TimeOfDay,
  hours: Ordinal,
  complaints: Percent,
})

export const OutageKind = oneOf('OutageKind', ...interruptionKinds)

/** A system stands still: `share` of all cases come of it, in percent. */
const Outage = closed('Outage', {
  share: Percent,
  day: Percent,
  from: TimeOfDay,
  hours: Ordinal,
  kind: OutageKind,
  topic: Text,
  /** How long work takes meanwhile, in percent of the usual. */
  pace: Ordinal,
})

/** What is reported of each day; a day's orders and customers vary by a tenth. */
const Exposure = closed('Exposure', {
  ordersPerCase: Ordinal,
  customersPerCase: Ordinal,
})

export const Desk = closed(
  'Desk',
  {
    id: Text,
    version: Ordinal,
    label: Label,
    /** A date; the first day. */
    from: Text,
    /** By which `--days` follows from `--cases`. */
    casesPerDay: Ordinal,
    /** How long the desk goes on after the last day on which customers come. */
    windDown: Duration,
    /** How often policies and clocks are looked after. */
    policiesEvery: Duration,
    arrivals: closed('Arrivals', {
      week: closed('Week', {
        monday: Count,
        tuesday: Count,
        wednesday: Count,
        thursday: Count,
        friday: Count,
        saturday: Count,
        sunday: Count,
      }),
      /** From midnight on, in the zone of the standard. */
      hours: t.readonlyArray(Count),
    }),
    /** `live`: the customer waits for a person. */
    channels: someOf(
      'channel',
      closed('ChannelWeight', { code: Channel, weight: Count, live: t.boolean }),
    ),
    topics: someOf('topic', Topic),
    customers: Customers,
    agents: someOf('agent', Agent),
    work: Work,
    chances: Chances,
    complaints: Complaints,
    surge: Surge,
    outage: Outage,
    exposure: Exposure,
  },
  { note: Label },
)
export interface Desk extends t.TypeOf<typeof Desk> {}
