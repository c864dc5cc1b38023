/** Files that are made whole or not at all, and never over another. */
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  constants,
  copyFileSync,
  fsyncSync,
  linkSync,
  openSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'

import * as E from 'fp-ts/lib/Either.js'

import type { Failure } from './failure.js'

/** Only its owner may read it: it may hold personal data. */
const MODE = 0o600

const codeOf = (thrown: unknown): string =>
  thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : ''

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder; create it, or name another file',
  ENOTDIR: 'a part of the path is a file; name another file',
  EACCES: 'the folder may not be written to; name a file elsewhere',
  EPERM: 'the folder may not be written to; name a file elsewhere',
  EROFS: 'the folder may not be written to; name a file elsewhere',
  ENOSPC: 'the disk is full; make room, or name a file elsewhere',
  ENAMETOOLONG: 'the name is too long; give a shorter one',
}

const failureOf = (path: string, option: string, thrown: unknown): Failure => {
  const code = codeOf(thrown)
  if (code === 'EEXIST') {
    return {
      code: 2,
      tag: 'FileExists',
      lines: [
        `${path} is there already; it was left as it is`,
        `name another file with ${option}, or remove it first`,
      ],
      details: { file: path },
    }
  }
  const reason = REASONS[code] ?? (thrown instanceof Error ? thrown.message : String(thrown))
  return {
    code: 3,
    tag: 'FileUnwritable',
    lines: [`${path} can't be written: ${reason}`],
    details: { file: path, reason },
  }
}

const written = (path: string, text: string): void => {
  const descriptor = openSync(path, 'wx', MODE)
  try {
    writeFileSync(descriptor, text)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Gives a finished file its name, unless that is taken. */
const named = (finished: string, path: string): void => {
  try {
    linkSync(finished, path)
  } catch (thrown) {
    if (codeOf(thrown) === 'EEXIST') throw thrown
    // not every file system has links; a copy that fails is removed again
    copyFileSync(finished, path, constants.COPYFILE_EXCL)
  }
}

/**
 * Writes a new file, mode 0600. It is written under another name beside its own, which it is given when
 * it is whole. Rejects `FileExists` (and leaves that file as it is) and `FileUnwritable`; both name the path.
 */
export const newFile = (path: string, text: string, option: string): E.Either<Failure, void> => {
  const target = resolve(path)
  const suffix = randomBytes(6).toString('hex')
  const beside = join(dirname(target), `.${basename(target).slice(0, 100)}.${suffix}.part`)
  try {
    try {
      written(beside, text)
      named(beside, target)
    } finally {
      rmSync(beside, { force: true })
    }
    return E.right(undefined)
  } catch (thrown) {
    return E.left(failureOf(path, option, thrown))
  }
}
