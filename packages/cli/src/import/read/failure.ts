/** Why a file can't be read as what it is said to be. Node's streams throw; here it becomes a value. */

/** A fault of an input file, at a place where there is one. */
export interface InputError {
  readonly _tag:
    | 'FileNotFound'
    | 'NotAFile'
    | 'FileUnreadable'
    | 'UnknownFileType'
    | 'WrongFileType'
    | 'EmptyFile'
    | 'TruncatedGzip'
    | 'CorruptGzip'
    | 'WrongEncoding'
    | 'MalformedXml'
    | 'RefusedXml'
    | 'MalformedCsv'
    | 'MissingColumn'
    | 'DuplicateColumn'
  readonly file: string
  readonly line?: number
  readonly reason: string
}

/** Carries an `InputError` through a stream to the reader's edge, where it is caught. */
export class Unreadable extends Error {
  constructor(readonly error: InputError) {
    super(error.reason)
  }
}

export const unreadable = (
  _tag: InputError['_tag'],
  file: string,
  reason: string,
  line?: number,
): Unreadable =>
  new Unreadable(line === undefined ? { _tag, file, reason } : { _tag, file, reason, line })

/** The code of a system error, such as ENOENT. */
export const codeOf = (thrown: unknown): string =>
  thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : ''

export const messageOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown)

/** What was thrown while reading a file, as an `InputError`. */
export const inputError = (file: string, thrown: unknown): InputError => {
  if (thrown instanceof Unreadable) return thrown.error
  switch (codeOf(thrown)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return { _tag: 'FileNotFound', file, reason: 'there is no such file' }
    case 'EISDIR':
      return { _tag: 'NotAFile', file, reason: 'it is a folder; name the file in it' }
    case 'Z_BUF_ERROR':
      return {
        _tag: 'TruncatedGzip',
        file,
        reason: 'the gzip data end too early; copy or download the file again',
      }
    case 'Z_DATA_ERROR':
      return {
        _tag: 'CorruptGzip',
        file,
        reason: `the gzip data are damaged: ${messageOf(thrown)}`,
      }
    default:
      return { _tag: 'FileUnreadable', file, reason: messageOf(thrown) }
  }
}
