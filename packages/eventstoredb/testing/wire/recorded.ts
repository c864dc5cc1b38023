/** The record of an event as the protocol has it (RecordedEvent), written once when it is stored. */
import type { NewRecord } from '../log/record.js'

import { bytesField, messageField, textField, varintField, varintSize } from './protobuf.js'

export interface Place {
  readonly stream: string
  readonly revision: number
  readonly position: number
  /** Milliseconds since 1970. */
  readonly created: number
}

const CONTENT_JSON = messageField(6, textField(1, 'content-type'), textField(2, 'application/json'))
const CONTENT_BYTES = messageField(
  6,
  textField(1, 'content-type'),
  textField(2, 'application/octet-stream'),
)
const TYPE = textField(1, 'type')
const CREATED = textField(1, 'created')

/** The message, and the parts of it that are the event's metadata and data: its last two fields. */
export interface Written {
  readonly message: Buffer
  readonly metadata: Buffer
  readonly data: Buffer
}

export const writeRecorded = (event: NewRecord, place: Place): Written => {
  const message = Buffer.concat([
    messageField(1, textField(2, event.id)),
    messageField(2, bytesField(3, Buffer.from(place.stream))),
    varintField(3, place.revision),
    varintField(4, place.position),
    varintField(5, place.position),
    messageField(6, TYPE, textField(2, event.type)),
    // ticks of 100 ns
    messageField(6, CREATED, textField(2, `${String(place.created)}0000`)),
    event.isJson ? CONTENT_JSON : CONTENT_BYTES,
    bytesField(7, event.metadata),
    bytesField(8, event.data),
  ])
  const data = message.length - event.data.length
  const metadata = data - varintSize(event.data.length) - 1
  return {
    message,
    data: message.subarray(data),
    metadata: message.subarray(metadata - event.metadata.length, metadata),
  }
}
