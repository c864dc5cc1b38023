/** The record of an event as the protocol has it (RecordedEvent), written once when it is stored. */
import type { NewRecord } from '../log/record.js'

import { messageField, textField, varintSize, writeVarint } from './protobuf.js'

export interface Place {
  readonly stream: string
  readonly revision: number
  readonly position: number
  /** Milliseconds since 1970. */
  readonly created: number
}

/** The message, and the parts of it that are the event's metadata and data: its last two fields. */
export interface Written {
  readonly message: Buffer
  readonly metadata: Buffer
  readonly data: Buffer
}

const contentType = (name: string): Buffer =>
  messageField(6, textField(1, 'content-type'), textField(2, name))

const JSON_CONTENT = contentType('application/json')
const BYTES_CONTENT = contentType('application/octet-stream')
const TYPE = textField(1, 'type')
const CREATED = textField(1, 'created')

const fieldSize = (length: number): number => 1 + varintSize(length) + length

/** All that comes before metadata and data is short, but for names that nobody gives. */
const HEAD = 256

/** Fields in the order of their numbers, in one buffer. */
export const writeRecorded = (event: NewRecord, place: Place): Written => {
  const stream = Buffer.byteLength(place.stream)
  const type = Buffer.byteLength(event.type)
  // ticks of 100 ns
  const created = `${String(place.created)}0000`
  const { data, metadata } = event
  const out = Buffer.allocUnsafe(
    HEAD + stream + type + event.id.length + data.length + metadata.length,
  )
  let at = 0
  const tag = (byte: number, value: number): void => {
    out[at] = byte
    at = writeVarint(out, at + 1, value)
  }
  const text = (byte: number, value: string, length: number): void => {
    tag(byte, length)
    at += out.write(value, at)
  }
  const bytes = (value: Uint8Array): void => {
    out.set(value, at)
    at += value.length
  }
  tag(0x0a, fieldSize(event.id.length))
  text(0x12, event.id, event.id.length)
  tag(0x12, fieldSize(stream))
  text(0x1a, place.stream, stream)
  tag(0x18, place.revision)
  tag(0x20, place.position)
  tag(0x28, place.position)
  tag(0x32, TYPE.length + fieldSize(type))
  bytes(TYPE)
  text(0x12, event.type, type)
  tag(0x32, CREATED.length + fieldSize(created.length))
  bytes(CREATED)
  text(0x12, created, created.length)
  bytes(event.isJson ? JSON_CONTENT : BYTES_CONTENT)
  tag(0x3a, metadata.length)
  const metadataAt = at
  bytes(metadata)
  tag(0x42, data.length)
  const dataAt = at
  bytes(data)
  return {
    message: out.subarray(0, at),
    metadata: out.subarray(metadataAt, metadataAt + metadata.length),
    data: out.subarray(dataAt, at),
  }
}
