/** What SQLite says went wrong, as the port's errors: each with its place and remedy. */
import { accessSync, constants, statSync } from 'node:fs'
import { dirname } from 'node:path'

import type { StoreFault, Unavailable } from '@casetrail/core'

/** Something is known to be wrong with the file itself; thrown and caught inside this package. */
export class FileFault extends Error {
  constructor(
    readonly fault: StoreFault,
    message: string,
  ) {
    super(message)
  }
}

/** SQLite's own name of an error, such as SQLITE_BUSY; '' when it gave none. */
export const codeOf = (thrown: unknown): string =>
  thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : ''

export const isBusy = (thrown: unknown): boolean => {
  const code = codeOf(thrown)
  return code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')
}

const unavailable = (path: string, fault: StoreFault, reason: string): Unavailable => ({
  _tag: 'Unavailable',
  fault,
  reason: `${path}: ${reason}`,
})

const REMEDIES: ReadonlyArray<readonly [prefix: string, fault: StoreFault, reason: string]> = [
  [
    'SQLITE_BUSY',
    'busy',
    'another process keeps the store locked; try again when it is done, or raise busyMs',
  ],
  ['SQLITE_LOCKED', 'busy', 'the store is locked; try again'],
  ['SQLITE_CORRUPT', 'damaged', 'the file is damaged; restore it from a copy'],
  [
    'SQLITE_NOTADB',
    'notAStore',
    'the file is not a SQLite database; give the path of a Casetrail store or of a new file',
  ],
  [
    'SQLITE_READONLY_DBMOVED',
    'notAFile',
    'the file was moved or deleted while open; open it again',
  ],
  [
    'SQLITE_READONLY',
    'readOnly',
    'the file or its folder can only be read; allow writing, or copy the file elsewhere',
  ],
  ['SQLITE_FULL', 'diskFull', 'the disk is full; free some space and try again'],
]

/** Any error thrown beneath the store. */
export const unavailableBy = (path: string, thrown: unknown): Unavailable => {
  if (thrown instanceof FileFault) return unavailable(path, thrown.fault, thrown.message)
  const code = codeOf(thrown)
  const known = REMEDIES.find(([prefix]) => code.startsWith(prefix))
  if (known !== undefined) return unavailable(path, known[1], known[2])
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  return { _tag: 'Unavailable', reason: `${path}: ${code === '' ? '' : `${code}: `}${message}` }
}

/** Why a file could not be opened at all, when its place explains it. */
export const faultOfPlace = (path: string): FileFault | undefined => {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat?.isDirectory() === true) {
    return new FileFault('notAFile', 'it is a folder; give the path of a file')
  }
  if (stat !== undefined && !stat.isFile()) {
    return new FileFault('notAFile', 'it is not a regular file; give the path of one')
  }
  if (stat !== undefined) {
    return may(path, constants.R_OK)
      ? undefined
      : new FileFault('notAFile', 'it may not be read; allow reading it')
  }
  const folder = dirname(path)
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true
    ? new FileFault('readOnly', `no file can be created in ${folder}; allow writing there`)
    : new FileFault('notAFile', `there is no folder ${folder}; create it`)
}

/** Whether the file can be read, but not it or not its folder be written. */
export const isReadOnly = (path: string): boolean =>
  may(path, constants.R_OK) && !(may(path, constants.W_OK) && may(dirname(path), constants.W_OK))

const may = (path: string, mode: number): boolean => {
  try {
    accessSync(path, mode)
    return true
  } catch {
    return false
  }
}
