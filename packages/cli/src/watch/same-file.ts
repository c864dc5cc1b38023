/** Whether a store's file is still the one that was opened: what is moved away or removed can still be written. */
import { statSync, type BigIntStats } from 'node:fs'
import { resolve } from 'node:path'

import * as E from 'fp-ts/lib/Either.js'

import type { Failure } from '../failure.js'
import { messageOf } from '../import/read/failure.js'
import type { Locale } from '../present/format.js'
import type { RowsFile } from '../store/rows-file.js'

type Text = Readonly<Record<Locale, string>>

const THEN: Text = {
  en: 'what was recorded until then is in the file that was opened',
  zh: '此前記錄的內容在當時打開的文件中',
}

const gone = (tag: string, line: Text, locale: Locale): E.Either<Failure, never> =>
  E.left({ code: 4, tag, lines: [line[locale], THEN[locale]] })

type Looked = E.Either<string, BigIntStats | undefined>

const look = (path: string): Looked => {
  try {
    return E.right(statSync(path, { bigint: true, throwIfNoEntry: false }))
  } catch (thrown) {
    return E.left(messageOf(thrown))
  }
}

/** Remembers the file of a store; looks, each time it is asked, whether it is still there and the same. */
export const sameFile = (
  { path, shown }: RowsFile,
  locale: Locale,
): (() => E.Either<Failure, void>) => {
  const at = resolve(path)
  const first = look(at)
  return () => {
    const now = look(at)
    if (E.isLeft(now)) {
      const text = {
        en: `the store ${shown} can't be found: ${now.left}`,
        zh: `找不到存儲 ${shown}：${now.left}`,
      }
      return gone('StoreMissing', text, locale)
    }
    if (now.right === undefined) {
      const text = {
        en: `the store ${shown} was removed or moved away`,
        zh: `存儲 ${shown} 已被刪除或移走`,
      }
      return gone('StoreMissing', text, locale)
    }
    const { dev, ino } = now.right
    const same = E.isRight(first) && first.right?.dev === dev && first.right.ino === ino
    const text = {
      en: `there is another file at ${shown} now`,
      zh: `${shown} 現在是另一個文件`,
    }
    return same ? E.right(undefined) : gone('StoreReplaced', text, locale)
  }
}
