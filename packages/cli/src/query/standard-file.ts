/** A document of one's own, a standard or a calendar, from a file. */
import { readFile, stat } from 'node:fs/promises'

import * as E from 'fp-ts/lib/Either.js'

import type { Failure } from '../failure.js'
import { codeOf, messageOf } from '../import/read/failure.js'
import { number } from '../present/format.js'

const unreadable = (file: string, tag: string, reason: string): E.Either<Failure, never> =>
  E.left({ code: 3, tag, lines: [`${file}: ${reason}`] })

/** A standard takes some fifty kilobytes. */
const MOST_BYTES = 5_000_000

const tooLarge = (file: string, bytes: number): E.Either<Failure, never> =>
  unreadable(
    file,
    'FileTooLarge',
    `${number(bytes)} bytes are more than such a document takes (at most ${number(MOST_BYTES)})`,
  )

/**
 * The JSON value in a file. Rejects: `FileNotFound`, `NotAFile`, `FileUnreadable`, `FileTooLarge`,
 * `MalformedJson`.
 */
export const jsonFile = async (file: string): Promise<E.Either<Failure, unknown>> => {
  let text: string
  try {
    const { size } = await stat(file)
    if (size > MOST_BYTES) return tooLarge(file, size)
    const bytes = await readFile(file)
    // a pipe has no size before it is read
    if (bytes.length > MOST_BYTES) return tooLarge(file, bytes.length)
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (thrown) {
    switch (codeOf(thrown)) {
      case 'ENOENT':
      case 'ENOTDIR':
        return unreadable(file, 'FileNotFound', 'there is no such file')
      case 'EISDIR':
        return unreadable(file, 'NotAFile', 'it is a folder; name the file in it')
      case 'ERR_ENCODING_INVALID_ENCODED_DATA':
        return unreadable(file, 'FileUnreadable', 'the bytes are not UTF-8')
      default:
        return unreadable(file, 'FileUnreadable', messageOf(thrown))
    }
  }
  try {
    const value: unknown = JSON.parse(text)
    return E.right(value)
  } catch (thrown) {
    return unreadable(file, 'MalformedJson', `it is no JSON: ${messageOf(thrown)}`)
  }
}
