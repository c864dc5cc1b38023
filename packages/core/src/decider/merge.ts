/** Two catalogues as one: of an aggregate's own messages and of those that a combinator adds. */
import * as E from 'fp-ts/lib/Either.js'

import { nearest } from '../codec/nearest.js'

import type { CommandCatalogue, EventCatalogue, UnknownType } from './catalogue.js'
import type { Command, DomainEvent } from './message.js'

const typeIn = (u: unknown): unknown =>
  typeof u === 'object' && u !== null && 'type' in u ? u.type : undefined

const among = (error: UnknownType, types: ReadonlyArray<string>): UnknownType => {
  const near = nearest(error.type, types)
  return near === undefined ? error : { ...error, nearest: near }
}

/**
 * The events of both; no type may be in both.
 *
 * @example
 * import { mergeEvents } from '@casetrail/core'
 * import { caseEvents } from '@casetrail/core/case'
 * import { clockEvents } from '@casetrail/core/clock'
 *
 * mergeEvents(caseEvents, clockEvents).types.includes('ClockStarted') // true
 */
export const mergeEvents = <A extends DomainEvent, B extends DomainEvent>(
  first: EventCatalogue<A>,
  second: EventCatalogue<B>,
): EventCatalogue<A | B> => {
  const types = [...first.types, ...second.types]
  const ofSecond = new Set<unknown>(second.types)
  return {
    types,
    versions: [...first.versions, ...second.versions],
    currentVersion: (type) => (ofSecond.has(type) ? second : first).currentVersion(type),
    decode: (data, version, depth) => {
      if (ofSecond.has(typeIn(data))) return second.decode(data, version, depth)
      const decoded = first.decode(data, version, depth)
      return E.isLeft(decoded) && decoded.left._tag === 'UnknownType'
        ? E.left(among(decoded.left, types))
        : decoded
    },
  }
}

/**
 * The commands of both; no type may be in both.
 *
 * @example
 * import { mergeCommands } from '@casetrail/core'
 * import { caseCommands } from '@casetrail/core/case'
 * import { clockCommands } from '@casetrail/core/clock'
 *
 * mergeCommands(caseCommands, clockCommands).types.includes('CheckDeadlines') // true
 */
export const mergeCommands = <A extends Command, B extends Command>(
  first: CommandCatalogue<A>,
  second: CommandCatalogue<B>,
): CommandCatalogue<A | B> => {
  const types = [...first.types, ...second.types]
  const ofSecond = new Set<unknown>(second.types)
  return {
    types,
    decode: (u) => {
      if (ofSecond.has(typeIn(u))) return second.decode(u)
      const decoded = first.decode(u)
      return E.isLeft(decoded) && decoded.left._tag === 'UnknownType'
        ? E.left(among(decoded.left, types))
        : decoded
    },
  }
}
