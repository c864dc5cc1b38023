/** Laws of an event catalogue: what is written can be read, for every type and version. */
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'

import { compile, decoder } from '../codec/compile.js'
import type { EventCatalogue, EventVersion } from '../decider/catalogue.js'
import type { DomainEvent } from '../decider/message.js'
import { storable } from '../store/storable.js'

import { arbitraryOf, type Named } from './arbitrary-of.js'
import { at } from './boundary.js'
import { corrupted } from './corrupted.js'
import { expectSame, expectThat } from './equal.js'
import { DEFAULT_RUNS, type Law, type LawOptions } from './law.js'

export interface CodecLawOptions extends LawOptions {
  /** Arbitraries by codec name, as for `arbitraryOf`. */
  readonly named?: Named
}

const isEvent = (u: unknown): u is DomainEvent =>
  typeof u === 'object' && u !== null && 'type' in u && 'at' in u && typeof u.type === 'string'

const throughJson = (value: unknown): unknown => {
  const back: unknown = JSON.parse(JSON.stringify(value))
  return back
}

/** A compiled check is the codec's own `is`, and the fast decoder its `decode`, on right and wrong values. */
const checksAgree = (
  { codec }: EventVersion,
  values: fc.Arbitrary<unknown>,
  runs: number,
): void => {
  const [full, shape, decode] = [
    compile(codec, 'full'),
    compile(codec, 'shape'),
    decoder(codec, 'full'),
  ]
  const agree = (value: unknown): void => {
    const is = codec.is(value)
    expectSame('the compiled check', full(value), is)
    expectSame('the fast decoder', E.isRight(decode(value)), E.isRight(codec.decode(value)))
    expectThat('what is right in full is right in shape', !is || shape(value), value)
  }
  fc.assert(fc.property(values, agree), { numRuns: runs })
  fc.assert(fc.property(corrupted(values), agree), { numRuns: runs })
}

const readsBack = <Ev extends DomainEvent>(
  catalogue: EventCatalogue<Ev>,
  { type, version, codec }: EventVersion,
  value: unknown,
): void => {
  expectSame('decode after encode', codec.decode(codec.encode(value)), E.right(value))
  if (!isEvent(value)) throw new Error(`${type} v${version} has no type and time`)
  expectSame('its type', value.type, type)
  const stored = throughJson(value)
  if (!isEvent(stored)) throw new Error(`${type} v${version} does not survive JSON`)
  expectSame('JSON', codec.decode(stored), E.right(value))
  expectThat('a store takes it', E.isRight(storable([sealed(value)])), value)
  for (const depth of ['full', 'shape'] as const) {
    const read = catalogue.decode(stored, version, depth)
    if (E.isLeft(read)) expectSame(`the catalogue, ${depth}`, read, E.right(value))
    else expectCurrent(catalogue, version, value, read.right)
  }
}

const sealed = (event: DomainEvent) => ({
  eventId: 'laws',
  recordedAt: at('2025-01-01T00:00:00.000Z'),
  event,
  metadata: {
    actor: { id: 'laws', role: 'laws' },
    commandId: 'laws',
    correlationId: 'laws',
    causationId: 'laws',
    schemaVersion: 1,
  },
})

/** What was read is today's event: the same where it was today's already, right in full where it was upcast. */
const expectCurrent = <Ev extends DomainEvent>(
  catalogue: EventCatalogue<Ev>,
  version: number,
  value: unknown,
  read: Ev,
): void => {
  const current = catalogue.currentVersion(read.type)
  if (version === current) expectSame('upcasting a current event', read, value)
  expectSame('reading it as current', catalogue.decode(read, current, 'full'), E.right(read))
}

/**
 * For every type and version of a catalogue, on values made from the codecs and on corrupted ones: the
 * compiled checks are the codecs' own, decoding takes back encoding and JSON, a store takes the events,
 * upcasting changes no current event and makes current ones of all others.
 *
 * @example
 * import { caseEvents } from '@casetrail/core/case'
 * import { codecLaws } from '@casetrail/core/testing'
 * import { test } from 'vitest'
 *
 * for (const law of codecLaws('case events', caseEvents)) test(law.name, law.run)
 */
export const codecLaws = <Ev extends DomainEvent>(
  name: string,
  catalogue: EventCatalogue<Ev>,
  { runs = DEFAULT_RUNS, named }: CodecLawOptions = {},
): ReadonlyArray<Law> =>
  catalogue.versions.map((version) => ({
    name: `${name}: ${version.type} v${String(version.version)} is checked, written and read back alike`,
    run: () => {
      const values: fc.Arbitrary<unknown> = arbitraryOf(version.codec, named)
      checksAgree(version, values, runs)
      fc.assert(
        fc.property(values, (value) => readsBack(catalogue, version, value)),
        { numRuns: runs },
      )
      return Promise.resolve()
    },
  }))
