/** Whether a store's file is still the one that was opened: what is moved away or removed can still be written. */
import { statSync, type BigIntStats } from 'node:fs'
import { resolve } from 'node:path'

import * as E from 'fp-ts/lib/Either.js'

import type { Failure } from '../failure.js'
import { messageOf } from '../import/read/failure.js'
import type { RowsFile } from '../store/rows-file.js'

const gone = (tag: string, line: string): E.Either<Failure, never> =>
  E.left({
    code: 4,
    tag,
    lines: [line, 'what was recorded until then is in the file that was opened'],
  })

type Looked = E.Either<string, BigIntStats | undefined>

const look = (path: string): Looked => {
  try {
    return E.right(statSync(path, { bigint: true, throwIfNoEntry: false }))
  } catch (thrown) {
    return E.left(messageOf(thrown))
  }
}

/** Remembers the file of a store; looks, each time it is asked, whether it is still there and the same. */
export const sameFile = ({ path, shown }: RowsFile): (() => E.Either<Failure, void>) => {
  const at = resolve(path)
  const first = look(at)
  return () => {
    const now = look(at)
    if (E.isLeft(now)) return gone('StoreMissing', `the store ${shown} can't be found: ${now.left}`)
    if (now.right === undefined) {
      return gone('StoreMissing', `the store ${shown} was removed or moved away`)
    }
    const { dev, ino } = now.right
    const same = E.isRight(first) && first.right?.dev === dev && first.right.ino === ino
    return same
      ? E.right(undefined)
      : gone('StoreReplaced', `there is another file at ${shown} now`)
  }
}
