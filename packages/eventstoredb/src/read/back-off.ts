/** Waiting before another attempt: longer each time up to a limit, and never all at once. */

const FIRST_MS = 50
const LONGEST_MS = 5_000

/** Milliseconds before the attempt after so many failures in a row, of which a random half is spared. */
export const backOffMs = (failures: number): number => {
  const full = Math.min(FIRST_MS * 2 ** Math.max(0, failures - 1), LONGEST_MS)
  return Math.round(full * (0.5 + Math.random() / 2))
}
