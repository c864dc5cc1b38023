/** How a cause was found. STORAGE CONTRACT, like the events that hold it. */
import * as t from 'io-ts'

import { oneOf, record } from '../codec/primitives.js'

const MOST_WHYS = 7

const isChain = (whys: ReadonlyArray<string>): boolean =>
  whys.length >= 1 && whys.length <= MOST_WHYS

const chainOf = (text: t.Type<string>): t.Type<ReadonlyArray<string>> => {
  const list = t.readonlyArray(text)
  return new t.RefinementType(
    'Whys',
    (u): u is ReadonlyArray<string> => list.is(u) && isChain(u),
    (i, c) => {
      const answers = list.validate(i, c)
      return answers._tag === 'Right' && !isChain(answers.right) ? t.failure(i, c) : answers
    },
    t.identity,
    list,
    isChain,
  )
}

const fiveWhys = (text: t.Type<string>) =>
  record('FiveWhys', { method: t.literal('fiveWhys'), whys: chainOf(text) })

const fishbone = (text: t.Type<string>) =>
  record('Fishbone', {
    method: t.literal('fishbone'),
    category: oneOf(
      'FishboneCategory',
      'people',
      'method',
      'machine',
      'material',
      'measurement',
      'environment',
    ),
    detail: text,
  })

/**
 * By asking why again and again, with one to seven answers, each to the why of the one before (5-Why, H2
 * 2025年商業零售客戶服務標準操作手冊); or by the bone of a fishbone (魚骨圖) that the cause lies on. `text` is
 * the codec of the words: personal, where they may name someone.
 */
export const analysisOf = (
  name: string,
  text: t.Type<string>,
): t.UnionC<[ReturnType<typeof fiveWhys>, ReturnType<typeof fishbone>]> =>
  t.union([fiveWhys(text), fishbone(text)], name)
