/** Every rejection once, exactly; a new one without an example does not compile. */
import {
  correctiveActionRejections,
  type CorrectiveActionCommand,
  type CorrectiveActionEvent,
  type CorrectiveActionRejection,
  type CorrectiveActionStage,
} from '@casetrail/core/corrective-action'
import { describe, expect, test } from 'vitest'

import {
  DAY,
  after,
  agent,
  doneAt,
  inStage,
  inspector,
  manager,
  open,
  opened,
  plan,
  standard,
  supervisor,
  t0,
  theAction,
  warehouse,
} from '../../test/corrective-action-kit.js'

interface Example {
  readonly given: ReadonlyArray<CorrectiveActionEvent>
  readonly when: CorrectiveActionCommand
  readonly rejection: Omit<CorrectiveActionRejection, '_tag'> & Readonly<Record<string, unknown>>
}

const now = { at: after(65 * DAY) } as const
const drop: CorrectiveActionCommand = {
  type: 'DropCorrectiveAction',
  ...now,
  actor: manager,
  reason: '重複',
}
const verify: CorrectiveActionCommand = {
  type: 'VerifyCorrectiveAction',
  ...now,
  actor: inspector,
  evidence: '抽檢',
}
const review: CorrectiveActionCommand = {
  type: 'ReviewCorrectiveAction',
  ...now,
  actor: manager,
  lessons: '先評審',
}
const unfinished = ['opened', 'planned', 'done'] as const
const inWrong = (
  when: CorrectiveActionCommand,
  stage: CorrectiveActionStage,
  allowed: ReadonlyArray<string>,
): Example => ({
  given: inStage(stage),
  when,
  rejection: { command: when.type, stage, allowed },
})
const withoutCriterion = inStage('done').map((event) => {
  if (event.type !== 'CorrectiveActionPlanned') return event
  const { criterion: _, ...rest } = event
  return rest
})

// of an opening under an unset standard: lifecycle/unset.test.ts asks every aggregate
type Tag = Exclude<CorrectiveActionRejection['_tag'], 'StandardNotSet'>

const examples: Readonly<Record<Tag, Example>> = {
  StandardNotLoaded: {
    given: [{ ...opened, standard: { id: 'retail-2025', version: 9 } }],
    when: drop,
    rejection: { standard: { id: 'retail-2025', version: 9 }, loaded: [standard] },
  },
  HappenedBeforeOpening: {
    given: inStage('opened'),
    when: { ...drop, at: after(-1) },
    rejection: { at: after(-1), openedAt: t0 },
  },
  NotPermitted: {
    given: inStage('done'),
    when: { ...verify, actor: { id: 'agent-1', role: 'qualityInspecter' } },
    rejection: {
      command: 'VerifyCorrectiveAction',
      role: 'qualityInspecter',
      permission: 'correctiveAction.verify',
      permitted: ['supervisor', 'manager', 'qualityInspector'],
      nearest: 'qualityInspector',
    },
  },
  DutiesNotSeparated: {
    given: inStage('done'),
    when: { ...verify, actor: { ...supervisor, id: warehouse.id } },
    rejection: {
      command: 'VerifyCorrectiveAction',
      rule: 'verifierIsNotOwner',
      actor: warehouse.id,
    },
  },
  NotInTaxonomy: {
    given: [],
    when: { ...open, cause: 'carriers' },
    rejection: { taxonomy: 'causes', found: 'carriers', nearest: 'carrier' },
  },
  CorrectiveActionNotOpened: inWrong(drop, 'none', unfinished),
  CorrectiveActionAlreadyOpened: inWrong(open, 'dropped', ['none']),
  CorrectiveActionNotPlanned: inWrong(
    { type: 'CompleteCorrectiveAction', ...now, actor: agent, result: '已換' },
    'opened',
    ['planned'],
  ),
  CorrectiveActionNotDone: inWrong(verify, 'planned', ['done']),
  CorrectiveActionAlreadyDone: inWrong(
    { type: 'PlanCorrectiveAction', ...now, actor: supervisor, ...plan },
    'done',
    ['opened', 'planned'],
  ),
  CorrectiveActionNotVerified: inWrong(review, 'done', ['verified']),
  CorrectiveActionAlreadyVerified: inWrong(drop, 'verified', unfinished),
  CorrectiveActionAlreadyReviewed: inWrong(drop, 'reviewed', unfinished),
  CorrectiveActionAlreadyDropped: inWrong(drop, 'dropped', unfinished),
  CriterionMissing: {
    given: withoutCriterion,
    when: verify,
    rejection: { owner: warehouse.id },
  },
  EffectNotMeasured: {
    given: inStage('verified'),
    when: review,
    rejection: { figure: undefined, measured: [] },
  },
  HappenedBeforeDone: {
    given: inStage('done'),
    when: { ...verify, at: after(30 * DAY - 1) },
    rejection: { at: after(30 * DAY - 1), doneAt },
  },
}

const tags = Object.keys(examples) as ReadonlyArray<Tag>

describe('every rejection states its fact', () => {
  test.each(tags.map((tag) => ({ tag, ...examples[tag] })))(
    '$tag',
    ({ tag, given, when, rejection }) => {
      const expected = { _tag: tag, ...rejection } as CorrectiveActionRejection
      theAction.given(given).when(when).thenRejects(expected)
    },
  )

  test('each has a sentence of its own, in both languages', () => {
    const sentences = Object.values(correctiveActionRejections)
    expect(Object.keys(correctiveActionRejections).sort()).toEqual(
      [...tags, 'StandardNotSet'].sort(),
    )
    expect(new Set(sentences.map(({ en }) => en)).size).toBe(tags.length + 1)
    expect(new Set(sentences.map(({ zh }) => zh)).size).toBe(tags.length + 1)
  })
})

describe('nothing after the doing is dated before it', () => {
  const early = { at: after(30 * DAY - 1) } as const
  const rejection = { _tag: 'HappenedBeforeDone', at: early.at, doneAt } as const

  test.each([
    { type: 'FailVerification', ...early, actor: inspector, reason: '未達標' },
    { type: 'MeasureEffect', ...early, actor: inspector, figure: 'nps', before: 1, after: 2 },
  ] as const)('$type', (command) => {
    theAction.given(inStage('done')).when(command).thenRejects(rejection)
  })

  test('ReviewCorrectiveAction', () => {
    theAction
      .given(inStage('verified'))
      .when({ ...review, ...early })
      .thenRejects(rejection)
  })

  test('at the same instant is not before', () => {
    theAction
      .given(inStage('done'))
      .when({ type: 'FailVerification', at: doneAt, actor: inspector, reason: '未達標' })
      .then([{ type: 'VerificationFailed', at: doneAt, reason: '未達標', by: inspector.id }])
  })

  test('dropping and reminding may be recorded late', () => {
    theAction
      .given(inStage('done'))
      .when({ ...drop, ...early })
      .then([{ type: 'CorrectiveActionDropped', ...early, reason: '重複', by: manager.id }])
  })
})
