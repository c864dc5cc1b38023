/**
 * docs/personal-fields.md is what the codecs say. After a change of theirs, write it anew:
 * `npx vitest run --project cli personal-fields -u`.
 */
import { join } from 'node:path'

import type { EventVersion } from '@casetrail/core'
import * as prettier from 'prettier'
import { describe, expect, test } from 'vitest'

import { aggregates, both, code, table, type Described } from './aggregates.js'
import { root } from './blocks.js'

const file = join(root, 'docs/personal-fields.md')

const INTRODUCTION = `# Personal fields

Which fields of which events hold personal data, as marked by \`personal(...)\` in their codecs. A test
holds this page equal to the codecs; after a change of theirs, write it anew with
\`npx vitest run --project cli personal-fields -u\`.

*Field* is an RFC 6901 pointer into the event; *subject* is the field beside it that holds the data
subject's id. What is marked is stored as plain text for now; \`trace\` shows it only when asked to.

Not marked, though a source may put a name there: \`/attributes\` and \`/externalRef\` of what opens a
stream, which an import fills from the columns that its mapping names, and the plain texts of corrective
actions, emergencies and operations. Ids of customers and staff are pseudonyms.
`

const rowsOf = ({ type, version, personal }: EventVersion): ReadonlyArray<ReadonlyArray<string>> =>
  personal.map(({ pointer, category, subject, purpose }) => [
    type,
    String(version),
    code(pointer),
    category,
    code(`/${subject}`),
    purpose,
  ])

const HEAD = ['event', 'version', 'field', 'category', 'subject', 'purpose']

const section = ({ title, versions }: Described): string => {
  const rows = versions.flatMap(rowsOf)
  const without = versions.filter(({ personal }) => personal.length === 0)
  const names = without.map(({ type }) => type).join(', ')
  return [
    `## ${both(title)}`,
    ...(rows.length === 0
      ? ['None: its events know no customer, and its texts name causes, not persons.']
      : [table(HEAD, rows), ...(names === '' ? [] : [`Without personal fields: ${names}.`])]),
  ].join('\n\n')
}

const page = [INTRODUCTION, ...aggregates.map(section), ''].join('\n\n')

test('docs/personal-fields.md lists the personal fields of every event', async () => {
  const options = await prettier.resolveConfig(file)
  const text = await prettier.format(page, { ...options, filepath: file })
  await expect(text).toMatchFileSnapshot(file)
})

describe.each(aggregates)('$category', ({ versions }) => {
  test('names the data subject beside every personal field', () => {
    for (const { type, codec, personal } of versions) {
      for (const { subject } of personal) {
        expect(fieldsOf(codec), `${type} has no field ${subject}`).toContain(subject)
      }
    }
  })

  test('has a customer in its events, or nothing personal', () => {
    const knows = versions.some(({ codec }) => fieldsOf(codec).includes('customer'))
    expect(versions.some(({ personal }) => personal.length > 0)).toBe(knows)
  })
})

/** The names of a codec's required and optional fields, through what wraps them. */
const fieldsOf = (codec: object): ReadonlyArray<string> => {
  const node = codec as {
    readonly props?: object
    readonly type?: object
    readonly types?: ReadonlyArray<object>
  }
  return [
    ...Object.keys(node.props ?? {}),
    ...(node.type === undefined ? [] : fieldsOf(node.type)),
    ...(node.types ?? []).flatMap(fieldsOf),
  ]
}
