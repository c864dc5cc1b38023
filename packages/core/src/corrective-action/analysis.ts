/** How the cause of a problem was analysed: by asking why again and again, or by a fishbone (魚骨圖). */
import * as t from 'io-ts'

import { Text, oneOf } from '../codec/primitives.js'

const MOST_WHYS = 7

const list = t.readonlyArray(Text)
const isChain = (whys: ReadonlyArray<string>): boolean =>
  whys.length >= 1 && whys.length <= MOST_WHYS

/** One to seven answers, each to the why of the one before. */
const Whys = new t.RefinementType(
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

/** 5-Why, or the bone of a fishbone that the cause lies on. Plain text: it names causes, not persons. */
export const Analysis = t.readonly(
  t.union([
    t.type({ method: t.literal('fiveWhys'), whys: Whys }),
    t.type({
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
      detail: Text,
    }),
  ]),
  'Analysis',
)
export type Analysis = t.TypeOf<typeof Analysis>

/** Whether two analyses say the same; none is the same as none. */
export const sameAnalysis = (a: Analysis | undefined, b: Analysis | undefined): boolean => {
  if (a === undefined || b === undefined) return a === b
  if (a.method === 'fishbone') {
    return b.method === 'fishbone' && a.category === b.category && a.detail === b.detail
  }
  return (
    b.method === 'fiveWhys' &&
    a.whys.length === b.whys.length &&
    a.whys.every((why, i) => why === b.whys[i])
  )
}
