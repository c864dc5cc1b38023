/** Laws that every lifecycle keeps beside `deciderLaws` and `codecLaws`, as tests. */
import {
  fold,
  type Aggregate,
  type Command,
  type CommandCatalogue,
  type DomainEvent,
  type EventCatalogue,
} from '@casetrail/core'
import type { Label } from '@casetrail/core/standards'
import { arbitraryOf, corrupted, type ValidHistory } from '@casetrail/core/testing'
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import type * as t from 'io-ts'
import { expect, test } from 'vitest'

const RUNS = 200
const HISTORIES = 600

/** Of `decided` alone, where some events come of more than their command says. */
export const leadsBack = <C extends Command, S, Ev extends DomainEvent, R>(
  aggregate: Aggregate<C, S, Ev, R>,
  valid: fc.Arbitrary<ValidHistory<C, S, Ev>>,
  decided: (event: Ev) => boolean = () => true,
): void => {
  test("an event's command leads to that event again, in the state before it", () => {
    fc.assert(
      fc.property(valid, ({ steps }) => {
        for (const { before, command, events } of steps) {
          events.forEach((event, i) => {
            if (!decided(event)) return
            const state = fold(aggregate, before, events.slice(0, i))
            const again = aggregate.decide(aggregate.commandOf(event, command.actor), state)
            const found = E.isRight(again) ? again.right : again.left
            if (events.length === 1) expect(found).toEqual([event])
            else expect(found).toContainEqual(event)
          })
        }
      }),
      { numRuns: HISTORIES },
    )
  }, 120_000)
}

/** `codecs` are what the aggregate's index exports, every command's codec under its type. */
export const decodeExactly = <C extends Command>(
  { types, decode }: CommandCatalogue<C>,
  codecs: Readonly<Record<string, unknown>>,
): void => {
  test.each(types.map((type) => ({ type })))(
    '$type is decoded exactly where its codec accepts it, also after JSON',
    ({ type }) => {
      const codec = codecs[type] as t.Mixed
      const values: fc.Arbitrary<unknown> = arbitraryOf(codec)
      fc.assert(
        fc.property(values, (value) => {
          expect(decode(value)).toEqual(E.right(value))
          expect(decode(JSON.parse(JSON.stringify(value)))).toEqual(E.right(value))
        }),
        { numRuns: RUNS },
      )
      fc.assert(
        fc.property(corrupted(values), (value) => {
          const isOfType =
            typeof value === 'object' && value !== null && 'type' in value && value.type === type
          if (isOfType) expect(E.isRight(decode(value))).toBe(codec.is(value))
          else expect(decode(value)).toMatchObject({ _tag: 'Left' })
        }),
        { numRuns: RUNS },
      )
    },
  )
}

/** Whose the personal fields of an event are stands beside them, or it is no event. */
export const namesTheCustomer = <Ev extends DomainEvent>({
  versions,
}: EventCatalogue<Ev>): void => {
  test.each(versions.filter(({ personal }) => personal.length > 0))(
    '$type always names the customer whose they are',
    ({ codec }: { readonly codec: t.Mixed }) => {
      const values: fc.Arbitrary<unknown> = arbitraryOf(codec)
      fc.assert(
        fc.property(values, (value) => {
          const { customer, ...anonymous } = value as Readonly<Record<string, unknown>>
          expect(typeof customer).toBe('string')
          expect(codec.is(anonymous)).toBe(false)
        }),
        { numRuns: RUNS },
      )
    },
  )
}

export const labelled = <Ev extends DomainEvent>(
  { types }: EventCatalogue<Ev>,
  labels: Readonly<Record<Ev['type'], Label>>,
): void => {
  test('every type has a label of its own, in both languages', () => {
    const all: ReadonlyArray<Label> = Object.values(labels)
    expect(Object.keys(labels).sort()).toEqual([...types].sort())
    expect(new Set(all.map(({ en }) => en)).size).toBe(all.length)
    expect(new Set(all.map(({ zh }) => zh)).size).toBe(all.length)
  })
}
