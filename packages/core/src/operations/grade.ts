/** The scale that risks are judged by. */
import * as t from 'io-ts'

import { Ordinal } from '../codec/primitives.js'

const MOST = 5

const isGrade = (n: number): boolean => n <= MOST

/** A whole number from 1 to 5, 5 the worst. */
export const Grade = new t.RefinementType(
  'From1To5',
  (u): u is number => Ordinal.is(u) && isGrade(u),
  (i, c) => (Ordinal.is(i) && isGrade(i) ? t.success(i) : t.failure(i, c)),
  t.identity,
  Ordinal,
  isGrade,
)
