/** One remedy of a complaint as it moves. */
import type { ComplaintState, Remedy, RemedyStanding } from './state.js'

/**
 * A number (FNV-1a, 32 bits) that another text hardly shares: enough to see that a description changed
 * without keeping a person's words.
 */
export const markOf = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined
  let mark = 0x811c9dc5
  for (let i = 0; i < text.length; i++) mark = Math.imul(mark ^ text.charCodeAt(i), 0x01000193)
  return mark >>> 0
}

/** The remedy after a step of a cycle. */
export const standingAs = (remedy: Remedy, standing: RemedyStanding, cycle: number): Remedy => ({
  standing,
  kind: remedy.kind,
  amount: remedy.amount,
  goodwill: remedy.goodwill,
  description: remedy.description,
  proposedBy: remedy.proposedBy,
  cycle,
})

/** Whose approval it takes depends on the severity: at a graver one, what is not offered is asked anew. */
export const unapproved = (remedies: ComplaintState['remedies']): ComplaintState['remedies'] => {
  let changed: Map<string, Remedy> | undefined
  for (const [id, remedy] of remedies) {
    if (remedy.standing !== 'approved') continue
    changed ??= new Map(remedies)
    changed.set(id, standingAs(remedy, 'proposed', remedy.cycle))
  }
  return changed ?? remedies
}
