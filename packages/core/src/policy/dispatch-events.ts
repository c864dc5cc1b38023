/** What became of a policy's command. STORAGE CONTRACT: change a codec only as CONTRIBUTING.md says. */
import type * as t from 'io-ts'

import { Text, Uuid, oneOf } from '../codec/primitives.js'
import { eventCatalogue, eventType, type EventCatalogue } from '../decider/catalogue.js'
import { eventRecord } from '../lifecycle/message.js'

/**
 * The answer to a dispatch, in the stream `dispatch-<id of the command>`. `because` is the event that the
 * policy reacted to; `rejection` the tag of why it was refused, or of what failed; `detail` all of it as JSON.
 */
export const DispatchAnswered = eventRecord(
  'DispatchAnswered',
  {
    policy: Text,
    because: Uuid,
    /** The stream. */
    to: Text,
    /** The type of the command. */
    command: Text,
    outcome: oneOf('DispatchOutcome', 'carriedOut', 'unchanged', 'rejected', 'failed'),
  },
  { rejection: Text, detail: Text },
)
export interface DispatchAnswered extends t.TypeOf<typeof DispatchAnswered> {}

export type DispatchEvent = DispatchAnswered

export const dispatchEvents: EventCatalogue<DispatchEvent> = eventCatalogue<DispatchEvent>({
  DispatchAnswered: eventType(DispatchAnswered),
})
