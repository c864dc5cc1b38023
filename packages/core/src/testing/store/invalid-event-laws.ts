/** Laws of what a store refuses: everything that JSON would not give back unchanged. */
import type { NewEvent } from '../../store/port.js'
import { expectSame, expectThat } from '../equal.js'

import { nonEmpty, type Events, type Probe, type StoreLaw } from './probe.js'

const nested = (levels: number): unknown => {
  let value: unknown = 0
  for (let i = 0; i < levels; i++) value = i % 2 === 0 ? [value] : { value }
  return value
}

const cycle = (): unknown => {
  const value: Record<string, unknown> = {}
  value['self'] = { value }
  return value
}

const ownProto: unknown = JSON.parse('{"a":{"__proto__":{"admin":true}}}')

const refused: ReadonlyArray<readonly [name: string, value: () => unknown]> = [
  ['NaN', () => Number.NaN],
  ['infinity', () => -Infinity],
  ['undefined', () => undefined],
  ['undefined in a list', () => [1, undefined]],
  ['a hole in a list', () => Array.from({ length: 3 }).fill(1, 0, 1)],
  ['a bigint', () => 10n],
  ['a function', () => () => 1],
  ['a symbol', () => Symbol('s')],
  ['a cycle', cycle],
  ['a __proto__ key', () => ownProto],
  ['a lone surrogate', () => 'a\ud800b'],
  ['a lone surrogate in a key', () => ({ 'a\udc00': 1 })],
  ['1,000 levels', () => nested(1_000)],
  ['100,000 levels', () => nested(100_000)],
  ['a date', () => new Date(0)],
  ['a map', () => new Map([['a', 1]])],
]

const expectInvalid = async (probe: Probe, events: Events, index: number): Promise<void> => {
  const stream = probe.stream()
  const head = await probe.head()
  const error = await probe.refused(stream, 'noStream', events)
  expectSame('the error', error._tag, 'InvalidEvent')
  if (error._tag === 'InvalidEvent') expectSame('the index', error.index, index)
  const { events: stored } = await probe.read({ stream })
  expectSame('the stream after it', stored, [])
  expectSame('the end of the store after it', await probe.head(), head)
}

export const invalidEventLaws: ReadonlyArray<StoreLaw> = [
  ...refused.map(([name, value]): StoreLaw => [
    `an event that holds ${name} is an InvalidEvent, and nothing of its append is written`,
    async (probe) => {
      const bad = probe.event({ fields: { value: value() } })
      await expectInvalid(probe, nonEmpty([probe.event(), bad, probe.event()]), 1)
      await expectInvalid(probe, [probe.event({ fields: { deep: [{ value: value() }] } })], 0)
    },
  ]),
  [
    'metadata is held to the same',
    async (probe) => {
      const bad = probe.event({ metadata: { commandId: 'a\ud800' } })
      await expectInvalid(probe, [probe.event(), bad], 1)
    },
  ],
  [
    'an InvalidEvent points to the place',
    async (probe) => {
      const bad = probe.event({ fields: { list: [0, { n: Number.NaN }] } })
      const error = await probe.refused(probe.stream(), 'noStream', [bad])
      expectThat(
        'the pointer is /event/list/1/n',
        error._tag === 'InvalidEvent' && error.pointer === '/event/list/1/n',
        error,
      )
    },
  ],
  [
    'an empty append is an InvalidEvent',
    async (probe) => {
      const none: ReadonlyArray<NewEvent> = []
      await expectInvalid(probe, none as Events, 0)
    },
  ],
  [
    'thirty levels are taken',
    async (probe) => {
      const stream = probe.stream()
      const event = probe.event({ fields: { value: nested(30) } })
      await probe.append(stream, 'noStream', [event])
      expectSame('it', (await probe.read({ stream })).events[0]?.event, event.event)
    },
  ],
]
