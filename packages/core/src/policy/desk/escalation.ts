/** How far up the line. */
import type { DeskRules } from './rules.js'

/** One further than before, as far as there is anyone. */
export const nextLevel = (
  part: { readonly level: number } | undefined,
  { levels }: DeskRules,
): number => Math.min((part?.level ?? 0) + 1, levels)
