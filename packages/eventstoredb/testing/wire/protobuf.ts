/** Just enough of the protobuf wire format to write the messages of which there are many. */

/** The greatest revision of a stream (2⁶³ − 1), that of a tombstone; a number can't hold it exactly. */
export const TOMBSTONE = 2 ** 63

const GREATEST = 2n ** 63n - 1n

export const varintSize = (value: number): number => {
  if (value >= TOMBSTONE) return 9
  let size = 1
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) size++
  return size
}

const writeBig = (out: Buffer, at: number, value: bigint): number => {
  let rest = value
  let end = at
  for (; rest >= 128n; rest >>= 7n) out[end++] = Number(rest & 127n) | 128
  out[end++] = Number(rest)
  return end
}

/** Writes an unsigned integer and answers where it ended. */
export const writeVarint = (out: Buffer, at: number, value: number): number => {
  if (value >= TOMBSTONE) return writeBig(out, at, GREATEST)
  let rest = value
  let end = at
  while (rest >= 128) {
    out[end++] = (rest % 128) | 128
    rest = Math.floor(rest / 128)
  }
  out[end++] = rest
  return end
}

/** A field whose content is bytes: text, bytes or a message. Fields up to 15. */
export const bytesField = (field: number, content: Uint8Array): Buffer => {
  const out = Buffer.allocUnsafe(1 + varintSize(content.length) + content.length)
  out[0] = (field << 3) | 2
  out.set(content, writeVarint(out, 1, content.length))
  return out
}

/** A field that holds an unsigned integer. Fields up to 15. */
export const varintField = (field: number, value: number): Buffer => {
  const out = Buffer.allocUnsafe(1 + varintSize(value))
  out[0] = field << 3
  writeVarint(out, 1, value)
  return out
}

export const textField = (field: number, text: string): Buffer =>
  bytesField(field, Buffer.from(text))

export const messageField = (field: number, ...fields: ReadonlyArray<Uint8Array>): Buffer =>
  bytesField(field, Buffer.concat(fields))
