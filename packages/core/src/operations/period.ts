/** The streams of operations: one for each period. */
import { derivedId } from '../codec/derived-id.js'

/** Never to be changed: ids of stored streams follow from it. */
const NAMESPACE = 'b1a3c9d2-5e47-5c08-9f6d-4a70e8d21c35'

/**
 * The id of a period's stream. A period is any text that its users agree on, such as a month.
 *
 * @example
 * import { streamName } from '@casetrail/core'
 * import { operationsId } from '@casetrail/core/operations'
 *
 * streamName({ category: 'operations' }, operationsId('2025-03'))
 */
export const operationsId = (period: string): string => derivedId(NAMESPACE, period)
