/** A corrective action to specify with: actors, times, its opening, a history that leads to each stage. */
import { epochMs, fromEpochMs, type Instant } from '@casetrail/core'
import {
  correctiveActionAggregate,
  type CorrectiveActionEvent,
  type CorrectiveActionOpened,
  type CorrectiveActionPlanned,
  type CorrectiveActionStage,
  type OpenCorrectiveAction,
} from '@casetrail/core/corrective-action'
import { retail2025 } from '@casetrail/core/standards'
import { at, specify } from '@casetrail/core/testing'

export const actions = correctiveActionAggregate([retail2025])
export const theAction = specify(actions)

export const DAY = 86_400_000

/** When the action of the kit is opened. */
export const t0 = at('2025-04-02T02:00:00.000Z')
/** So many milliseconds after the opening. */
export const after = (ms: number): Instant => fromEpochMs(epochMs(t0) + ms)

export const inspector = { id: 'inspector-zhao', role: 'qualityInspector' } as const
export const supervisor = { id: 'supervisor-huang', role: 'supervisor' } as const
export const manager = { id: 'manager-he', role: 'manager' } as const
export const warehouse = { id: 'warehouse-sun', role: 'backOffice' } as const
export const agent = { id: 'agent-lin', role: 'agent' } as const
export const system = { id: 'deadlines', role: 'system' } as const

export const standard = { id: 'retail-2025', version: 1 } as const

const weakness = {
  source: 'recurringCause',
  problem: '玻璃製品運輸破損',
  cause: 'carrier',
} as const

export const open: OpenCorrectiveAction = {
  type: 'OpenCorrectiveAction',
  at: t0,
  actor: inspector,
  ...weakness,
}
export const opened: CorrectiveActionOpened = {
  type: 'CorrectiveActionOpened',
  at: t0,
  standard,
  by: inspector.id,
  ...weakness,
}

/** The plan's own fields. */
export const plan = {
  plan: '改用氣柱袋',
  owner: warehouse.id,
  due: after(40 * DAY),
  criterion: '四週內破損率低於 0.5%',
} as const

export const planned: CorrectiveActionPlanned = {
  type: 'CorrectiveActionPlanned',
  at: after(DAY),
  ...plan,
  by: supervisor.id,
}

/** When the action of the kit is done. */
export const doneAt = after(30 * DAY)

const done: CorrectiveActionEvent = {
  type: 'CorrectiveActionDone',
  at: doneAt,
  result: '作業書已改',
  owner: warehouse.id,
  due: plan.due,
  by: warehouse.id,
}

const verified: CorrectiveActionEvent = {
  type: 'CorrectiveActionVerified',
  at: after(60 * DAY),
  evidence: '抽檢 400 件，破損 1 件',
  criterion: plan.criterion,
  by: inspector.id,
}

export const measured: CorrectiveActionEvent = {
  type: 'EffectMeasured',
  at: after(61 * DAY),
  figure: 'complaint.rate',
  before: 4.75,
  after: 1.5,
  by: inspector.id,
}

/** A history that leads from the opening to each stage; no effect is measured but in `reviewed`. */
const leadingTo: Readonly<
  Record<Exclude<CorrectiveActionStage, 'none'>, ReadonlyArray<CorrectiveActionEvent>>
> = {
  opened: [],
  planned: [planned],
  done: [planned, done],
  verified: [planned, done, verified],
  reviewed: [
    planned,
    done,
    verified,
    measured,
    {
      type: 'CorrectiveActionReviewed',
      at: after(70 * DAY),
      lessons: '上架前先評審包裝',
      by: manager.id,
    },
  ],
  dropped: [
    { type: 'CorrectiveActionDropped', at: after(2 * DAY), reason: '重複立項', by: manager.id },
  ],
}

/** The action, opened and led to a stage; `more` comes after it. */
export const inStage = (
  stage: CorrectiveActionStage,
  ...more: ReadonlyArray<CorrectiveActionEvent>
): ReadonlyArray<CorrectiveActionEvent> =>
  stage === 'none' ? [] : [opened, ...leadingTo[stage], ...more]
