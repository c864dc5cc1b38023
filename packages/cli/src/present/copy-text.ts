/** What came of copying a store, and why it could not be, for a person. */
import type { CopyError } from '../copy/copy.js'
import type { OtherEvent, Survey, Uncopyable } from '../copy/survey.js'
import type { Difference, Verified, VerifyFailed } from '../copy/verify.js'
import type { BeginningLost } from '../copy/write.js'
import type { Failure } from '../failure.js'
import { storeFailure } from '../store/failure.js'

import { number } from './format.js'

/** The two stores, as they may be printed. */
export interface Between {
  readonly from: string
  readonly to: string
}

/** What was copied; `undefined`: it was only compared. */
export interface Copied {
  readonly added: number
  readonly seconds: number
}

const eventsOf = (n: number): string => `${number(n)} ${n === 1 ? 'event' : 'events'}`
const streamsOf = (n: number): string => `${number(n)} ${n === 1 ? 'stream' : 'streams'}`

const uncopyableText = ({ stream, revision, type, reason }: Uncopyable): string =>
  `event ${String(revision)} of ${stream} (${type}): ${reason}`

const named = <A>(
  all: ReadonlyArray<A>,
  count: number,
  text: (one: A) => string,
): ReadonlyArray<string> => [
  ...all.map(text),
  ...(count > all.length ? [`and ${number(count - all.length)} more`] : []),
]

/** Events that can't be copied, before anything was written. */
export const uncopyableFailure = (
  { uncopyable, uncopyableEvents }: Survey,
  { from }: Between,
): Failure => ({
  code: 3,
  tag: 'Uncopyable',
  lines: [
    `${eventsOf(uncopyableEvents)} of ${from} can't be copied; nothing was written`,
    ...named(uncopyable, uncopyableEvents, uncopyableText),
    '--leave-unreadable copies each of these streams up to there, and all others',
  ],
  details: { events: uncopyableEvents, first: uncopyable },
})

const otherEvent = (
  { stream, revision, source, target }: OtherEvent,
  { to }: Between,
): Failure => ({
  code: 3,
  tag: 'Conflict',
  lines: [
    `${to} holds other events: event ${String(revision)} of ${stream} is ${target}, that of the source is ${source}`,
    'copy into a new store, or into one that was copied from this one',
  ],
  details: { stream, revision, source, target },
})

const beginningLost = ({ stream, revision }: BeginningLost, { from, to }: Between): Failure => ({
  code: 3,
  tag: 'BeginningLost',
  lines: [
    `${stream} begins at revision ${String(revision)} in ${from}, and ${to} has not what came before`,
    'it was truncated or has expired: such a stream can not be copied with its revisions',
  ],
  details: { stream, revision },
})

/** Why a store was not copied. */
export const copyFailure = (error: CopyError | OtherEvent, between: Between): Failure => {
  switch (error._tag) {
    case 'OtherEvent':
      return otherEvent(error, between)
    case 'BeginningLost':
      return beginningLost(error, between)
    case 'WriteFailed': {
      const { stream, revision, error: why } = error
      const failure = storeFailure(why, between.to)
      const at = `at event ${String(revision)} of ${stream}; what was written is whole: run the command again, it goes on`
      return {
        ...failure,
        lines: [...failure.lines, at],
        details: { stream, revision, error: why },
      }
    }
    case 'CopyInterrupted':
      return {
        code: 130,
        tag: 'Interrupted',
        lines: [
          `interrupted; ${eventsOf(error.copied)} are in ${between.to}: run the command again, it goes on from there`,
        ],
        details: { copied: error.copied },
      }
    default:
      return storeFailure(error, between.from)
  }
}

export const verifyFailure = ({ side, error }: VerifyFailed, { from, to }: Between): Failure =>
  storeFailure(error, side === 'source' ? from : to)

const SAYS = {
  missing: 'the target lacks it',
  other: 'the target holds another event',
  more: 'the target holds more events than the source',
} as const

const differenceText = ({ stream, revision, what }: Difference): string =>
  `${stream}, revision ${String(revision)}: ${SAYS[what]}`

/** The stores are not the same. */
export const differFailure = (
  { differences, differing }: Verified,
  { events }: Survey,
  seen: number,
  { from, to }: Between,
): Failure => ({
  code: 1,
  tag: 'NotTheSame',
  lines: [
    differing > 0
      ? `${streamsOf(differing)} differ between ${from} and ${to}`
      : `${eventsOf(events - seen)} of ${from} are in streams whose beginning is gone, and were not compared`,
    ...named(differences, differing, differenceText),
  ],
  details: { differing, differences },
})

export const copiedText = (
  { from, to }: Between,
  { events, streams, foreign, uncopyableEvents, cuts }: Survey,
  copied: Copied | undefined,
  verified: Verified,
): string => {
  const lines: string[] = []
  if (copied !== undefined) {
    const { added, seconds } = copied
    const rate = number(Math.round(events / Math.max(seconds, 0.001)))
    lines.push(
      `copied ${eventsOf(events)} in ${streamsOf(streams)} from ${from} to ${to}`,
      added === events
        ? `${rate} events/s`
        : `${number(added)} were new there, ${number(events - added)} were there before`,
    )
  }
  if (foreign > 0) lines.push(`${eventsOf(foreign)} of other programs were left`)
  if (uncopyableEvents > 0) {
    lines.push(
      `${eventsOf(uncopyableEvents)} in ${streamsOf(cuts.size)} can't be copied, and were left`,
    )
  }
  lines.push(
    `the same on both sides: ${streamsOf(verified.streams)}, ${eventsOf(verified.events)}, sha256 ${verified.sha256}`,
  )
  return `${lines.join('\n')}\n`
}

export const copiedJson = (
  between: Between,
  { events, streams, foreign, uncopyable, uncopyableEvents }: Survey,
  copied: Copied | undefined,
  verified: Verified,
): string => {
  const told = {
    ...between,
    events,
    streams,
    ...(copied === undefined ? {} : { added: copied.added }),
    foreign,
    left: { events: uncopyableEvents, first: uncopyable },
    verified: { streams: verified.streams, events: verified.events, sha256: verified.sha256 },
  }
  return `${JSON.stringify(told, null, 2)}\n`
}
