/** What moves each aggregate: found by walking it through random histories, never written down. */
import type { Command, DomainEvent } from '@casetrail/core'
import { caseStages } from '@casetrail/core/case'
import { complaintStages } from '@casetrail/core/complaint'
import { correctiveActionStages } from '@casetrail/core/corrective-action'
import { emergencyStages } from '@casetrail/core/emergency'
import { followUpStages } from '@casetrail/core/follow-up'
import type { GovernedAggregate } from '@casetrail/core/lifecycle'
import type { Label } from '@casetrail/core/standards'
import { histories, type ValidHistory } from '@casetrail/core/testing'
import * as fc from 'fast-check'

import { caseCommandsFor } from '../../../core/test/case-commands.js'
import { cases } from '../../../core/test/case-kit.js'
import { correctiveActionCommandsFor } from '../../../core/test/corrective-action-commands.js'
import { actions } from '../../../core/test/corrective-action-kit.js'
import { emergencyCommandsFor } from '../../../core/test/emergency-commands.js'
import { emergencies } from '../../../core/test/emergency-kit.js'
import { followUpCommandsFor } from '../../../core/test/follow-up-commands.js'
import { followUps } from '../../../core/test/follow-up-kit.js'
import { complaintCommandsFor } from '../../../core/test/complaint-commands.js'
import { complaints } from '../../../core/test/complaint-kit.js'

import { operationsCommandsFor } from '../../../core/test/operations-commands.js'
import { operations } from '../../../core/test/operations-kit.js'

import {
  caseStageNames,
  complaintStageNames,
  correctiveActionStageNames,
  emergencyStageNames,
  followUpStageNames,
  remedyStandingNames,
} from '../../src/present/stage-names.js'

/** A command that was taken, the events it led to, and the stages around it. */
export interface Move {
  readonly from: string
  readonly command: string
  readonly events: ReadonlyArray<string>
  readonly to: string
}

export const textOf = ({ from, command, events, to }: Move): string =>
  `${from}, ${command}: ${events.join(', ')}, ${to}`

export interface Walked {
  /** Every kind of move that was met, once. */
  readonly moves: ReadonlyArray<Move>
  /** Every stage that was met, and whether nothing is taken there any more. */
  readonly stages: ReadonlyMap<string, { readonly terminal: boolean }>
  /** The moves of the aggregate's parts, where they have stages of their own. */
  readonly ofParts: ReadonlyArray<Move>
}

/** An aggregate that can be walked, and the table that it says it goes by. */
export interface Walk {
  readonly category: string
  /** From which stages each command is taken. */
  readonly table: Readonly<Record<string, ReadonlyArray<string>>>
  /** The stages but `none`, with their Chinese names; empty where the aggregate has none. */
  readonly stages: Readonly<Record<string, string>>
  /** Stages with a name together: what is taken in all of them alike is shown once. */
  readonly group?: {
    readonly name: string
    readonly zh: string
    readonly stages: ReadonlyArray<string>
  }
  /** What its parts are called, and their stages with their Chinese names. */
  readonly parts?: { readonly title: Label; readonly stages: Readonly<Record<string, string>> }
  readonly from: (seed: number) => Walked
}

/** A round takes so many histories of at most so many commands from each state it starts in. */
const HISTORIES = 8
const LONGEST = 24
/** It goes on until so many rounds on end brought nothing new, and ends after this many. */
const QUIET = 3
const QUIET_OF_PARTS = 8
const ROUNDS = 40
/** So many states are kept of each move of a part. */
const PLACES = 4

interface Options<C extends Command, S, Ev extends DomainEvent, R> {
  readonly aggregate: GovernedAggregate<C, S, Ev, R>
  readonly commandsFor: (state: S) => fc.Arbitrary<C>
  readonly stageOf: (state: S) => string
  readonly table: Walk['table']
  readonly stages?: Walk['stages']
  readonly group?: Walk['group']
  readonly parts?: Walk['parts']
  /** The stage, in a state, of the part that an event is about. */
  readonly partOf?: (event: Ev, state: S) => string | undefined
  /** How many of the table's entries no history can meet. */
  readonly impossible?: number
}

const walk = <C extends Command, S, Ev extends DomainEvent, R>({
  aggregate,
  commandsFor,
  stageOf,
  table,
  stages: names = {},
  group,
  parts,
  partOf,
  impossible = 0,
}: Options<C, S, Ev, R>): Walk => ({
  category: aggregate.category,
  table,
  stages: names,
  ...(group === undefined ? {} : { group }),
  ...(parts === undefined ? {} : { parts }),
  from: (seed) => {
    const moves = new Map<string, Move>()
    const ofParts = new Map<string, Move>()
    const stages = new Map<string, { readonly terminal: boolean }>()
    /** Where each kind of move led to last: the next round starts there, and so gets far. */
    const reached = new Map<string, S>()
    let taken = 0
    const isMet = (command: string, stage: string): boolean =>
      [...moves.values()].some((move) => move.command === command && move.from === stage)
    const meet = (state: S): string => {
      const stage = stageOf(state)
      if (!stages.has(stage)) stages.set(stage, { terminal: aggregate.isTerminal(state) })
      return stage
    }
    const take = ({ steps, state }: ValidHistory<C, S, Ev>): void => {
      steps.forEach(({ before, command, events }, i) => {
        if (events.length === 0) return
        const after = steps[i + 1]?.before ?? state
        const move = {
          from: meet(before),
          command: command.type,
          events: events.map(({ type }) => type),
          to: meet(after),
        }
        const key = textOf(move)
        moves.set(key, move)
        reached.set(key, after)
        for (const event of events) {
          const from = partOf?.(event, before)
          const to = partOf?.(event, after)
          if (from === undefined || to === undefined) continue
          const part = { from, command: command.type, events: [event.type], to }
          ofParts.set(textOf(part), part)
          // several: what may become of a part is not told by its stage alone
          taken += 1
          reached.set(`${textOf(part)} ${String(taken % PLACES)}`, after)
        }
      })
    }
    const wanted = Object.entries(table).flatMap(([command, from]) =>
      from.map((stage) => ({ command, stage })),
    )
    const round = (seed: number, starts: Iterable<S>): void => {
      for (const initialState of starts) {
        const all = histories({ ...aggregate, initialState }, commandsFor, { maxCommands: LONGEST })
        fc.sample(all, { numRuns: HISTORIES, seed }).forEach(take)
      }
    }
    const enough = partOf === undefined ? QUIET : QUIET_OF_PARTS
    for (let n = 0, quiet = 0; n < ROUNDS && quiet < enough; n += 1) {
      const unmet = wanted.filter(({ command, stage }) => !isMet(command, stage))
      const known = moves.size + ofParts.size
      round(seed + n, [aggregate.initialState, ...reached.values()])
      quiet = moves.size + ofParts.size === known && unmet.length <= impossible ? quiet + 1 : 0
    }
    return { moves: [...moves.values()], stages, ofParts: [...ofParts.values()] }
  },
})

export const walks: ReadonlyArray<Walk> = [
  walk({
    aggregate: cases,
    commandsFor: caseCommandsFor,
    stageOf: ({ stage }) => stage,
    table: caseStages,
    stages: caseStageNames,
    group: { name: 'active', zh: '在辦', stages: ['new', 'open', 'pendingCustomer', 'onHold'] },
    // what a merged case has absorbed it cannot have: who has absorbed is never merged
    impossible: 1,
  }),
  walk({
    aggregate: complaints,
    commandsFor: complaintCommandsFor,
    stageOf: ({ stage }) => stage,
    table: complaintStages,
    stages: complaintStageNames,
    parts: {
      title: { en: 'A remedy of a complaint', zh: '補救措施' },
      stages: remedyStandingNames,
    },
    partOf: (event, { remedies }) =>
      'remedy' in event ? (remedies.get(event.remedy)?.standing ?? 'none') : undefined,
    group: {
      name: 'open',
      zh: '未結',
      stages: ['received', 'acknowledged', 'investigating', 'decided'],
    },
  }),
  walk({
    aggregate: followUps,
    commandsFor: followUpCommandsFor,
    stageOf: ({ stage }) => stage,
    table: followUpStages,
    stages: followUpStageNames,
  }),
  walk({
    aggregate: actions,
    commandsFor: correctiveActionCommandsFor,
    stageOf: ({ stage }) => stage,
    table: correctiveActionStages,
    stages: correctiveActionStageNames,
  }),
  walk({
    aggregate: emergencies,
    commandsFor: emergencyCommandsFor,
    stageOf: ({ stage }) => stage,
    table: emergencyStages,
    stages: emergencyStageNames,
  }),
  walk({
    aggregate: operations,
    commandsFor: operationsCommandsFor,
    stageOf: () => 'any',
    table: Object.fromEntries(operations.commands.types.map((type) => [type, ['any']])),
  }),
]
