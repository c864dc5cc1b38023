/** How a case is solved: the steps that the standard requires, a proposal, the solution, its verification. */
import {
  completeStep,
  dropStep,
  planStep,
  proposeSolution,
  recordEffort,
  recordStep,
  resolveCase,
  startStep,
  updateProgress,
  verifySolution,
} from '@casetrail/core/case'
import type { ServiceStandard } from '@casetrail/core/standards'

import { give, wait, type Play } from '../doing.js'
import { MINUTE, SECOND, minutesOf } from '../draw.js'
import type { Person } from '../staff.js'
import type { CaseStory, World } from '../world.js'

/** Time that work takes: by the person's pace, and longer while a system stands still. */
export function* works(world: World, person: Person, _story: unknown, ms: number): Play {
  yield wait((ms * person.agent.pace * world.slowness()) / 10_000)
}

interface Required {
  /** Steps of the standard that leave no trace but their own, in their order, by the type of request. */
  readonly steps: Map<string, ReadonlyArray<string>>
  /** Steps whose time is promised: they are planned, started and completed. */
  readonly timed: ReadonlySet<string>
}

/** What each standard requires, found once. */
const required = new WeakMap<ServiceStandard, Required>()

const requiredBy = (standard: ServiceStandard): Required => {
  const known = required.get(standard)
  if (known !== undefined) return known
  const timed = standard.clocks
    .flatMap(({ rules }) => rules)
    .filter((rule) => rule.on === 'StepStarted' && rule.do === 'start')
    .flatMap((rule) => rule.if?.['step'] ?? [])
  const found: Required = { steps: new Map(), timed: new Set(timed.map(String)) }
  required.set(standard, found)
  return found
}

const stepsOf = (standard: ServiceStandard, requestType: string): ReadonlyArray<string> => {
  const { steps: known } = requiredBy(standard)
  const found = known.get(requestType)
  if (found !== undefined) return found
  const steps = standard.procedures
    .filter(({ of }) => of === 'case')
    .filter((one) => one.if?.['requestType']?.includes(requestType) ?? true)
    .flatMap((procedure) => procedure.steps)
    .filter(({ when }) => when === undefined)
    .filter(({ shownBy }) => shownBy.every((sign) => sign.startsWith('step:')))
    .flatMap(({ shownBy }) => shownBy.slice(0, 1))
    .map((sign) => sign.slice('step:'.length))
  const once = [...new Set(steps)]
  known.set(requestType, once)
  return once
}

function* timedStep(
  world: World,
  id: string,
  person: Person,
  story: CaseStory,
  step: string,
  isOwn: () => boolean,
): Play {
  const has = (): boolean => world.cases.get(id)?.steps.has(step) === true
  const planned = { step, owner: person.id, responsible: 'agent' } as const
  if (!has()) yield give.case(id, planStep({ ...world.by(person.actor), ...planned }))
  yield give.case(id, startStep({ ...world.by(person.actor), step }))
  yield* works(world, person, story, story.chance.between(20, 200) * SECOND)
  if (isOwn() && has()) yield give.case(id, completeStep({ ...world.by(person.actor), step }))
}

function* requiredSteps(
  world: World,
  id: string,
  person: Person,
  story: CaseStory,
  isOwn: () => boolean,
): Play {
  const { timed } = requiredBy(world.standard)
  for (const step of stepsOf(world.standard, story.topic.requestType)) {
    if (!story.chance.happens(person.agent.care)) continue
    yield wait(story.chance.between(10, 90) * SECOND)
    if (!isOwn()) return
    if (timed.has(step)) yield* timedStep(world, id, person, story, step, isOwn)
    else yield give.case(id, recordStep({ ...world.by(person.actor), step }))
    if (!isOwn()) return
  }
}

/** Long work is told of half way, by who takes care. */
function* effort(
  world: World,
  id: string,
  person: Person,
  story: CaseStory,
  ms: number,
  isOwn: () => boolean,
): Play {
  if (ms < 10 * MINUTE || !story.chance.happens(person.agent.care)) {
    yield* works(world, person, story, ms)
    return
  }
  yield* works(world, person, story, ms / 2)
  if (!isOwn()) return
  const told = { done: '已核實訂單', remaining: '等待處理結果' }
  yield give.case(id, updateProgress({ ...world.by(person.actor), ...told }))
  yield* works(world, person, story, ms / 2)
}

/** From here to the solution, unless the case leaves the agent's hands on the way. */
export function* solve(
  world: World,
  id: string,
  person: Person,
  story: CaseStory,
  isOwn: () => boolean,
): Play {
  const { chance, topic } = story
  const worked = minutesOf(chance, topic.work)
  yield* effort(world, id, person, story, worked, isOwn)
  if (!isOwn()) return
  yield* requiredSteps(world, id, person, story, isOwn)
  if (!isOwn()) return
  if (chance.happens(person.agent.care)) {
    yield give.case(
      id,
      proposeSolution({
        ...world.by(person.actor),
        diagnosis: '已確認問題',
        solution: topic.resolutionCode,
        responsible: 'agent',
      }),
    )
    yield wait(chance.between(30, 240) * SECOND)
    if (!isOwn()) return
  }
  for (const step of world.cases.get(id)?.steps.keys() ?? []) {
    yield give.case(id, dropStep({ ...world.by(person.actor), step, reason: '不再需要' }))
  }
  yield give.case(
    id,
    resolveCase({
      ...world.by(person.actor),
      resolutionCode: topic.resolutionCode,
      notes: '已處理並告知客戶',
      rootCause: topic.rootCause,
    }),
  )
  const afterWorkS = chance.between(20, 180)
  yield wait(afterWorkS * SECOND)
  const talkS = Math.max(30, Math.round(worked / SECOND / 2))
  const spent = { talkS, holdS: chance.skewed(0, 240), afterWorkS }
  if (!isGone(world, id)) {
    yield give.case(id, recordEffort({ ...world.by(person.actor), ...spent }))
  }
  yield* verifies(world, id, person, story)
}

const isGone = (world: World, id: string): boolean => {
  const stage = world.cases.get(id)?.stage
  return stage === undefined || stage === 'archived' || stage === 'cancelled'
}

function* verifies(world: World, id: string, person: Person, story: CaseStory): Play {
  const { chance } = story
  if (!chance.happens(world.desk.chances.verifies)) return
  yield* works(world, person, story, minutesOf(chance, world.desk.work.paperwork))
  if (world.cases.get(id)?.stage !== 'resolved') return
  const method = chance.pick(['check', 'test', 'trial'] as const)
  const reusable = chance.happens(20)
  yield give.case(id, verifySolution({ ...world.by(person.actor), method, reusable }))
}
