/** A service standard (服務標準): the rules that handbooks differ on, as a versioned document. */
import * as t from 'io-ts'

import { Ordinal, Text, record } from '../codec/primitives.js'
import { Duration } from '../time/duration.js'
import { Instant } from '../time/instant.js'

/** A text in both languages. */
export const Label = record('Label', { en: Text, zh: Text })
export interface Label extends t.TypeOf<typeof Label> {}

/** A word of a taxonomy. */
export const Term = record('Term', { code: Text, label: Label })
export interface Term extends t.TypeOf<typeof Term> {}

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

/** The document. Durations are elapsed time. */
export const ServiceStandard = record('ServiceStandard', {
  id: Text,
  version: Ordinal,
  label: Label,
  validFrom: Instant,
  /** IANA zone of its days. */
  zone: Text,
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
  /** Roles that may do what takes a supervisor. */
  supervisorRoles: t.readonlyArray(Text),
})
export interface ServiceStandard extends t.TypeOf<typeof ServiceStandard> {}
