/** How much of a way through a store is done, where positions are text whose order is the store's. */
import { START, type Position } from '@casetrail/core'

/** The positions of the stores are hexadecimal, all of one width; of others nothing is known but their order. */
const numberOf = (position: Position): bigint | undefined =>
  position === START ? 0n : /^[0-9a-f]+$/.test(position) ? BigInt(`0x${position}`) : undefined

/** The share of the way from one position to another at which a third lies, from 0 to 1. */
export const shareOf = (from: Position, at: Position, to: Position): number => {
  if (at >= to) return 1
  const [a, b, c] = [numberOf(from), numberOf(at), numberOf(to)]
  if (a === undefined || b === undefined || c === undefined || b <= a) return 0
  const fine = 1_000_000n
  return Number(((b - a) * fine) / (c - a)) / Number(fine)
}
