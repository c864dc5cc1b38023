/** The words of the desk: nothing that a story may tell is without a name in both languages. */
import { deskVocabulary, fieldLabels, standardWords, wordLabels } from '@casetrail/core/desk'
import { readyStandards } from '@casetrail/core/standards'
import { expect, test } from 'vitest'

import { caseEvents } from '../case/index.js'
import { clockEvents } from '../clock/events.js'
import { complaintEvents } from '../complaint/index.js'
import { correctiveActionEvents } from '../corrective-action/index.js'
import { emergencyEvents } from '../emergency/index.js'
import { followUpEvents } from '../follow-up/index.js'
import { operationsEvents } from '../operations/index.js'
import { dispatchEvents } from '../policy/index.js'

interface Node {
  readonly _tag?: string
  readonly keys?: object
  readonly value?: unknown
  readonly props?: Readonly<Record<string, Node>>
  readonly type?: Node
  readonly types?: ReadonlyArray<Node>
  readonly codomain?: Node
}

const fields = new Set<string>()
const words = new Set<string>()

const walk = (node: Node, field: string): void => {
  if (node._tag === 'KeyofType') Object.keys(node.keys ?? {}).forEach((word) => words.add(word))
  if (node._tag === 'LiteralType' && typeof node.value === 'string' && field !== 'type') {
    words.add(node.value)
  }
  for (const [name, inner] of Object.entries(node.props ?? {})) {
    fields.add(name)
    walk(inner, name)
  }
  for (const inner of [node.type, node.codomain, ...(node.types ?? [])]) {
    if (inner !== undefined) walk(inner, field)
  }
}

const catalogues = [
  caseEvents,
  complaintEvents,
  followUpEvents,
  correctiveActionEvents,
  emergencyEvents,
  operationsEvents,
  clockEvents,
  dispatchEvents,
]
for (const { versions } of catalogues) for (const { codec } of versions) walk(codec as Node, '')
fields.delete('type')

test('every field and every closed word of every event has a name', () => {
  expect([...fields].filter((name) => fieldLabels[name] === undefined)).toEqual([])
  expect([...words].filter((word) => wordLabels[word] === undefined)).toEqual([])
})

test('and none has a name that no event uses', () => {
  expect(Object.keys(fieldLabels).filter((name) => !fields.has(name))).toEqual([])
  expect(Object.keys(wordLabels).filter((word) => !words.has(word))).toEqual([])
})

test('every event type is in the vocabulary, with a name', () => {
  const types = catalogues.flatMap((catalogue): ReadonlyArray<string> => catalogue.types)
  expect(types.filter((type) => deskVocabulary.labels[type] === undefined)).toEqual([])
  expect(new Set(deskVocabulary.versions.map(({ type }) => type))).toEqual(new Set(types))
})

test('one word of a standard has one name', () => {
  for (const standard of readyStandards) {
    for (const [code, label] of Object.entries(standardWords(standard))) {
      expect(label.en, code).not.toBe('')
      expect(label.zh, code).toMatch(/\p{Script=Han}/u)
    }
  }
})
