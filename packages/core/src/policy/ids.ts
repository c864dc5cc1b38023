/** The ids of what policies do: the same for the same event, wherever and however often they are run. */
import { derivedId } from '../codec/derived-id.js'
import type { EventId, StreamName } from '../store/port.js'

/** The id of a policy's command. */
export const commandIdOf = (
  policy: string,
  cause: EventId,
  stream: StreamName,
  type: string,
  n: number,
): string => derivedId(policy, `${cause} ${stream} ${type} ${String(n)}`)

/** The id of a stream that a policy opens. */
export const openedId = (policy: string, cause: EventId, type: string, n = 0): string =>
  derivedId(policy, `${cause} opens ${type} ${String(n)}`)
