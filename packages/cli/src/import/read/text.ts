/** Bytes as text in a named encoding; a byte that is none in it stops the read. */
import { TextDecoder } from 'node:util'

import { unreadable } from './failure.js'

/** Whether an encoding is known by that label (WHATWG: utf-8, windows-1252, gb18030, utf-16le …). */
export const isEncoding = (label: string): boolean => {
  try {
    new TextDecoder(label)
    return true
  } catch {
    return false
  }
}

const linesIn = (text: string): number => {
  let count = 0
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) count++
  return count
}

/** Decoded chunks, without a byte order mark. Throws `WrongEncoding` with the line. */
export const textOf = async function* (
  file: string,
  bytes: AsyncIterable<Buffer>,
  encoding: string,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  let line = 1
  for await (const chunk of bytes) {
    const text = decoded(decoder, chunk, file, line)
    line += linesIn(text)
    yield text
  }
  decoded(decoder, undefined, file, line)
}

const decoded = (
  decoder: TextDecoder,
  chunk: Buffer | undefined,
  file: string,
  line: number,
): string => {
  try {
    const text = chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true })
    const nul = text.indexOf('\0')
    if (nul < 0) return text
    throw unreadable(
      'WrongEncoding',
      file,
      `there is a NUL character: the file is binary or not in ${decoder.encoding}`,
      line + linesIn(text.slice(0, nul)),
    )
  } catch (thrown) {
    if (!(thrown instanceof TypeError)) throw thrown
    const lenient = new TextDecoder(decoder.encoding).decode(chunk)
    const bad = lenient.indexOf('\uFFFD')
    throw unreadable(
      'WrongEncoding',
      file,
      `the bytes are not ${decoder.encoding}; name the file's own encoding in the mapping`,
      line + linesIn(lenient.slice(0, Math.max(bad, 0))),
    )
  }
}
