/** Why a store failed, for a person: what is wrong and what would be right, then what it said itself. */
import type { AppendError, ReadError, StoreFault, Unavailable } from '@casetrail/core'

import type { Failure } from '../failure.js'

/** What would be right, by what is wrong with a server; of a file the reason says it. */
const REMEDIES: Readonly<Partial<Record<StoreFault, (url: string, reason: string) => string>>> = {
  unreachable: (url) =>
    `the store ${url} can't be reached: is the server running, and are host and port right (2113 unless it was set)?` +
    (url.includes('tls=false') ? ' Where it speaks TLS, leave tls=false out' : ''),
  tlsMismatch: (url, reason) =>
    /wrong version number|Protocol error/i.test(reason)
      ? `the server of ${url} speaks no TLS: write ?tls=false where that is meant, or name its TLS port`
      : `the certificate of ${url} is not trusted here: name its authority by tlsCAFile=FILE, and the host as the certificate does`,
  notAuthenticated: (url) =>
    `the store ${url} does not know this user or password: write esdb://USER:PASSWORD@HOST, with % codes for @ : / ? #`,
  accessDenied: (url) =>
    url.includes('@')
      ? `the store ${url} does not allow this user what was asked: give it a role that may, or name another user`
      : `the store ${url} allows nothing without a user: write esdb://USER:PASSWORD@HOST`,
  tooOld: (url) =>
    `the server of ${url} is too old: EventStoreDB 20.10 or newer is needed, 23.10 or newer is better`,
}

const linesOf = (error: Unavailable, url: string): ReadonlyArray<string> => {
  const { fault, reason } = error
  const remedy = fault === undefined ? undefined : REMEDIES[fault]
  return remedy === undefined
    ? [`the store ${url} failed: ${reason}`]
    : [remedy(url, reason), reason]
}

const reasonOf = (error: Exclude<AppendError | ReadError, Unavailable>): string => {
  switch (error._tag) {
    case 'OutcomeUnknown':
    case 'Incomplete':
      return error.reason
    case 'Conflict':
      return `stream ${error.stream} is at ${error.actual}, not at ${error.expected}: another program writes to it`
    case 'TooLarge':
      return `an append of ${error.bytes} bytes is more than its ${error.limit}`
    case 'StreamDeleted':
      return `stream ${error.stream} is deleted`
    case 'InvalidEvent':
      return `event ${error.index}${error.pointer}: found ${error.found}, expected ${error.expected}`
  }
}

/** Why a store failed, for a person. `url` without its password. */
export const storeFailure = (error: AppendError | ReadError, url: string): Failure => ({
  code: 4,
  tag: error._tag,
  lines:
    error._tag === 'Unavailable'
      ? linesOf(error, url)
      : [`the store ${url} failed: ${reasonOf(error)}`],
  details: error,
})
