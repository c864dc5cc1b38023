/** Whose streams may have clocks, and what a clock's rules may ask of them. */
import type * as t from 'io-ts'

import { caseAttributes } from '../case/attributes.js'
import { caseEvents } from '../case/events/index.js'
import { complaintAttributes } from '../complaint/attributes.js'
import { complaintEvents } from '../complaint/events/index.js'
import type { EventCatalogue } from '../decider/catalogue.js'
import type { DomainEvent } from '../decider/message.js'
import { emergencyAttributes } from '../emergency/attributes.js'
import { emergencyEvents } from '../emergency/events.js'
import { followUpAttributes } from '../follow-up/attributes.js'
import { followUpEvents } from '../follow-up/events.js'
import type { ClockedCategory } from '../standard/clocks.js'

/** The events that rules may name, and the attributes that their conditions may ask for. */
export interface ClockSubject {
  readonly events: EventCatalogue<DomainEvent>
  readonly attributes: t.Mixed
}

/** By category. */
export const clockSubjects: Readonly<Record<ClockedCategory, ClockSubject>> = {
  case: { events: caseEvents, attributes: caseAttributes.codec },
  complaint: { events: complaintEvents, attributes: complaintAttributes.codec },
  followUp: { events: followUpEvents, attributes: followUpAttributes.codec },
  emergency: { events: emergencyEvents, attributes: emergencyAttributes.codec },
}
