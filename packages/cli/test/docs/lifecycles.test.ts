/**
 * docs/lifecycles.md is what the aggregates do: its moves are found by walking them through random
 * histories. After a change of theirs, write it anew: `npx vitest run --project cli docs/lifecycles -u`.
 */
import { join } from 'node:path'

import { clockCommands, clockLabels, clockRejections, clockSubjects } from '@casetrail/core/clock'
import * as prettier from 'prettier'
import { beforeAll, describe, expect, test } from 'vitest'

import { aggregates, both, code, table, type Described } from './aggregates.js'
import { root } from './blocks.js'
import { diagram, partDiagram, stagesText, staying } from './lifecycle-diagram.js'
import { textOf, walks, type Walk, type Walked } from './walk.js'

const file = join(root, 'docs/lifecycles.md')
const REWRITE = 'npx vitest run --project cli docs/lifecycles -u'

/** Two walks by different chance come to the same moves, or the page would not be stable. */
const SEED = 1
const OTHER_SEED = 1_000

const INTRODUCTION = `# Lifecycles

What each aggregate does with each command. None of it is written by hand: random commands are decided in
every stage, and what moved is collected; a test holds this page equal to that. After a change of the
aggregates, write it anew with \`${REWRITE}\`.

A diagram shows the commands that can move a stream to another stage; some of them may also leave it where
it is, and then stand in the list of those as well. Commands that nothing changes by emit nothing. Who may
give which command: [authority.md](authority.md).
`

const stageless = ({ stages }: Walk): boolean => Object.keys(stages).length === 0

const eventText = ({ labels }: Described, events: ReadonlyArray<string>): string =>
  events
    .map((type) => {
      const label = labels[type]
      return label === undefined ? code(type) : `${code(type)} ${both(label)}`
    })
    .join(', then ')

const commands = (one: Described, walk: Walk, { moves }: Walked): string => {
  const outcomes = (command: string): string => {
    const its = moves.filter((move) => move.command === command)
    return [...new Set(its.map(({ events }) => eventText(one, events)))].sort().join('; or ')
  }
  const from = (command: string): ReadonlyArray<string> =>
    stageless(walk) ? [] : [stagesText(walk, walk.table[command] ?? [])]
  const head = ['command', ...(stageless(walk) ? [] : ['taken in']), 'leads to']
  return table(
    head,
    one.commands.map((command) => [code(command), ...from(command), outcomes(command)]),
  )
}

/** What the stage allows, and no decided history brings about all the same. */
const neverMet = (walk: Walk, { moves }: Walked): ReadonlyArray<string> =>
  Object.entries(walk.table).flatMap(([command, stages]) =>
    stages
      .filter((stage) => !moves.some((one) => one.command === command && one.from === stage))
      .map((stage) => `${code(command)} in ${stage}`),
  )

const rejections = ({ rejections: labels }: Pick<Described, 'rejections'>): string =>
  table(
    ['rejection', 'English', '中文'],
    Object.entries(labels).map(([tag, { en, zh }]) => [code(tag), en, zh]),
  )

const section = (one: Described, walk: Walk, walked: Walked): string => {
  const never = neverMet(walk, walked)
  return [
    `## ${both(one.title)}`,
    ...(stageless(walk)
      ? ['Without stages: every command is taken at any time, and the first opens the stream.']
      : [diagram(walk, walked), staying(walk, walked)]),
    ...(walk.parts === undefined
      ? []
      : [`### ${both(walk.parts.title)}`, partDiagram(walk, walked)]),
    '### Commands and events',
    commands(one, walk, walked),
    ...(never.length === 0
      ? []
      : [
          `Allowed by the stage for imported histories; what is decided here never leads to it: ${never.join(', ')}.`,
        ]),
    '### Rejections',
    rejections(one),
  ].join('\n\n')
}

const CLOCKS = `## Clocks 時限

\`withServiceLevels\` adds these to the streams of ${Object.keys(clockSubjects).join(', ')}: what a standard
promises there, as events beside the stream's own. A command first leads to the warnings and breaches that
were due before it, each at its own instant, then to its own events, and each of those to what it does to
clocks. ${clockCommands.types.map(code).join(', ')} leads to warnings and breaches alone, and anyone may
give it.`

const clocks = (): string =>
  [
    CLOCKS,
    table(
      ['event', 'English', '中文'],
      Object.entries(clockLabels).map(([type, { en, zh }]) => [code(type), en, zh]),
    ),
    '### Rejections',
    rejections({ rejections: clockRejections }),
  ].join('\n\n')

const page = (found: ReadonlyMap<string, Walked>): string =>
  [
    INTRODUCTION,
    ...aggregates.flatMap((one) => {
      const walk = walks.find(({ category }) => category === one.category)
      const walked = found.get(one.category)
      return walk === undefined || walked === undefined ? [] : [section(one, walk, walked)]
    }),
    clocks(),
    '',
  ].join('\n\n')

const PATIENCE = 600_000

describe('docs/lifecycles.md', () => {
  const found = new Map<string, Walked>()
  beforeAll(() => {
    for (const walk of walks) found.set(walk.category, walk.from(SEED))
  }, PATIENCE)

  test('says what the aggregates do', async () => {
    const options = await prettier.resolveConfig(file)
    const text = await prettier.format(page(found), { ...options, filepath: file })
    await expect(text, `run ${REWRITE}`).toMatchFileSnapshot(file)
  })

  test('has every aggregate', () => {
    expect([...found.keys()]).toEqual(aggregates.map(({ category }) => category))
  })

  describe.each(walks)('$category', (walk) => {
    const walked = (): Walked =>
      found.get(walk.category) ?? { moves: [], stages: new Map(), ofParts: [] }
    const described = aggregates.find(({ category }) => category === walk.category)

    test('is walked to every stage, by every command, to every event', () => {
      const { moves, stages, ofParts } = walked()
      const names = stageless(walk) ? ['any'] : ['none', ...Object.keys(walk.stages)]
      expect([...stages.keys()].sort()).toEqual([...names].sort())
      const taken = new Set(moves.map(({ command }) => command))
      expect([...taken].sort()).toEqual([...(described?.commands ?? [])].sort())
      const parts = new Set(ofParts.flatMap(({ from, to }) => [from, to]))
      const partNames = walk.parts === undefined ? [] : ['none', ...Object.keys(walk.parts.stages)]
      expect([...parts].sort()).toEqual([...partNames].sort())
      const events = new Set(moves.flatMap((move) => move.events))
      expect([...events].sort()).toEqual(Object.keys(described?.labels ?? {}).sort())
    })

    test('moves only as its table of stages says, and in nearly all of it', () => {
      const outside = walked().moves.filter(
        ({ command, from }) => !(walk.table[command]?.includes(from) ?? false),
      )
      expect(outside.map(textOf)).toEqual([])
      expect(neverMet(walk, walked())).toEqual(
        // who has absorbed others is never merged, save by an import
        walk.category === 'case' ? ['`ReleaseDuplicate` in merged'] : [],
      )
    })

    test(
      'is the same by another chance',
      () => {
        const again = walk.from(OTHER_SEED)
        for (const kind of ['moves', 'ofParts'] as const) {
          expect(again[kind].map(textOf).sort()).toEqual(walked()[kind].map(textOf).sort())
        }
      },
      PATIENCE,
    )
  })
})
