/** A service standard (服務標準): the rules that handbooks differ on, as a versioned document. */
import * as t from 'io-ts'

import { Count, Ordinal, Text, oneOf, record } from '../codec/primitives.js'
import { Duration } from '../time/duration.js'
import { Instant } from '../time/instant.js'
import { Currency } from '../words/money.js'
import { Permission } from '../words/permissions.js'
import { Channel, ProblemType, Purpose, RemedyKind, Severity } from '../words/words.js'

import { Clock } from './clocks.js'
import { Kpi, Policies, Principle, Procedure, Setting, SourceOf } from './conduct.js'
import { Label, Term } from './label.js'

/** A category with finer ones below it. */
export interface Category extends Term {
  readonly children?: ReadonlyArray<Category>
}
export const Category: t.Type<Category> = t.recursion('Category', (self) =>
  record('Category', { code: Text, label: Label }, { children: t.readonlyArray(self) }),
)

const Taxonomies = record('Taxonomies', {
  categories: t.readonlyArray(Category),
  resolutionCodes: t.readonlyArray(Term),
  causes: t.readonlyArray(Term),
  /** Why a case can't be resolved at first contact. */
  firstContactIneligibility: t.readonlyArray(Term),
  tiers: t.readonlyArray(Term),
  /** What service is judged by, where expectation and perception are asked for. */
  serviceDimensions: t.readonlyArray(Term),
})

const ByImpact = record('ByImpact', { low: Text, medium: Text, high: Text })

const Raise = record(
  'Raise',
  { /** How many priorities higher. */ by: Ordinal },
  { tier: Text, complaintType: Text },
)

const Priorities = record('Priorities', {
  /** Highest first. */
  levels: t.readonlyArray(Term),
  /** Urgency, then impact, to the code of a level. */
  matrix: record('Matrix', { low: ByImpact, medium: ByImpact, high: ByImpact }),
  /** What lifts a case above the matrix. All that apply add up. */
  raise: t.readonlyArray(Raise),
})

/** The first route whose conditions all hold takes the case. */
const Route = record(
  'Route',
  { team: Text },
  { tier: Text, problemType: Text, region: Text, language: Text },
)

/** A role and what it may do. */
export const Role = record('Role', {
  code: Text,
  label: Label,
  may: t.readonlyArray(Permission),
})
export interface Role extends t.TypeOf<typeof Role> {}

/** What a role may give by itself (合理授權): remedies without an amount, and amounts up to a limit. */
export const Discretion = record('Discretion', {
  role: Text,
  severities: t.readonlyArray(Severity),
  currency: Currency,
  /** In minor units. */
  upTo: Count,
})
export interface Discretion extends t.TypeOf<typeof Discretion> {}

/** Above discretion the first band that fits says whose approval it takes. */
export const Band = record(
  'Band',
  { severities: t.readonlyArray(Severity), currency: Currency, approvers: t.readonlyArray(Text) },
  { /** In minor units; without it, any amount. */ upTo: Count },
)
export interface Band extends t.TypeOf<typeof Band> {}

const Handling = record('Handling', {
  /** The code of a priority. */
  priority: Text,
  /** The kinds of remedy that suit the type. */
  remedies: t.readonlyArray(RemedyKind),
})

const Complaints = record('Complaints', {
  byType: record('ByType', {
    goods: Handling,
    serviceAttitude: Handling,
    logistics: Handling,
    systemTechnical: Handling,
    unclassified: Handling,
  }),
  /** How a complaint of a channel may be acknowledged; a channel that is not named, by any. */
  acknowledgement: t.readonlyArray(
    record('Acknowledgement', { channel: Channel, by: t.readonlyArray(Channel) }),
  ),
  /** After the closing. */
  reopen: record('Reopen', { window: Duration }),
  /** After the closing: how long the customer may ask for a review. */
  review: record('Review', { window: Duration }),
})

/** How often a customer is called. The first plan whose conditions all hold is theirs. */
export const FollowUpPlan = record(
  'FollowUpPlan',
  {
    id: Text,
    label: Label,
    purpose: Purpose,
    every: oneOf('Period', 'month', 'quarter', 'year'),
  },
  { tier: Text, problemType: ProblemType, method: Channel },
)
export interface FollowUpPlan extends t.TypeOf<typeof FollowUpPlan> {}

const FollowUps = record('FollowUps', {
  /** The method where the customer prefers none. */
  method: Channel,
  /** After the resolution or the decision. */
  due: Duration,
  /** How long past due a follow-up may still be made. */
  grace: Duration,
  /** Attempts before giving up. */
  attempts: Ordinal,
  /** After the first answer: how long it may be changed. */
  editWindow: Duration,
  /** For these the customer must have consented; for all others they must not have refused. */
  consentFor: t.readonlyArray(Purpose),
  /** The least time between outreach to one customer, save for what can't wait. */
  cap: record('Cap', { interval: Duration, exempt: t.readonlyArray(Purpose) }),
  plans: t.readonlyArray(FollowUpPlan),
})

const Satisfaction = record('Satisfaction', {
  /** Of the index, in percent. */
  weights: record('Weights', {
    service: Count,
    staff: Count,
    rightFirstTime: Count,
    serviceLevel: Count,
  }),
  /** The least share of the weight that must have data, in percent. */
  coverage: Count,
})

/** The document. Durations are elapsed time. */
export const ServiceStandard = record(
  'ServiceStandard',
  {
    id: Text,
    version: Ordinal,
    label: Label,
    validFrom: Instant,
    /** IANA zone of its days. */
    zone: Text,
    /** The id of the calendar that its clocks run by, where they name none. */
    calendar: Text,
    /** Those that the house offers. */
    channels: t.readonlyArray(Channel),
    taxonomies: Taxonomies,
    priorities: Priorities,
    routing: t.readonlyArray(Route),
    firstContact: record('FirstContact', {
      /** How long the same problem must stay away for `fcr.window`. */
      window: Duration,
      /** Whether a warm transfer still counts as one contact there. */
      warmTransferCounts: t.boolean,
    }),
    /** After the last resolution, or the closing where there was none. */
    reopen: record('Reopen', { window: Duration }),
    /** How long a resolved case waits for the customer's word. */
    closing: record('Closing', { waitingTime: Duration }),
    pause: record('Pause', { longest: Duration }),
    /** How long after it happened something may still be recorded. */
    backdating: record('Backdating', { longest: Duration }),
    /** The times that are promised. */
    clocks: t.readonlyArray(Clock),
    /** The steps that must be taken. */
    procedures: t.readonlyArray(Procedure),
    kpis: t.readonlyArray(Kpi),
    policies: Policies,
    roles: t.readonlyArray(Role),
    approval: record('Approval', {
      discretion: t.readonlyArray(Discretion),
      bands: t.readonlyArray(Band),
    }),
    complaints: Complaints,
    followUps: FollowUps,
    satisfaction: Satisfaction,
    /** Roles that may do what takes a supervisor. */
    supervisorRoles: t.readonlyArray(Text),
    /** Rules that the lifecycles keep by themselves. */
    principles: t.readonlyArray(Principle),
    /** Where the numbers come from that have no source of their own. */
    sources: t.readonlyArray(SourceOf),
    /** What the host must set before anything runs by it. */
    hostMustSet: t.readonlyArray(Setting),
  },
  {
    /** The standard that it was made from by a document that `extends` it, as `id@version`. */
    basedOn: Text,
    validUntil: Instant,
  },
)
export interface ServiceStandard extends t.TypeOf<typeof ServiceStandard> {}
