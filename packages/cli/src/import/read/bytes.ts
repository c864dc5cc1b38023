/** The bytes of a file, unpacked where they are gzip (told by content, not by name). */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'

import { unreadable } from './failure.js'

/** Size of a regular file in bytes; pipes and devices have none. Throws for what can't be read. */
export const sizeOf = async (file: string): Promise<number> => {
  const found = await stat(file)
  if (found.isDirectory()) throw unreadable('NotAFile', file, 'it is a folder; name the file in it')
  return found.isFile() ? found.size : 0
}

const isGzip = (head: Buffer): boolean => head[0] === 0x1f && head[1] === 0x8b

/**
 * Chunks of the file's content. `onBytes` hears how much of the file itself was read.
 * Throws system errors and those of zlib; the reader's edge names them.
 */
export const bytesOf = async function* (
  file: string,
  onBytes: (count: number) => void,
): AsyncGenerator<Buffer> {
  await sizeOf(file)
  const chunks = counted(createReadStream(file), onBytes)
  const first = await chunks.next()
  if (first.done === true) throw unreadable('EmptyFile', file, 'there is nothing in it')
  const whole = Readable.from(startingWith(first.value, chunks), { objectMode: false })
  if (!isGzip(first.value)) {
    yield* whole as AsyncIterable<Buffer>
    return
  }
  const unpacked = createGunzip()
  pipeline(whole, unpacked, () => undefined)
  yield* unpacked as AsyncIterable<Buffer>
}

const counted = async function* (
  stream: Readable,
  onBytes: (count: number) => void,
): AsyncGenerator<Buffer> {
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    onBytes(chunk.length)
    yield chunk
  }
}

const startingWith = async function* (
  first: Buffer,
  rest: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  yield first
  yield* rest
}
