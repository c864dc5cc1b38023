/** Every command in every stage, against a table written from the requirements, not from the code. */
import {
  correctiveActionCommands,
  type CorrectiveActionCommand,
  type CorrectiveActionStage,
} from '@casetrail/core/corrective-action'
import { fold } from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

import {
  DAY,
  actions,
  after,
  inStage,
  inspector,
  manager,
  measured,
  open,
  plan,
  supervisor,
  system,
  warehouse,
} from '../../test/corrective-action-kit.js'

const stages = [
  'none',
  'opened',
  'planned',
  'done',
  'verified',
  'reviewed',
  'dropped',
] as const satisfies ReadonlyArray<CorrectiveActionStage>

/** What a cell says: a small letter the stage that follows, a capital the rejection. */
const meaning: Readonly<Record<string, string>> = {
  o: 'opened',
  p: 'planned',
  d: 'done',
  v: 'verified',
  r: 'reviewed',
  x: 'dropped',
  N: 'CorrectiveActionNotOpened',
  O: 'CorrectiveActionAlreadyOpened',
  P: 'CorrectiveActionNotPlanned',
  U: 'CorrectiveActionNotDone',
  D: 'CorrectiveActionAlreadyDone',
  F: 'CorrectiveActionNotVerified',
  V: 'CorrectiveActionAlreadyVerified',
  R: 'CorrectiveActionAlreadyReviewed',
  X: 'CorrectiveActionAlreadyDropped',
}

const now = { at: after(65 * DAY) } as const

/** The cells: none, opened, planned, done, verified, reviewed, dropped. */
const table: ReadonlyArray<readonly [cells: string, command: CorrectiveActionCommand]> = [
  ['oOOOOOO', open],
  [
    'NppDVRX',
    { type: 'PlanCorrectiveAction', ...now, actor: supervisor, ...plan, plan: '換承運商' },
  ],
  ['NPdDVRX', { type: 'CompleteCorrectiveAction', ...now, actor: warehouse, result: '已換' }],
  ['NPUvVRX', { type: 'VerifyCorrectiveAction', ...now, actor: inspector, evidence: '抽檢' }],
  ['NPUpVRX', { type: 'FailVerification', ...now, actor: inspector, reason: '仍有破損' }],
  [
    'NPUdvRX',
    { type: 'MeasureEffect', ...now, actor: inspector, figure: 'nps', before: 1, after: 2 },
  ],
  ['NPUFrRX', { type: 'ReviewCorrectiveAction', ...now, actor: manager, lessons: '先評審' }],
  ['NxxxVRX', { type: 'DropCorrectiveAction', ...now, actor: manager, reason: '重複' }],
  ['NopdvRX', { type: 'RemindOwner', ...now, actor: system, to: 'owner', reason: '到期' }],
]

describe('every command in every stage', () => {
  test('the table has each command once', () => {
    expect(table.map(([, { type }]) => type).sort()).toEqual(
      [...correctiveActionCommands.types].sort(),
    )
  })

  const cells = table.flatMap(([row, command]) =>
    stages.map((stage, i) => ({
      command,
      type: command.type,
      stage,
      expected: meaning[row[i] ?? ''],
    })),
  )
  test.each(cells)('$type in $stage: $expected', ({ command, stage, expected }) => {
    const more = stage === 'verified' ? [measured] : []
    const state = fold(actions, actions.initialState, inStage(stage, ...more))
    expect(state.stage).toBe(stage)
    const decided = actions.decide(command, state)
    expect(E.isRight(decided) ? fold(actions, state, decided.right).stage : decided.left._tag).toBe(
      expected,
    )
  })
})
