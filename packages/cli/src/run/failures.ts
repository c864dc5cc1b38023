/** Why a run of policies ends before its time. */
import type { RunError } from '@casetrail/core/policy'
import * as E from 'fp-ts/lib/Either.js'

import type { Failure } from '../failure.js'
import type { Locale } from '../present/format.js'
import { storeFailure } from '../store/failure.js'
import type { ExitCode } from '../terminal.js'

import type { Round } from './round.js'

export const interrupted = (locale: Locale): Failure => ({
  code: 130,
  tag: 'Interrupted',
  lines: {
    en: ['stopped; what was committed is whole', 'casetrail run goes on from there'],
    zh: ['已停止；已提交的內容完整', '再次執行 casetrail run 即從該處繼續'],
  }[locale],
})

export const runFailure = (error: RunError, url: string, locale: Locale): Failure => {
  switch (error._tag) {
    case 'Overtaken':
      return {
        code: 4,
        tag: error._tag,
        lines: {
          en: ['another program runs the policies, and is quicker each time'],
          zh: ['另一個程式也在運行策略，且每次都更快'],
        }[locale],
        details: error,
      }
    case 'CheckpointAhead': {
      const { projection, checkpoint } = error
      return {
        code: 4,
        tag: error._tag,
        lines: {
          en: [
            `${projection.name} has come to position ${checkpoint}, which the store ${url} has not`,
            'it was put back to an earlier state: put its rows back too, or take a copy without them',
          ],
          zh: [
            `${projection.name} 已讀到位置 ${checkpoint}，而存儲 ${url} 沒有該位置`,
            '存儲被還原到較早的狀態：請一併還原其數據行，或使用不含數據行的副本',
          ],
        }[locale],
        details: error,
      }
    }
    default:
      return storeFailure(error, url)
  }
}

/** Of a round that could not give all that is due. */
export const heldFailure = ({ held }: Round, locale: Locale): E.Either<Failure, ExitCode> => {
  const [first] = held
  if (first === undefined) return E.right(0)
  const n = String(held.length)
  const lines = {
    en: [`${n} ${held.length === 1 ? 'command' : 'commands'} could not be given, and wait`],
    zh: [`${n} 條指令未能發出，仍在等待`],
  }[locale]
  return E.left({ code: 4, tag: first.error._tag, lines, details: held })
}
