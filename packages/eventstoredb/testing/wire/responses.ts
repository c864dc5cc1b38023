/** The messages of a read or subscription, of streams and of groups alike. */
import { originalRecord, type Resolved } from '../read/visible.js'

import { messageField, textField, varintField, varintSize, writeVarint } from './protobuf.js'

/** ReadResp with an event; a group's delivery says how often it was retried. */
export const eventMessage = (resolved: Resolved, retryCount?: number): Buffer => {
  const { event, link } = resolved
  const position = originalRecord(resolved)?.position ?? 0
  const sized = (part: Buffer | undefined): number =>
    part === undefined ? 0 : 1 + varintSize(part.length) + part.length
  const inner =
    sized(event?.message) +
    sized(link?.message) +
    1 +
    varintSize(position) +
    (retryCount === undefined ? 0 : 1 + varintSize(retryCount))
  const out = Buffer.allocUnsafe(1 + varintSize(inner) + inner)
  out[0] = 0x0a
  let at = writeVarint(out, 1, inner)
  for (const [tag, part] of [[0x0a, event?.message] as const, [0x12, link?.message] as const]) {
    if (part === undefined) continue
    out[at] = tag
    at = writeVarint(out, at + 1, part.length)
    at += part.copy(out, at)
  }
  out[at] = 0x18
  at = writeVarint(out, at + 1, position)
  if (retryCount !== undefined) {
    out[at] = 0x28
    writeVarint(out, at + 1, retryCount)
  }
  return out
}

export const confirmationMessage = (subscription: string): Buffer =>
  messageField(2, textField(1, subscription))

export const checkpointMessage = (commit: number, prepare: number): Buffer =>
  messageField(3, varintField(1, commit), varintField(2, prepare))

export const notFoundMessage = (stream: string): Buffer =>
  messageField(4, messageField(1, textField(3, stream)))

export const caughtUpMessage: Buffer = messageField(8)
