/** Import errors for a person: what is wrong, where, and what would help. */
import { problemText } from '@casetrail/core'

import type { Failure } from '../../failure.js'
import { storeFailure } from '../../store/failure.js'
import type { ImportError } from '../error.js'

const NOTHING = 'nothing was written'

const more = (total: number, shown: number): ReadonlyArray<string> =>
  total > shown ? [`and ${total - shown} more`] : []

const times = (count: number, one: string, many: string): string =>
  count === 1 ? `1 ${one}` : `${count} ${many}`

const wholeSoFar = (written: number): string =>
  `${times(written, 'event was', 'events were')} written, of each stream from its beginning; the import can be run again`

/** The failure that an import error is; `store` names the store as it may be printed. */
export const importFailure = (error: ImportError, store: string): Failure => {
  const failure = (code: Failure['code'], ...lines: ReadonlyArray<string>): Failure => ({
    code,
    tag: error._tag,
    lines,
    details: error,
  })
  switch (error._tag) {
    case 'InvalidMapping':
      return failure(
        3,
        `${error.file} is no mapping that can be used`,
        ...error.problems.map(problemText),
        NOTHING,
      )
    case 'RowsRefused':
      return failure(
        3,
        `${times(error.total, 'row', 'rows')} can't be mapped`,
        ...error.rows.map(({ file, line, reason }) => `${file}:${line}: ${reason}`),
        ...more(error.total, error.rows.length),
        `${NOTHING}; mend the mapping, or set such rows aside with --rejects FILE`,
      )
    case 'Diverged':
      return failure(
        3,
        `${times(error.total, 'stream differs', 'streams differ')} from what the store holds`,
        ...error.streams.map(
          ({ category, key, revision, reason }) =>
            `${category} ${key}, event ${revision}: ${reason}`,
        ),
        ...more(error.total, error.streams.length),
        'stored events are never changed: import the new file into another store',
        error.written === 0 ? NOTHING : wholeSoFar(error.written),
      )
    case 'DiskFull':
      return failure(
        4,
        `temporary files can't be written to ${error.folder}: ${error.reason}`,
        `${NOTHING}; free some space there, or set TMPDIR to another folder`,
      )
    case 'RejectsUnwritable':
      return failure(4, `${error.file}: the rejects can't be written: ${error.reason}`, NOTHING)
    case 'StoreFailed': {
      const failed = storeFailure(error.error, store)
      return { ...failed, lines: [...failed.lines, wholeSoFar(error.written)], details: error }
    }
    case 'TemporaryLost':
      return failure(
        4,
        `temporary files in ${error.folder} can't be read any more: ${error.reason}`,
        wholeSoFar(error.written),
      )
    case 'Interrupted':
      return failure(
        130,
        `interrupted; ${times(error.written, 'event was', 'events were')} written`,
        'the stories there are whole; run the same import again for the rest',
      )
    case 'FileNotFound':
    case 'NotAFile':
    case 'FileUnreadable':
    case 'UnknownFileType':
    case 'WrongFileType':
    case 'EmptyFile':
    case 'TruncatedGzip':
    case 'CorruptGzip':
    case 'WrongEncoding':
    case 'MalformedXml':
    case 'RefusedXml':
    case 'MalformedCsv':
    case 'MissingColumn':
    case 'DuplicateColumn': {
      const place = error.line === undefined ? error.file : `${error.file}:${error.line}`
      return failure(3, `${place}: ${error.reason}`, NOTHING)
    }
  }
}
