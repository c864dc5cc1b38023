/** What a read or a subscription asks for, out of its request. */
import messages from '@eventstore/db-client/generated/streams_pb.js'
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js'

import { streamOf } from '../wire/requests.js'
import { invalidArgument } from '../wire/status.js'

import type { Filter } from './filter.js'
import type { Direction, From } from './records.js'

/** What is asked for, in the server's own words. */
export interface Asked {
  /** The stream; none for $all. */
  readonly stream: string | undefined
  readonly from: From
  readonly direction: Direction
  readonly links: boolean
  /** How many at most; none for a subscription. */
  readonly count: number | undefined
  readonly filter: AskedFilter | undefined
}

interface AskedFilter extends Filter {
  /** How many records are searched at a time. */
  readonly window: number
  /** A checkpoint comes after so many windows. */
  readonly interval: number
}

/** How many records a server searches at a time, unless it is told. */
const WINDOW = 32

const filterOf = (options: ReadReq.Options.FilterOptions): AskedFilter => {
  const expression = options.getStreamIdentifier() ?? options.getEventType()
  if (expression === undefined) throw invalidArgument('a filter without an expression')
  return {
    on: options.hasStreamIdentifier() ? 'stream' : 'type',
    regex: expression.getRegex(),
    prefixes: expression.getPrefixList(),
    window: options.hasMax() ? options.getMax() : WINDOW,
    interval: options.getCheckpointintervalmultiplier(),
  }
}

const fromOf = (options: ReadReq.Options): From => {
  const stream = options.getStream()
  if (stream !== undefined) {
    if (stream.hasEnd()) return 'end'
    return stream.hasRevision() ? Number(stream.getRevision()) : 'start'
  }
  const all = options.getAll()
  if (all?.hasEnd() === true) return 'end'
  const position = all?.getPosition()
  return position === undefined ? 'start' : Number(position.getCommitPosition())
}

export const askedOf = (options: ReadReq.Options): Asked => {
  const filter = options.getFilter()
  return {
    stream: options.hasStream() ? streamOf(options.getStream()?.getStreamIdentifier()) : undefined,
    from: fromOf(options),
    direction: options.getReadDirection() === FORWARDS ? 'forwards' : 'backwards',
    links: options.getResolveLinks(),
    count: options.hasSubscription() ? undefined : Number(options.getCount()),
    filter: filter === undefined ? undefined : filterOf(filter),
  }
}

const { FORWARDS } = messages.ReadReq.Options.ReadDirection
