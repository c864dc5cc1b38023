import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { derivedId } from './derived-id.js'
import { Uuid } from './primitives.js'

test('agrees with the example of RFC 9562, A.4', () => {
  expect(derivedId('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe(
    '2ed6657d-e927-568b-95e1-2665a8aea6a2',
  )
})

test('is a UUID for any parts, lone surrogates too, and another for others', () => {
  const text = fc.string({ unit: 'binary' })
  fc.assert(
    fc.property(text, text, text, (namespace, a, b) => {
      expect(Uuid.is(derivedId(namespace, a))).toBe(true)
      if (a.toWellFormed() !== b.toWellFormed()) {
        expect(derivedId(namespace, a)).not.toBe(derivedId(namespace, b))
        expect(derivedId(a, namespace)).not.toBe(derivedId(b, namespace))
      }
    }),
    { numRuns: 300 },
  )
  expect(Uuid.is(derivedId('\ud800', '\udfff'))).toBe(true)
})
