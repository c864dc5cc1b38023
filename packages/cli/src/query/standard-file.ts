/** A standard of one's own, from a file. */
import { readFile } from 'node:fs/promises'

import * as E from 'fp-ts/lib/Either.js'

import type { Failure } from '../failure.js'
import { codeOf, messageOf } from '../import/read/failure.js'

const unreadable = (file: string, tag: string, reason: string): E.Either<Failure, never> =>
  E.left({ code: 3, tag, lines: [`${file}: ${reason}`] })

/** The JSON value in a file. Rejects: `FileNotFound`, `NotAFile`, `FileUnreadable`, `MalformedJson`. */
export const jsonFile = async (file: string): Promise<E.Either<Failure, unknown>> => {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file))
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
