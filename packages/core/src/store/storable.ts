/** What a store takes: values that JSON gives back unchanged. */
import * as E from 'fp-ts/lib/Either.js'

import { isFields } from '../codec/fields.js'
import { pointerKey } from '../codec/pointer.js'
import { show } from '../codec/problem.js'

import type { InvalidEvent, NewEvent } from './port.js'

const DEEPEST = 64

/** `pointer` begins at the value looked at; '' is the value itself. */
interface Fault {
  readonly pointer: string
  readonly found: string
  readonly expected: string
}

const fault = (value: unknown, expected: string): Fault => ({
  pointer: '',
  found: show(value),
  expected,
})

/** The same fault as seen from the object or list that holds it: places are written only for faults. */
const within = (key: string, found: Fault): Fault => ({
  ...found,
  pointer: `/${pointerKey(key)}${found.pointer}`,
})

const isRefused = (key: string): boolean =>
  key === '__proto__' || key === 'constructor' || key === 'prototype'

const inObject = (value: object, depth: number): Fault | undefined => {
  if (depth > DEEPEST) return fault(value, `at most ${String(DEEPEST)} levels, no cycle`)
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      const found = faultIn(value[i], depth)
      if (found !== undefined) return within(String(i), found)
    }
    return undefined
  }
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return fault(value, 'a plain object')
  for (const key in value) {
    if (isRefused(key)) return within(key, fault(key, 'another key'))
    if (!key.isWellFormed()) return fault(key, 'keys without lone surrogates')
    const found = faultIn((value as Readonly<Record<string, unknown>>)[key], depth)
    if (found !== undefined) return within(key, found)
  }
  return undefined
}

const faultIn = (value: unknown, depth: number): Fault | undefined => {
  switch (typeof value) {
    case 'string':
      return value.isWellFormed() ? undefined : fault(value, 'text without lone surrogates')
    case 'boolean':
      return undefined
    case 'number':
      return Number.isFinite(value) ? undefined : fault(value, 'a finite number')
    case 'object':
      return value === null ? undefined : inObject(value, depth + 1)
    case 'undefined':
    case 'bigint':
    case 'function':
    case 'symbol':
      return fault(value, 'a JSON value')
  }
}

const inPart = (part: unknown): Fault | undefined =>
  isFields(part) ? inObject(part, 0) : fault(part, 'a plain object')

const inEvent = ({ event, metadata }: NewEvent): Fault | undefined => {
  const found = inPart(event)
  if (found !== undefined) return within('event', found)
  const beside = inPart(metadata)
  return beside && within('metadata', beside)
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
    const found = inEvent(event)
    if (found !== undefined) return E.left({ _tag: 'InvalidEvent', index, ...found })
  }
  return E.right(undefined)
}
