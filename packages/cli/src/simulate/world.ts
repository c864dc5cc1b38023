/** What everybody at a simulated desk can see and use. */
import type { Actor, EpochMs, Instant } from '@casetrail/core'
import type { CaseState } from '@casetrail/core/case'
import type { ComplaintState } from '@casetrail/core/complaint'
import type { CorrectiveActionState } from '@casetrail/core/corrective-action'
import type { EmergencyState } from '@casetrail/core/emergency'
import type { FollowUpState } from '@casetrail/core/follow-up'
import type { ServiceStandard } from '@casetrail/core/standards'

import type { Customer } from './customers.js'
import type { Days } from './days.js'
import type { Play } from './doing.js'
import type { Chance } from './draw.js'
import type { Need } from './board.js'
import type { Desk } from './desk-document.js'
import type { Topic } from './parameter-parts.js'
import type { Staff } from './staff.js'
import type { Visit } from './arrivals.js'

/** The truth about a case, of which the desk sees only what it is told. */
export interface CaseStory {
  readonly chance: Chance
  readonly customer: Customer
  readonly topic: Topic
  /** Whether the last solution holds. */
  holds: boolean
  replied: boolean
  asked: boolean
  held: boolean
  visited: boolean
  planned: boolean
  escalated: boolean
  complained: boolean
  /** The customer came back after the end. */
  cameBack: boolean
  transfers: number
  appointments: number
  urgent: boolean
  /** The case of the same matter that the customer opened before. */
  readonly twinOf: string | undefined
}

/** The truth about a complaint. */
export interface ComplaintStory {
  readonly chance: Chance
  readonly customer: Customer
  readonly upheld: boolean
  /** The cycle that was investigated. */
  investigated: number
  remedies: number
  /** Minutes that the customer waits for what was accepted. */
  fulfilledFrom: EpochMs
}

export interface FollowUpStory {
  readonly chance: Chance
  /** The next attempt. */
  nextAt: EpochMs
}

/** What is known of other things that take their time: the next step, not before. */
export interface Pace {
  /** What failed is planned anew. */
  again: boolean
  readonly chance: Chance
  nextAt: EpochMs
}

export interface World {
  readonly desk: Desk
  readonly standard: ServiceStandard
  readonly seed: number
  readonly days: Days
  readonly staff: Staff
  readonly customers: ReadonlyMap<string, Customer>
  readonly cases: ReadonlyMap<string, CaseState>
  readonly complaints: ReadonlyMap<string, ComplaintState>
  readonly followUps: ReadonlyMap<string, FollowUpState>
  readonly emergencies: ReadonlyMap<string, EmergencyState>
  readonly actions: ReadonlyMap<string, CorrectiveActionState>
  readonly caseStories: Map<string, CaseStory>
  readonly complaintStories: Map<string, ComplaintStory>
  readonly followUpStories: Map<string, FollowUpStory>
  readonly paces: Map<string, Pace>
  /** Visits by the id of the case that they open. */
  readonly visits: ReadonlyMap<string, Visit>
  readonly now: () => EpochMs
  /** Who gives a command now. */
  readonly by: (actor: Actor) => { readonly actor: Actor; readonly at: Instant }
  /** The id of a new stream, by a name of its own. */
  readonly idOf: (name: string) => string
  /** Begins a play of nobody at the desk. */
  readonly begin: (play: Play, afterMs?: number) => void
  /** Posts work that belongs to no stream yet. */
  readonly post: (key: string, need: Need | undefined) => void
  readonly isPosted: (key: string) => boolean
  /** Looks again at what a stream needs. */
  readonly look: (stream: string) => void
  /** How long work takes now, in percent of the usual. */
  readonly slowness: () => number
  readonly slow: (percent: number) => void
  /** How many cases were opened in [from, to). */
  readonly opened: (from: EpochMs, to: EpochMs) => number
}

/** The desk's machines. */
export const machine: Actor = { id: 'desk', role: 'system' }

export const customerActor = ({ id }: Customer): Actor => ({ id, role: 'customer' })
