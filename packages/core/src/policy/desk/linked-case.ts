/** Cases that policies open: another matter of the same customer, tied to where it came from. */
import { openCase, type OpenCase } from '../../case/commands/intake.js'
import { linkCase, type LinkCase } from '../../case/commands/outcome.js'
import type { Actor } from '../../codec/primitives.js'
import type { Instant } from '../../time/index.js'
import type { Dispatch } from '../policy.js'

import { give } from './desk-policy.js'
import type { StoryRow } from './story.js'
import type { Kinds } from './story-case.js'

interface Linked {
  readonly given: { readonly at: Instant; readonly actor: Actor }
  readonly standard: NonNullable<OpenCase['standard']>
  /** The id that the new case gets. */
  readonly id: string
  readonly kinds: Kinds
  /** Who answers for it until someone else accepts (專人跟進). */
  readonly owner: string | undefined
  /** What it came from. */
  readonly to: string
  readonly relation: LinkCase['relation']
}

/** Opens the case, then ties it: its own correlation, as every case's. */
export const linkedCase = (linked: Linked): ReadonlyArray<Dispatch> => {
  const { given, standard, id, kinds, owner, to, relation } = linked
  const firstContactOwner = owner === undefined ? {} : { firstContactOwner: owner }
  const own = { correlationId: id }
  return [
    give('case', id, openCase({ ...given, standard, ...kinds, ...firstContactOwner }), own),
    give('case', id, linkCase({ ...given, to, relation }), own),
  ]
}

/** Who knows the story's case best: who owns it, else whose resolution it was. */
export const dedicatedOwner = ({ case: of }: StoryRow): string | undefined =>
  of?.owner ?? of?.resolver

/** The kinds of the story's case, or what its complaint or follow-up says of them; nothing is known of all else. */
export const kindsOf = ({ case: of, complaints, followUps }: StoryRow): Kinds | undefined => {
  if (of !== undefined) return of.kinds
  const unknown = {
    requestType: 'unknown',
    phase: 'unknown',
    problemType: 'unknown',
    tier: 'unknown',
    language: 'unknown',
  } as const
  const about = complaints.at(-1)?.about
  if (about !== undefined) {
    const { case: _, ...said } = about
    return { ...unknown, ...said, requestType: 'complaint' }
  }
  const followUp = followUps.at(-1)
  return followUp && { ...unknown, customer: followUp.customer, channel: followUp.method }
}
