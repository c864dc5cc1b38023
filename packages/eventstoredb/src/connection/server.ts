/** What the server says of itself. */
import type { EventStoreDBClient } from '@eventstore/db-client'

export interface Server {
  /** Such as `23.10.8.0`; undefined where it does not say. */
  readonly version: string | undefined
  /** Whether subscriptions tell when they have caught up: since 23.10. */
  readonly tellsCaughtUp: boolean
  /** Before 20.10, which was the first with this API. */
  readonly tooOld: boolean
}

const UNKNOWN: Server = { version: undefined, tellsCaughtUp: false, tooOld: false }

/** From a version text; one that can't be read is a server that says nothing. */
export const serverOf = (version: unknown): Server => {
  const [, major, minor] =
    typeof version === 'string' ? (/^v?(\d+)\.(\d+)/.exec(version) ?? []) : []
  if (major === undefined || minor === undefined) return UNKNOWN
  const number = Number(major) * 100 + Number(minor)
  return { version: String(version), tellsCaughtUp: number >= 2310, tooOld: number < 2010 }
}

/** Asks once per connection: the client keeps the answer. A server before 21.10 does not tell. */
export const serverBehind = async (client: EventStoreDBClient): Promise<Server> => {
  const features: unknown = await Reflect.get(client, 'capabilities', client)
  return typeof features === 'object' && features !== null && 'serverVersion' in features
    ? serverOf(features.serverVersion)
    : UNKNOWN
}
