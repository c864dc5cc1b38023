/** What holds of policies: every command of theirs is answered once, and does what its answer says. */
import { categoryOf, type RecordedEvent } from '@casetrail/core'
import type { DispatchAnswered } from '@casetrail/core/policy'

import { eventOf, type Watcher } from './watch.js'

const BY_POLICY = 'policy:'

/** A look at deadlines is no command of a policy: it is given again and again. */
const isTick = ({ event }: RecordedEvent): boolean => event.type.startsWith('Clock')

export const dispatchesWatcher: Watcher = (object) => {
  const answers = new Map<string, RecordedEvent>()
  /** The first event of each command of a policy, by the command's id. */
  const given = new Map<string, RecordedEvent>()
  /** Streams in which a policy's command has left something. */
  const places = new Map<string, Set<string>>()
  const seen = new Set<string>()
  return {
    see: (recorded) => {
      const { stream, eventId, metadata } = recorded
      const { actor, commandId, causationId } = metadata
      if (categoryOf(stream) === 'dispatch') {
        const { because: cause } = eventOf<DispatchAnswered>(recorded)
        if (answers.has(commandId)) object('answeredOnce', recorded, 'is answered a second time')
        if (stream !== `dispatch-${commandId}`) {
          object('answeredOnce', recorded, `answers ${commandId} in another stream`)
        }
        if (!seen.has(cause)) object('caused', recorded, `its cause ${cause} is not there`)
        answers.set(commandId, recorded)
      } else if (actor.id.startsWith(BY_POLICY)) {
        if (!seen.has(causationId))
          object('caused', recorded, `its cause ${causationId} is not there`)
        const known = given.get(commandId)
        if (known === undefined || isTick(known)) given.set(commandId, recorded)
        places.set(commandId, (places.get(commandId) ?? new Set()).add(stream))
      }
      seen.add(eventId)
    },
    end: () => {
      for (const [commandId, recorded] of given) {
        if (isTick(recorded)) continue
        if (!answers.has(commandId)) object('answered', recorded, `${commandId} has no answer`)
      }
      for (const [commandId, recorded] of answers) {
        const { to, outcome: answer } = eventOf<DispatchAnswered>(recorded)
        const left = places.get(commandId)
        if (answer === 'carriedOut' && left?.has(to) !== true) {
          object('answersAreTrue', recorded, `${to} knows nothing of it`)
        }
        if (answer !== 'carriedOut' && left !== undefined) {
          object('answersAreTrue', recorded, `${answer}, and yet it left something`)
        }
      }
    },
  }
}
