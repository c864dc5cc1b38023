/** What requests hold, taken out of the client's messages. */
import type shared from '@eventstore/db-client/generated/shared_pb.js'

import type { NewRecord } from '../log/record.js'

import { handlerThrew, missingProperty } from './status.js'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/u
const NIL = '00000000-0000-0000-0000-000000000000'

const structured = (high: string, low: string): string => {
  const hex = (part: string): string =>
    BigInt.asUintN(64, BigInt(part)).toString(16).padStart(16, '0')
  const all = hex(high) + hex(low)
  return [
    all.slice(0, 8),
    all.slice(8, 12),
    all.slice(12, 16),
    all.slice(16, 20),
    all.slice(20),
  ].join('-')
}

/** A UUID in lower case; text that is none is answered as nothing. */
export const uuidOf = (id: shared.UUID | undefined): string | undefined => {
  const bits = id?.getStructured()
  const text =
    bits === undefined
      ? id?.getString().toLowerCase()
      : structured(bits.getMostSignificantBits(), bits.getLeastSignificantBits())
  return text !== undefined && UUID.test(text) && text !== NIL ? text : undefined
}

export const streamOf = (identifier: shared.StreamIdentifier | undefined): string =>
  identifier === undefined ? '' : Buffer.from(identifier.getStreamName_asU8()).toString()

/** The proposed messages of both kinds of append. */
export interface Proposed {
  readonly getId: () => shared.UUID | undefined
  readonly getMetadataMap: () => { readonly get: (key: string) => string | undefined }
  readonly getCustomMetadata_asU8: () => Uint8Array
  readonly getData_asU8: () => Uint8Array
}

/** An event as it is to be stored. Throws what the server answers to one that it can't take. */
export const recordOf = (message: Proposed): NewRecord => {
  const properties = message.getMetadataMap()
  const property = (key: string): string => {
    const value = properties.get(key)
    if (value === undefined) throw missingProperty(key)
    return value
  }
  const type = property('type')
  const contentType = property('content-type')
  const id = uuidOf(message.getId())
  if (id === undefined || type === '') throw handlerThrew()
  return {
    id,
    type,
    isJson: contentType === 'application/json',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  }
}

/** How much of an append counts towards its limit: data, and on newer servers the rest too. */
export const sizeOf = (event: NewRecord, whole: boolean): number =>
  whole
    ? event.data.length + event.metadata.length + Buffer.byteLength(event.type)
    : event.data.length
