/** The scale that risks are judged by. */
import * as t from 'io-ts'

const MOST = 5

const isGrade = (n: number): boolean => Number.isSafeInteger(n) && n >= 1 && n <= MOST

/** A whole number from 1 to 5, 5 the worst. */
export const Grade = new t.RefinementType(
  'From1To5',
  (u): u is number => t.number.is(u) && isGrade(u),
  (i, c) => (typeof i === 'number' && isGrade(i) ? t.success(i) : t.failure(i, c)),
  t.identity,
  t.number,
  isGrade,
)
