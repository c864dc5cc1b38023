/**
 * docs/authority.md is what the aggregates and the standard say. After a change of theirs, write it anew:
 * `npx vitest run --project cli docs/authority -u`.
 */
import { join } from 'node:path'

import { permissions, type Severity } from '@casetrail/core'
import { retail2025, type Label } from '@casetrail/core/standards'
import * as prettier from 'prettier'
import { describe, expect, test } from 'vitest'

import { aggregates, both, code, table, type Described } from './aggregates.js'
import { root } from './blocks.js'

const file = join(root, 'docs/authority.md')
const REWRITE = 'npx vitest run --project cli docs/authority -u'
const { roles, approval, supervisorRoles } = retail2025

const INTRODUCTION = `# Who may do what

Each command takes one permission; a standard says which roles have which permissions, and whose approval
money takes. Here: \`${retail2025.id}\` version ${String(retail2025.version)} (${retail2025.label.en}, ${retail2025.label.zh}).

A test holds this page equal to the code and the standard; after a change of theirs, write it anew with
\`${REWRITE}\`.

Authority is part of the decision, asked after the stage and before the other rules. A role without the
permission is answered \`NotPermitted\` with the roles that have it, one person in two duties that are kept
apart \`DutiesNotSeparated\` with the name of the rule. \`authorize(actor, command, state)\` of an aggregate
asks without deciding. A stream is judged by the standard that it was opened under. Who the actor is, and
in which role, the host makes sure of, also that a \`customer\` speaks for themselves; what each command does: [lifecycles.md](lifecycles.md).
`

const severityLabels: Readonly<Record<Severity, Label>> = {
  general: { en: 'general', zh: '一般' },
  major: { en: 'major', zh: '較重' },
  serious: { en: 'serious', zh: '嚴重' },
}

const list = (labels: ReadonlyArray<Label>): string => labels.map(both).join(', ')
const severitiesOf = (all: ReadonlyArray<Severity>): string =>
  list(all.map((one) => severityLabels[one]))
const labelOf = (role: string): Label =>
  roles.find((one) => one.code === role)?.label ?? { en: role, zh: '' }
const rolesOf = (all: ReadonlyArray<string>): string => list(all.map(labelOf))

/** Amounts are in minor units: cents, 分. */
const money = (minor: number, currency: string): string =>
  `${(minor / 100).toLocaleString('en', { minimumFractionDigits: 2 })} ${currency}`

const permissionsOf = (one: Described): ReadonlyArray<string> =>
  permissions.filter((permission) => Object.values(one.permissions).includes(permission))

const commandsOf = (one: Described, permission: string): ReadonlyArray<string> =>
  one.commands.filter((command) => one.permissions[command] === permission)

const may = (role: (typeof roles)[number], permission: string): boolean =>
  role.may.some((one) => one === permission)

const section = (one: Described): string => {
  const its = permissionsOf(one)
  const [some, none] = [true, false].map((wanted) =>
    roles.filter((role) => its.some((permission) => may(role, permission)) === wanted),
  )
  const rows = its.map((permission) => [
    code(permission),
    commandsOf(one, permission).map(code).join(', '),
    ...(some ?? []).map((role) => (may(role, permission) ? '●' : '')),
  ])
  const nothing = (none ?? []).map(({ label }) => label)
  return [
    `## ${both(one.title)}`,
    table(['permission', 'commands', ...(some ?? []).map(({ label }) => both(label))], rows),
    ...(nothing.length === 0 ? [] : [`Nothing of it: ${list(nothing)}.`]),
  ].join('\n\n')
}

const duties = (): string => {
  const byRule = new Map<string, ReadonlyArray<string>>()
  for (const one of aggregates) {
    for (const { rule, label, on } of one.duties) {
      const row = byRule.get(`${one.category} ${rule}`)
      const commands = row === undefined ? code(on) : `${row[2] ?? ''}, ${code(on)}`
      byRule.set(`${one.category} ${rule}`, [
        both(one.title),
        code(rule),
        commands,
        label.en,
        label.zh,
      ])
    }
  }
  return [
    '## Duties that one person cannot hold at once 職責分離',
    table(['of', 'rule', 'on', 'English', '中文'], [...byRule.values()]),
  ].join('\n\n')
}

const approvals = (): string =>
  [
    '## Whose approval a remedy takes 審批權限',
    `Within the discretion of the role (合理授權) the proposer of a remedy approves it alone:`,
    table(
      ['role', 'severity', 'up to'],
      approval.discretion.map(({ role, severities, currency, upTo }) => [
        both(labelOf(role)),
        severitiesOf(severities),
        money(upTo, currency),
      ]),
    ),
    `Above it, and for what another proposed, the first of these bands that fits names the roles that may
approve; what has no amount takes the first band of its severity. Compensation in an emergency is judged by its total, as serious.
Each remedy and each compensation is judged by itself: several small ones are not added up.`,
    table(
      ['severity', 'up to', 'approvers'],
      approval.bands.map(({ severities, currency, upTo, approvers }) => [
        severitiesOf(severities),
        upTo === undefined ? `any amount in ${currency}` : money(upTo, currency),
        rolesOf(approvers),
      ]),
    ),
    `Where a rule asks for a supervisor (\`SupervisorRequired\`): ${rolesOf(supervisorRoles)}.`,
  ].join('\n\n')

const page = (): string =>
  [INTRODUCTION, ...aggregates.map(section), duties(), approvals(), ''].join('\n\n')

describe('docs/authority.md', () => {
  test('says what the aggregates and the standard say', async () => {
    const options = await prettier.resolveConfig(file)
    const text = await prettier.format(page(), { ...options, filepath: file })
    await expect(text, `run ${REWRITE}`).toMatchFileSnapshot(file)
  })

  test('names every command, every duty and every role', () => {
    const text = page()
    for (const { commands, duties: its } of aggregates) {
      for (const command of commands) expect(text).toContain(code(command))
      for (const { rule } of its) expect(text).toContain(code(rule))
    }
    for (const { label } of roles) expect(text).toContain(both(label))
  })
})

describe('authority', () => {
  test('gives every permission to a command and a role, and every command a permission of its own', () => {
    const used = aggregates.flatMap(({ permissions: its }) => Object.values(its))
    expect(permissions.filter((one) => !used.includes(one))).toEqual([])
    const held = new Set(roles.flatMap((role) => role.may))
    expect(permissions.filter((one) => !held.has(one))).toEqual([])
    for (const { category, permissions: its, commands } of aggregates) {
      expect(Object.keys(its).sort()).toEqual([...commands].sort())
      for (const permission of Object.values(its)) expect(permission).toMatch(`${category}.`)
    }
  })

  test('says each duty and each rejection in words of its own, in both languages', () => {
    for (const { duties: its, rejections } of aggregates) {
      const rules = new Map(its.map(({ rule, label }) => [rule, label]))
      for (const labels of [[...rules.values()], Object.values(rejections)]) {
        expect(new Set(labels.map(({ en }) => en)).size).toBe(labels.length)
        expect(new Set(labels.map(({ zh }) => zh)).size).toBe(labels.length)
      }
    }
  })
})
