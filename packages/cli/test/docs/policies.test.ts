/**
 * docs/policies.md is what the policies say of themselves: which events each reacts to, and which commands
 * it may give. After a change of theirs, write it anew: `npx vitest run --project cli docs/policies -u`.
 */
import { join } from 'node:path'

import { deskPolicies, policyPicture, type AnyPolicy } from '@casetrail/core/policy'
import { readyStandards } from '@casetrail/core/standards'
import * as prettier from 'prettier'
import { describe, expect, test } from 'vitest'

import { aggregates, both, code, table } from './aggregates.js'
import { root } from './blocks.js'

const file = join(root, 'docs/policies.md')
const REWRITE = 'npx vitest run --project cli docs/policies -u'

const INTRODUCTION = `# Policies

What happens in one stream leads to commands for others. None of this page is written by hand: it is what
the policies say of themselves, and a test holds it equal to that. After a change of theirs, write it anew
with \`${REWRITE}\`.

Rounded are events, six-sided the policies, square the commands; a dotted line that ends in a cross only
withdraws what waits. Numbers (how long, how often) are those of the standard that the event's stream was
opened under: [standards.md](standards.md). A command that is refused is written down with its reason, as
\`DispatchAnswered\` in a stream of its own.
`

const managers = deskPolicies(readyStandards)

interface Group {
  readonly title: string
  readonly policies: ReadonlyArray<AnyPolicy>
}

const firstOf = ({ on }: AnyPolicy): string => Object.keys(on)[0] ?? ''

const titles: Readonly<Record<string, string>> = {
  'desk.deadlines': 'Deadlines 時限檢查',
  'desk.merging': 'Merging 合併',
  'desk.surge': 'Surges 投訴激增',
  'desk.interruption': 'Interruptions 服務中斷',
  'desk.recurringCause': 'Recurring causes 同因多發',
  'desk.periodic': 'Periodic follow-ups 定期回訪',
}

/** What the policies of a story react to first. */
const storyTitles: Readonly<Record<string, string>> = {
  case: 'After what happens to a case 工單之後',
  complaint: 'After what happens to a complaint 投訴之後',
  followUp: 'After what happens to a follow-up 回訪之後',
  dispatch: 'After a command was refused 指令被拒之後',
}

/** The policies of stories are told by what they react to, those of all other managers together. */
const groups: ReadonlyArray<Group> = managers.flatMap(
  ({ facts, policies }): ReadonlyArray<Group> => {
    const title = titles[facts.name]
    if (title !== undefined) return [{ title, policies }]
    return [...new Set(policies.map(firstOf))].map((category) => {
      const its = policies.filter((policy) => firstOf(policy) === category)
      return { title: storyTitles[category] ?? category, policies: its }
    })
  },
)

const typesText = (types: AnyPolicy['on']): string =>
  Object.entries(types)
    .map(([category, its]) => `${category}: ${its.map(code).join(', ')}`)
    .join('; ')

/** What it reacts to and does not only withdraw by. */
const leading = ({ on, withdrawsOn = {} }: AnyPolicy): AnyPolicy['on'] =>
  Object.fromEntries(
    Object.entries(on).flatMap(([category, types]) => {
      const its = types.filter((type) => withdrawsOn[category]?.includes(type) !== true)
      return its.length === 0 ? [] : [[category, its]]
    }),
  )

const section = ({ title, policies }: Group): string =>
  [
    `## ${title}`,
    ['```mermaid', policyPicture(policies), '```'].join('\n'),
    table(
      ['policy', 'when', 'then', 'source'],
      policies.map((policy) => [
        `${code(policy.name)} ${both(policy.label)}`,
        typesText(leading(policy)),
        typesText(policy.gives),
        `${policy.source.handbook}: ${both(policy.source.gist)}`,
      ]),
    ),
  ].join('\n\n')

describe('docs/policies.md', () => {
  test('says what the policies do', async () => {
    const page = [INTRODUCTION, ...groups.map(section), ''].join('\n\n')
    const options = await prettier.resolveConfig(file)
    const text = await prettier.format(page, { ...options, filepath: file })
    await expect(text, `run ${REWRITE}`).toMatchFileSnapshot(file)
  })

  test('has every policy once, and every manager', () => {
    const named = groups.flatMap(({ policies }) => policies.map(({ name }) => name))
    const all = managers.flatMap(({ policies }) => policies.map(({ name }) => name))
    expect([...named].sort()).toEqual([...all].sort())
    expect(managers.map(({ facts }) => facts.name).filter((name) => !(name in titles))).toEqual([
      'desk.story',
    ])
  })

  test.each(aggregates.map((one) => [one.category, one] as const))(
    'names only events and commands that there are: %s',
    (category, { commands, versions }) => {
      const ticks = new Set(['CheckDeadlines'])
      const given = managers.flatMap(({ policies }) =>
        policies.flatMap(({ gives }) => gives[category] ?? []),
      )
      expect(given.filter((type) => !commands.includes(type) && !ticks.has(type))).toEqual([])
      const types = new Set(versions.map(({ type }) => type))
      const seen = managers.flatMap(({ policies }) =>
        policies.flatMap(({ on }) => on[category] ?? []),
      )
      expect(seen.filter((type) => !types.has(type) && !type.startsWith('Clock'))).toEqual([])
    },
  )
})
