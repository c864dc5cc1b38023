/**
 * Event and command catalogues: one codec for each type (and version), found by `type`, never by
 * trying the members of a union.
 */
import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'

import { decoder } from '../codec/compile.js'
import { nearest } from '../codec/nearest.js'
import { show, type Problem } from '../codec/problem.js'
import { personalPaths, type PersonalPath } from '../personal/personal.js'

import type { Command, DomainEvent } from './message.js'
import { problemOf } from './unreadable.js'

/** A type that no codec is known for. */
export interface UnknownType {
  readonly _tag: 'UnknownType'
  readonly type: string
  readonly nearest?: string
}
/** A version of a known type that no codec is known for, as a newer program writes. */
export interface UnknownVersion {
  readonly _tag: 'UnknownVersion'
  readonly type: string
  readonly version: number
  readonly newest: number
}
/** A value that its codec refuses. */
export interface Malformed {
  readonly _tag: 'Malformed'
  readonly type: string
  readonly problems: ReadonlyArray<Problem>
}
export type DecodeError = UnknownType | UnknownVersion | Malformed

/** An older version of an event type, with the step to the version after it. */
export interface EarlierVersion {
  readonly codec: t.Mixed
  readonly upcast: (older: unknown) => unknown
}

/** How an event type is written today, and how its older versions are read. */
export interface EventDefinition<Ev> {
  readonly codec: t.Type<Ev, unknown>
  /** Versions 1, 2, … before the current one. */
  readonly earlier: ReadonlyArray<EarlierVersion>
}

/**
 * An event type in a catalogue: its current codec and the older versions, oldest first.
 *
 * `earlier` pairs each older codec with a pure step to the next version.
 *
 * @example
 * import * as t from 'io-ts'
 * import { earlierVersion, eventCatalogue, eventType, Instant, record } from '@casetrail/core'
 *
 * const base = { type: t.literal('Rated'), at: Instant }
 * const RatedV1 = record('Rated', { ...base, stars: t.number })
 * const Rated = record('Rated', { ...base, score: t.number })
 * type RatedV1 = t.TypeOf<typeof RatedV1>
 *
 * const events = eventCatalogue<t.TypeOf<typeof Rated>>({
 *   Rated: eventType(Rated, [
 *     earlierVersion(RatedV1, ({ stars, ...same }: RatedV1) => ({ ...same, score: stars * 20 })),
 *   ]),
 * })
 * const stored = { type: 'Rated', at: '2025-03-01T08:00:00.000Z', stars: 4 }
 * const read = events.decode(stored, 1)
 * read._tag === 'Right' && read.right.score // 80
 */
export const eventType = <Ev>(
  codec: t.Type<Ev, unknown>,
  earlier: ReadonlyArray<EarlierVersion> = [],
): EventDefinition<Ev> => ({ codec, earlier })

/** An older version: its codec, and the upcaster from its value to the next version's. */
export const earlierVersion = <Old>(
  codec: t.Type<Old, unknown>,
  upcast: (older: Old) => unknown,
): EarlierVersion => ({ codec, upcast: (older) => upcast(older as Old) })

export interface EventVersion {
  readonly type: string
  readonly version: number
  readonly codec: t.Mixed
  readonly personal: ReadonlyArray<PersonalPath>
}

export interface EventCatalogue<Ev extends DomainEvent> {
  readonly types: ReadonlyArray<Ev['type']>
  /** Every type and version, current last. */
  readonly versions: ReadonlyArray<EventVersion>
  /** The version that events of a type are written in. */
  readonly currentVersion: (type: string) => number
  /**
   * A stored event as today's event: found by type, decoded by its version's codec, upcast.
   * `full` checks formats too (default, for what comes from outside); `shape` trusts what a checked
   * writer stored and is several times as fast. What is no event at all is `Malformed`.
   */
  readonly decode: (
    data: unknown,
    version: number,
    depth?: 'full' | 'shape',
  ) => E.Either<DecodeError, Ev>
}

type Decode = (u: unknown) => E.Either<ReadonlyArray<Problem>, unknown>

interface Entry {
  readonly current: number
  readonly full: ReadonlyArray<Decode>
  readonly shape: ReadonlyArray<Decode>
  readonly upcasts: ReadonlyArray<(older: unknown) => unknown>
}

const entryOf = (definition: EventDefinition<unknown>): Entry => {
  const codecs = [...definition.earlier.map((older) => older.codec), definition.codec]
  return {
    current: codecs.length,
    full: codecs.map((codec) => decoder(codec, 'full')),
    shape: codecs.map((codec) => decoder(codec, 'shape')),
    upcasts: definition.earlier.map((older) => older.upcast),
  }
}

/**
 * The catalogue of an aggregate's events. A type without a definition does not compile.
 *
 * @example
 * import * as t from 'io-ts'
 * import { eventCatalogue, eventType, Instant, record } from '@casetrail/core'
 *
 * const Counted = record('Counted', { type: t.literal('Counted'), at: Instant, by: t.number })
 * type Counted = t.TypeOf<typeof Counted>
 * const events = eventCatalogue<Counted>({ Counted: eventType(Counted) })
 * events.currentVersion('Counted') // 1
 */
export const eventCatalogue = <Ev extends DomainEvent>(definitions: {
  readonly [K in Ev['type']]: EventDefinition<Extract<Ev, { readonly type: K }>>
}): EventCatalogue<Ev> => {
  const entries = new Map<string, Entry>()
  const versions: EventVersion[] = []
  for (const [type, definition] of entriesOf<EventDefinition<unknown>>(definitions)) {
    entries.set(type, entryOf(definition))
    const codecs = [...definition.earlier.map((older) => older.codec), definition.codec]
    codecs.forEach((codec, i) =>
      versions.push({ type, version: i + 1, codec, personal: personalPaths(codec) }),
    )
  }
  const types = [...entries.keys()] as ReadonlyArray<Ev['type']>
  return {
    types,
    versions,
    currentVersion: (type) => entries.get(type)?.current ?? 1,
    decode: (data, version, depth = 'full') => {
      const type = typeOf(data)
      if (typeof type !== 'string') return E.left(notAnEvent(data, type))
      const problem = problemOf(data)
      if (problem !== undefined) return E.left(malformed(type, [problem]))
      const entry = entries.get(type)
      if (entry === undefined) return E.left(unknownType(type, types))
      const decode = entry[depth][version - 1]
      if (decode === undefined) {
        return E.left({ _tag: 'UnknownVersion', type, version, newest: entry.current })
      }
      const decoded = decode(data)
      if (E.isLeft(decoded)) return E.left(malformed(type, decoded.left))
      return version === entry.current
        ? E.right(decoded.right as Ev)
        : upcast<Ev>(entry, type, version, decoded.right)
    },
  }
}

/** What stands where a type should; `undefined` where nothing does. */
const typeOf = (u: unknown): unknown =>
  typeof u === 'object' && u !== null && 'type' in u ? u.type : undefined

const notAnEvent = (data: unknown, type: unknown): Malformed => {
  const isObject = typeof data === 'object' && data !== null && !Array.isArray(data)
  const problem = isObject
    ? { pointer: '/type', found: show(type), expected: 'Text' }
    : { pointer: '', found: show(data), expected: 'an event' }
  return malformed(show(type), [problem])
}

/** A mapped type's entries; the compiler can't see that its values are of one kind. */
const entriesOf = <A>(record: object): ReadonlyArray<[string, A]> => Object.entries(record)

const upcast = <Ev>(
  entry: Entry,
  type: string,
  version: number,
  older: unknown,
): E.Either<DecodeError, Ev> => {
  let value = older
  for (const step of entry.upcasts.slice(version - 1)) value = step(value)
  const checked = entry.shape[entry.current - 1]?.(value)
  return checked === undefined || E.isRight(checked)
    ? E.right(value as Ev)
    : E.left(malformed(type, checked.left))
}

const unknownType = (type: string, known: ReadonlyArray<string>): UnknownType => {
  const near = nearest(type, known)
  return { _tag: 'UnknownType', type, ...(near === undefined ? {} : { nearest: near }) }
}

const malformed = (type: string, problems: ReadonlyArray<Problem>): Malformed => ({
  _tag: 'Malformed',
  type,
  problems,
})

export interface CommandCatalogue<C extends Command> {
  readonly types: ReadonlyArray<C['type']>
  /** A command from anywhere, checked in full. */
  readonly decode: (u: unknown) => E.Either<UnknownType | Malformed, C>
}

/**
 * The catalogue of an aggregate's commands. A type without a codec does not compile.
 *
 * @example
 * import { caseCommands } from '@casetrail/core/case'
 *
 * caseCommands.decode({ type: 'ResolvCase' }) // { _tag: 'Left', left: { _tag: 'UnknownType', type: 'ResolvCase', nearest: 'ResolveCase' } }
 */
export const commandCatalogue = <C extends Command>(codecs: {
  readonly [K in C['type']]: t.Type<Extract<C, { readonly type: K }>, unknown>
}): CommandCatalogue<C> => {
  const decoders = new Map(
    entriesOf<t.Type<C, unknown>>(codecs).map(([type, codec]) => [type, decoder(codec, 'full')]),
  )
  const types = [...decoders.keys()] as ReadonlyArray<C['type']>
  return {
    types,
    decode: (u) => {
      const type = typeOf(u)
      const decode = typeof type === 'string' ? decoders.get(type) : undefined
      if (decode === undefined) {
        return E.left(unknownType(typeof type === 'string' ? type : show(type), types))
      }
      const decoded = decode(u)
      return E.isRight(decoded) ? decoded : E.left(malformed(String(type), decoded.left))
    },
  }
}
