/**
 * docs/personal-fields.md is what the codecs say. After a change of theirs, write it anew:
 * `npx vitest run --project cli personal-fields -u`.
 */
import { join } from 'node:path'

import type { EventVersion } from '@casetrail/core'
import { caseEvents } from '@casetrail/core/case'
import * as prettier from 'prettier'
import { expect, test } from 'vitest'

import { root } from './blocks.js'

const file = join(root, 'docs/personal-fields.md')

const INTRODUCTION = `# Personal fields

Which fields of which events hold personal data, as marked by \`personal(...)\` in their codecs. A test
holds this page equal to the codecs; after a change of theirs, write it anew with
\`npx vitest run --project cli personal-fields -u\`.

*Field* is an RFC 6901 pointer into the event; *subject* is the field beside it that holds the data
subject's id. What is marked is stored as plain text for now; \`trace\` shows it only when asked to.

Not marked, though a source may put a name there: \`/attributes\` and \`/externalRef\` of CaseOpened, which
an import fills from the columns that its mapping names. Ids of customers and staff are pseudonyms.
`

const rowOf = ({ type, version, personal }: EventVersion): ReadonlyArray<string> =>
  personal.map(
    ({ pointer, category, subject, purpose }) =>
      `| ${type} | ${String(version)} | \`${pointer}\` | ${category} | \`/${subject}\` | ${purpose} |`,
  )

const page = (versions: ReadonlyArray<EventVersion>): string => {
  const without = versions.filter(({ personal }) => personal.length === 0)
  return [
    INTRODUCTION,
    '| event | version | field | category | subject | purpose |',
    '| --- | --- | --- | --- | --- | --- |',
    ...versions.flatMap(rowOf),
    '',
    `Without personal fields: ${without.map(({ type }) => type).join(', ')}.`,
    '',
  ].join('\n')
}

test('docs/personal-fields.md lists the personal fields of every case event', async () => {
  const options = await prettier.resolveConfig(file)
  const text = await prettier.format(page(caseEvents.versions), { ...options, filepath: file })
  await expect(text).toMatchFileSnapshot(file)
})

test('an event with personal fields names its data subject', () => {
  for (const { type, codec, personal } of caseEvents.versions) {
    for (const { subject } of personal) {
      expect(fieldsOf(codec), `${type} has no field ${subject}`).toContain(subject)
    }
  }
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
