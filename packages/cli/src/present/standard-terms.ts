/** What words of a standard are called at their place: `high` is a priority of the house here, a degree there. */
import { standardWords, wordLabels } from '@casetrail/core/desk'
import type { Label, ServiceStandard, Term } from '@casetrail/core/standards'

/** The label of a word in a field of the document. */
export type WordsOf = (word: string, field: string) => Label | undefined

type Terms = (standard: ServiceStandard) => ReadonlyArray<Term>

const levels: Terms = ({ priorities }) => priorities.levels
const roles: Terms = (standard) => standard.roles

/** The fields whose words are the house's own, with where it labels them. */
const OWN: Readonly<Record<string, Terms>> = {
  matrix: levels,
  priority: levels,
  tier: ({ taxonomies }) => taxonomies.tiers,
  role: roles,
  approvers: roles,
  supervisorRoles: roles,
}

/** The field that a place is of: what is in the matrix is in that. */
export const fieldAt = (segments: ReadonlyArray<string>): string =>
  segments.includes('matrix')
    ? 'matrix'
    : (segments.findLast((segment) => !/^\d+$/.test(segment)) ?? '')

/** The words of some standards, those of the first of them before the others'. */
export const wordsOf = (standards: ReadonlyArray<ServiceStandard>): WordsOf => {
  const all = new Map<string, Label>([
    ...[...standards].reverse().flatMap((standard) => Object.entries(standardWords(standard))),
    ...Object.entries(wordLabels),
  ])
  return (word, field) => {
    const terms = Object.hasOwn(OWN, field) ? OWN[field] : undefined
    const own = standards.flatMap((standard) => terms?.(standard) ?? [])
    return own.find(({ code }) => code === word)?.label ?? all.get(word)
  }
}
