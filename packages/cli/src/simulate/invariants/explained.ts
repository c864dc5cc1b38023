/** What holds of the figures: each reading cites events that exist, of the story that it speaks of. */
import { fromEpochMs, type RecordedEvent, type Unavailable } from '@casetrail/core'
import type { Measure, Reading, RowStore } from '@casetrail/core/read-model'
import type { ServiceStandard } from '@casetrail/core/standards'
import { deskFigures, scanReadings, type ParkedEvent } from '@casetrail/projections'
import * as E from 'fp-ts/lib/Either.js'

import { fieldOf, type Violation } from './watch.js'

/** A measure, and the first figure that it is asked for. */
interface Asked {
  readonly measure: Measure<never>
  readonly figure: string
}

const askedOf = (standard: ServiceStandard): ReadonlyArray<Asked> => {
  const asked = new Map<Measure<never>, Asked>()
  for (const { id, inputs } of deskFigures([standard])) {
    for (const { measure } of Object.values(inputs)) {
      if (!asked.has(measure)) asked.set(measure, { measure, figure: id })
    }
  }
  return [...asked.values()]
}

/** A subject is a story, a stream, or a part of a stream. */
const isOwn = (subject: string, { stream, metadata }: RecordedEvent): boolean =>
  metadata.correlationId === subject ||
  stream === subject ||
  (subject.startsWith(stream) && subject[stream.length] === ' ')

/** A customer's other cases are cited too, where a figure is of customers who come again. */
const isOfCustomer = (own: RecordedEvent | undefined, other: RecordedEvent): boolean => {
  const customer = fieldOf(other, 'customer')
  return own !== undefined && customer !== undefined && fieldOf(own, 'customer') === customer
}

const wrongWith = (
  { subject, evidence }: Reading,
  events: ReadonlyMap<string, RecordedEvent>,
): readonly [eventId: string, says: string] | undefined => {
  let own: RecordedEvent | undefined
  for (const id of evidence) {
    const event = events.get(id)
    if (event === undefined) return [id, `cites ${id}, which is not there`]
    if (isOwn(subject, event)) own ??= event
    else if (!isOfCustomer(own, event)) return [id, `cites ${event.stream}, which is another story`]
  }
  return own === undefined ? ['', 'cites nothing'] : undefined
}

/** Every reading of every input of a desk's figures that its events do not explain. */
export const unexplained = async (
  rows: RowStore,
  standard: ServiceStandard,
  history: ReadonlyArray<RecordedEvent>,
): Promise<E.Either<Unavailable, ReadonlyArray<Violation>>> => {
  const events = new Map(history.map((one) => [one.eventId, one]))
  const found: Violation[] = []
  const scanned = await scanReadings(rows, askedOf(standard), ({ figure }, readings) => {
    for (const reading of readings) {
      const wrong = wrongWith(reading, events)
      if (wrong === undefined) continue
      const [eventId, says] = wrong
      const at = fromEpochMs(reading.at)
      const stream = reading.subject
      found.push({ invariant: 'explained', stream, eventId, at, says: `${figure} ${says}` })
    }
  })
  return E.isLeft(scanned) ? scanned : E.right(found)
}

/** An event that the figures' rows are without. */
export const unreadable = (
  { stream, revision, eventId, reason }: ParkedEvent,
  history: ReadonlyArray<RecordedEvent>,
): Violation => {
  const recorded = history.find((one) => one.eventId === eventId)
  return {
    invariant: 'readable',
    stream,
    eventId,
    at: recorded?.event.at ?? fromEpochMs(0),
    says: `its event ${revision} can not be read: ${JSON.stringify(reason)}`,
  }
}
