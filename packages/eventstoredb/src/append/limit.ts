/** How large an append may be, measured before it is sent. */
import { Buffer } from 'node:buffer'

import type { TooLarge } from '@casetrail/core'
import type { JSONEventData } from '@eventstore/db-client'

/**
 * Bytes of data, metadata and type of all events of an append. The server's default; before 24.10 it
 * counts the data alone.
 */
export const APPEND_LIMIT = 1_048_576

const bytesOf = ({ type, data, metadata }: JSONEventData): number =>
  Buffer.byteLength(type) +
  Buffer.byteLength(JSON.stringify(data)) +
  (metadata === undefined ? 0 : Buffer.byteLength(JSON.stringify(metadata)))

export const tooLarge = (events: ReadonlyArray<JSONEventData>): TooLarge | undefined => {
  let bytes = 0
  for (const event of events) bytes += bytesOf(event)
  return bytes <= APPEND_LIMIT ? undefined : { _tag: 'TooLarge', bytes, limit: APPEND_LIMIT }
}
