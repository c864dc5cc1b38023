/** One remedy of a complaint as it moves. */
import type { ComplaintState, Remedy, RemedyStanding } from './state.js'

/** The remedy after a step of a cycle. */
export const standingAs = (remedy: Remedy, standing: RemedyStanding, cycle: number): Remedy => ({
  standing,
  kind: remedy.kind,
  amount: remedy.amount,
  goodwill: remedy.goodwill,
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
