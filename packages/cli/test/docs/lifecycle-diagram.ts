/** Moves between stages as a Mermaid state diagram, and moves within them as a table. */
import { code, table } from './aggregates.js'
import type { Walk, Walked } from './walk.js'

interface Line {
  readonly from: string
  readonly to: string
  readonly commands: ReadonlyArray<string>
}

const START = '[*]'
const GROUP = 'group'

/** In the order in which the lists were first given, each once. */
const distinct = (all: ReadonlyArray<string>): ReadonlyArray<string> => [...new Set(all)]

/** Whether a command moves, or stays, alike in every stage of the group. */
const isShared = (
  { group }: Walk,
  { moves }: Walked,
  command: string,
  to: (from: string) => string,
): boolean =>
  group?.stages.every((stage) =>
    moves.some((one) => one.from === stage && one.command === command && one.to === to(stage)),
  ) ?? false

const linesOf = (walk: Walk, walked: Walked): ReadonlyArray<Line> => {
  const lines = new Map<string, Line>()
  const inGroup = (stage: string): boolean => walk.group?.stages.includes(stage) ?? false
  const order = Object.keys(walk.table)
  const moving = walked.moves.filter(({ from, to }) => from !== to)
  for (const command of order) {
    for (const move of moving.filter((one) => one.command === command)) {
      const { to } = move
      const together =
        inGroup(move.from) && !inGroup(to) && isShared(walk, walked, command, () => to)
      const from = together ? GROUP : move.from
      const line = lines.get(`${from} ${to}`) ?? { from, to, commands: [] }
      lines.set(`${from} ${to}`, { ...line, commands: distinct([...line.commands, command]) })
    }
  }
  const rank = new Map(['none', ...Object.keys(walk.stages), GROUP].map((stage, i) => [stage, i]))
  const of = (stage: string): number => rank.get(stage) ?? 0
  return [...lines.values()].sort((a, b) => of(a.from) - of(b.from) || of(a.to) - of(b.to))
}

/** The diagram: what leaves every stage of the group alike leaves the box around them. */
export const diagram = (walk: Walk, walked: Walked): string => {
  const declared = (stage: string): string =>
    `state "${stage} ${walk.stages[stage] ?? ''}" as ${stage}`
  const { group } = walk
  const alone = Object.keys(walk.stages).filter((stage) => !group?.stages.includes(stage))
  const line = ({ from, to, commands }: Line): string =>
    `${from === 'none' ? START : from} --> ${to} : ${commands.join('<br/>')}`
  const terminal = alone.filter((stage) => walked.stages.get(stage)?.terminal ?? false)
  const box =
    group === undefined
      ? []
      : [
          `state "${group.name} ${group.zh}" as ${GROUP} {`,
          ...group.stages.map((stage) => `  ${declared(stage)}`),
          '}',
        ]
  return [
    '```mermaid',
    'stateDiagram-v2',
    ...[
      ...box,
      ...alone.map(declared),
      ...linesOf(walk, walked).map(line),
      ...terminal.map((stage) => `${stage} --> ${START}`),
    ].map((text) => `  ${text}`),
    '```',
  ].join('\n')
}

/** The same of the parts of an aggregate; those that no command leaves are over. */
export const partDiagram = (
  { category, table: order, from, parts }: Walk,
  found: Walked,
): string => {
  const stages = parts?.stages ?? {}
  const moves = found.ofParts
  const isOver = (stage: string): boolean =>
    !moves.some((move) => move.from === stage && move.to !== stage)
  const met = new Map(Object.keys(stages).map((stage) => [stage, { terminal: isOver(stage) }]))
  return diagram({ category, table: order, stages, from }, { ...found, moves, stages: met })
}

/** Which commands are taken in a stage and leave it as it is. */
export const staying = (walk: Walk, walked: Walked): string => {
  const order = Object.keys(walk.table)
  const stay = (stage: string): ReadonlyArray<string> =>
    order.filter((command) =>
      walked.moves.some((one) => one.command === command && one.from === stage && one.to === stage),
    )
  const shared = order.filter((command) => isShared(walk, walked, command, (stage) => stage))
  const rows = Object.keys(walk.stages).map((stage) => {
    const its = walk.group?.stages.includes(stage) ?? false
    const more = stay(stage).filter((command) => !its || !shared.includes(command))
    return [`${stage} ${walk.stages[stage] ?? ''}`, more] as const
  })
  const all =
    walk.group === undefined
      ? rows
      : [[`all of ${walk.group.name} ${walk.group.zh}`, shared] as const, ...rows]
  return table(
    ['stage', 'commands that leave it as it is'],
    all.map(([name, commands]) => [name, commands.map(code).join(', ') || '–']),
  )
}

/** The stages of a command, by the name of the group where it is taken in all of it. */
export const stagesText = ({ group }: Walk, stages: ReadonlyArray<string>): string => {
  const whole = group?.stages.every((stage) => stages.includes(stage)) ?? false
  const rest = stages.filter((stage) => !whole || !(group?.stages.includes(stage) ?? false))
  const names = rest.map((stage) => (stage === 'none' ? '–' : stage))
  return [...(whole && group !== undefined ? [group.name] : []), ...names].join(', ')
}
