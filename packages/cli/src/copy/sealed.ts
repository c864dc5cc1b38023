/** What of a store is copied: events of ours that can be read. Others are left where they are. */
import { categoryOf, problemText, whyUnreadable, type RecordedEvent } from '@casetrail/core'
import { deskAggregates } from '@casetrail/core/desk'

/** `ours` is copied, `foreign` is another program's; a text says why an event of ours can't be. */
export type Sort = 'ours' | 'foreign' | { readonly reason: string }

/** What a desk writes to, and the answers to its policies. */
export const deskCategories: ReadonlyArray<string> = [
  ...Object.values(deskAggregates([], [])).map(({ category }) => category),
  'dispatch',
]
const categories: ReadonlySet<string> = new Set(deskCategories)

/** Whether an envelope is one of ours, of whatever version. */
const isOurs = ({ metadata }: RecordedEvent): boolean =>
  typeof metadata.commandId === 'string' &&
  typeof metadata.correlationId === 'string' &&
  typeof metadata.causationId === 'string' &&
  typeof metadata.schemaVersion === 'number'

/** A store on a server may hold what other programs wrote, also to streams of ours. */
export const sortOf = (recorded: RecordedEvent): Sort => {
  const ours = isOurs(recorded)
  const problem = whyUnreadable(recorded.event)
  if (ours && problem === undefined) return 'ours'
  if (!ours && !categories.has(categoryOf(recorded.stream))) return 'foreign'
  return {
    reason: problem === undefined ? 'another program wrote it' : problemText(problem),
  }
}
