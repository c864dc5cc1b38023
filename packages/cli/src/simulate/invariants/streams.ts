/** What holds of every stream: it is opened first, counts up, keeps to one story, and ends once. */
import { categoryOf, type Instant, type RecordedEvent } from '@casetrail/core'

import { fieldOf, type Object, type Watcher } from './watch.js'

/** How streams of a category open. */
const openings: Readonly<Record<string, ReadonlyArray<string>>> = {
  case: ['CaseOpened'],
  complaint: ['ComplaintReceived'],
  followUp: ['FollowUpScheduled'],
  emergency: ['EmergencyDeclared', 'DrillHeld'],
  correctiveAction: ['CorrectiveActionOpened'],
  dispatch: ['DispatchAnswered'],
}

/** After these no command gives an event any more. */
const endings = new Set([
  'CaseArchived',
  'CaseCancelled',
  'ComplaintArchived',
  'ComplaintMerged',
  'FollowUpCancelled',
  'FollowUpDeclined',
  'Reviewed',
  'EmergencyStoodDown',
  'CorrectiveActionReviewed',
  'CorrectiveActionDropped',
])

const reopenings = new Set(['CaseReopened', 'ComplaintReopened'])

/** Told at the instant that was promised, which may lie before the stream. */
const isDeadline = (type: string): boolean => type === 'ClockWarned' || type === 'ClockBreached'

interface Stream {
  last: RecordedEvent
  readonly openedAt: Instant
  readonly correlationId: string
  cycle: number
  endedBy: string | undefined
}

const idOf = (stream: string): string => stream.slice(stream.indexOf('-') + 1)

const opened = (recorded: RecordedEvent, object: Object): void => {
  const { stream, event, revision, metadata } = recorded
  const category = categoryOf(stream)
  if (revision !== 0) object('countsUp', recorded, `begins at revision ${revision}`)
  if (openings[category]?.includes(event.type) === false) {
    object('openedFirst', recorded, `begins with ${event.type}`)
  }
  if (category === 'case' && metadata.correlationId !== idOf(stream)) {
    object('correlation', recorded, `a case is its own story, not ${metadata.correlationId}`)
  }
}

const goesOn = (known: Stream, recorded: RecordedEvent, object: Object): void => {
  const { event, revision, recordedAt, metadata } = recorded
  const { last } = known
  if (revision !== last.revision + 1) {
    object('countsUp', recorded, `revision ${revision} follows ${last.revision}`)
  }
  if (recordedAt < last.recordedAt) {
    object('recordedInOrder', recorded, `recorded at ${recordedAt}, after ${last.recordedAt}`)
  }
  if (event.at < known.openedAt && !isDeadline(event.type)) {
    object('openedFirst', recorded, `happened at ${event.at}, opened at ${known.openedAt}`)
  }
  if (metadata.correlationId !== known.correlationId) {
    object('correlation', recorded, `${metadata.correlationId} in ${known.correlationId}`)
  }
  if (known.endedBy !== undefined && known.endedBy !== metadata.commandId) {
    object('endsOnce', recorded, `${event.type} after the end`)
  }
}

const countsCycles = (known: Stream, recorded: RecordedEvent, object: Object): void => {
  const cycle = fieldOf(recorded, 'cycle')
  if (typeof cycle !== 'number') return
  if (reopenings.has(recorded.event.type)) {
    if (cycle !== known.cycle + 1) {
      object('cyclesCountUp', recorded, `cycle ${cycle} follows ${known.cycle}`)
    }
    known.cycle = cycle
  } else if (cycle > known.cycle) {
    object('cyclesCountUp', recorded, `speaks of cycle ${cycle} in cycle ${known.cycle}`)
  }
}

/** The story of what a stream says that it is about. */
const about = (
  recorded: RecordedEvent,
  streams: ReadonlyMap<string, Stream>,
  object: Object,
): void => {
  const [ofCase, ofComplaint] = [fieldOf(recorded, 'case'), fieldOf(recorded, 'complaint')]
  const subject =
    typeof ofCase === 'string'
      ? `case-${ofCase}`
      : typeof ofComplaint === 'string'
        ? `complaint-${ofComplaint}`
        : undefined
  if (subject === undefined) return
  const known = streams.get(subject)
  const { correlationId } = recorded.metadata
  if (known === undefined)
    object('correlation', recorded, `is about ${subject}, which is not there`)
  else if (known.correlationId !== correlationId) {
    object('correlation', recorded, `is about ${subject}, but of the story ${correlationId}`)
  }
}

export const streamsWatcher: Watcher = (object) => {
  const streams = new Map<string, Stream>()
  const ids = new Set<string>()
  let position = ''
  return {
    see: (recorded) => {
      const { stream, event, eventId, metadata } = recorded
      if (ids.has(eventId)) object('idsAreUnique', recorded, `${eventId} is there already`)
      ids.add(eventId)
      if (recorded.position <= position) object('countsUp', recorded, 'positions go back')
      position = recorded.position
      const known = streams.get(stream)
      if (known === undefined) {
        opened(recorded, object)
        about(recorded, streams, object)
        const cycle = fieldOf(recorded, 'cycle')
        streams.set(stream, {
          last: recorded,
          openedAt: event.at,
          correlationId: metadata.correlationId,
          cycle: typeof cycle === 'number' ? cycle : 1,
          endedBy: endings.has(event.type) ? metadata.commandId : undefined,
        })
        return
      }
      goesOn(known, recorded, object)
      const category = categoryOf(stream)
      if (category === 'case' || category === 'complaint') countsCycles(known, recorded, object)
      known.last = recorded
      if (endings.has(event.type)) known.endedBy ??= metadata.commandId
    },
    end: () => undefined,
  }
}
