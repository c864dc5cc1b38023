/** What a store takes: values that JSON gives back unchanged. */
import * as E from 'fp-ts/lib/Either.js'

import { pointerKey } from '../codec/pointer.js'
import { show } from '../codec/problem.js'

import type { InvalidEvent, NewEvent } from './port.js'

const DEEPEST = 64

interface Fault {
  readonly pointer: string
  readonly found: string
  readonly expected: string
}

const fault = (pointer: string, value: unknown, expected: string): Fault => ({
  pointer,
  found: show(value),
  expected,
})

const placeOf = (pointer: string, key: string | number): string =>
  `${pointer}/${typeof key === 'number' ? String(key) : pointerKey(key)}`

const refused = new Set(['__proto__', 'constructor', 'prototype'])

const inObject = (value: object, pointer: string, depth: number): Fault | undefined => {
  if (depth > DEEPEST) return fault(pointer, value, `at most ${String(DEEPEST)} levels, no cycle`)
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      const found = faultIn(value[i], pointer, i, depth)
      if (found !== undefined) return found
    }
    return undefined
  }
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) {
    return fault(pointer, value, 'a plain object')
  }
  for (const key in value) {
    if (refused.has(key)) return fault(placeOf(pointer, key), key, 'another key')
    if (!key.isWellFormed()) return fault(pointer, key, 'keys without lone surrogates')
    const found = faultIn((value as Readonly<Record<string, unknown>>)[key], pointer, key, depth)
    if (found !== undefined) return found
  }
  return undefined
}

const faultIn = (
  value: unknown,
  pointer: string,
  key: string | number,
  depth: number,
): Fault | undefined => {
  switch (typeof value) {
    case 'string':
      return value.isWellFormed()
        ? undefined
        : fault(placeOf(pointer, key), value, 'text without lone surrogates')
    case 'boolean':
      return undefined
    case 'number':
      return Number.isFinite(value)
        ? undefined
        : fault(placeOf(pointer, key), value, 'a finite number')
    case 'object':
      return value === null ? undefined : inObject(value, placeOf(pointer, key), depth + 1)
    case 'undefined':
    case 'bigint':
    case 'function':
    case 'symbol':
      return fault(placeOf(pointer, key), value, 'a JSON value')
  }
}

/** The first of the events that JSON would not give back unchanged, or an empty append, as `InvalidEvent`. */
export const storable = (events: ReadonlyArray<NewEvent>): E.Either<InvalidEvent, void> => {
  if (events.length === 0) {
    return E.left({
      _tag: 'InvalidEvent',
      index: 0,
      pointer: '',
      found: 'no events',
      expected: 'at least one event',
    })
  }
  for (let index = 0; index < events.length; index++) {
    const event = events[index]
    if (event === undefined) continue
    const found = inObject(event.event, '/event', 0) ?? inObject(event.metadata, '/metadata', 0)
    if (found !== undefined) return E.left({ _tag: 'InvalidEvent', index, ...found })
  }
  return E.right(undefined)
}
