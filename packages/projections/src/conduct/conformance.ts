/** Whether the steps of a procedure were taken in their order: a small conformance checker. */
import type { Procedure, RequiredStep } from '@casetrail/core/standards'

/** What happened, in order: types of events, `step:<id>` of recorded steps, `done:<id>` of the plan's. */
export type Steps = ReadonlyArray<string>

/** A step that was taken in order, and which of what happened shows it. */
export interface TakenStep {
  readonly step: RequiredStep
  /** Its index. */
  readonly shownBy: number
}

export interface Conformance {
  /** The greatest number of steps in their order; of several ways, the earliest. */
  readonly taken: ReadonlyArray<TakenStep>
  /** Never taken. */
  readonly missing: ReadonlyArray<RequiredStep>
  /** Taken, but not where they belong among the others. */
  readonly outOfOrder: ReadonlyArray<RequiredStep>
  /** All in order. */
  readonly conforming: boolean
}

/** A chain of steps in order, by its last; the rest by reference. */
interface Chain {
  readonly step: RequiredStep
  readonly shownBy: number
  readonly before: Chain | undefined
}

const STEP = /^(?:step|done):/

/** What an event shows: a step is also an event of its own type, and one of the plan as good as recorded. */
const shownTypes = (happened: string): ReadonlyArray<string> =>
  STEP.test(happened)
    ? [`step:${happened.slice(5)}`, happened.startsWith('done') ? 'StepCompleted' : 'StepRecorded']
    : [happened]

const shows = ({ shownBy }: RequiredStep, happened: string): boolean =>
  shownTypes(happened).some((type) => shownBy.includes(type))

/** The steps that are asked for where this happened. */
export const askedFor = (
  steps: ReadonlyArray<RequiredStep>,
  trace: Steps,
): ReadonlyArray<RequiredStep> =>
  steps.filter(
    ({ when }) =>
      when === undefined ||
      trace.some((happened) => shownTypes(happened).some((type) => when.includes(type))),
  )

const indexesOf = (step: RequiredStep, trace: Steps): ReadonlyArray<number> =>
  trace.flatMap((happened, i) => (shows(step, happened) ? [i] : []))

const listOf = (last: Chain | undefined): ReadonlyArray<TakenStep> => {
  const taken: TakenStep[] = []
  for (let chain = last; chain !== undefined; chain = chain.before) {
    taken.unshift({ step: chain.step, shownBy: chain.shownBy })
  }
  return taken
}

/**
 * Which of a procedure's steps were taken in order, which are missing, and which are out of order: as
 * few as possible, by the longest chain in which none comes before the one that it follows. One event may
 * show several steps that follow one another.
 *
 * @example
 * import type { Procedure } from '@casetrail/core/standards'
 * import { conformance } from '@casetrail/projections'
 *
 * const label = { en: 'a step', zh: '步驟' }
 * const procedure: Procedure = {
 *   id: 'p',
 *   label,
 *   source: { handbook: 'house', gist: label },
 *   of: 'case',
 *   steps: ['CaseOpened', 'CaseResolved'].map((type) => ({ id: type, label, shownBy: [type] })),
 * }
 * conformance(procedure, ['CaseOpened', 'NoteAdded', 'CaseResolved']).conforming // true
 */
export const conformance = ({ steps }: Pick<Procedure, 'steps'>, trace: Steps): Conformance => {
  /** Of each length, the chain that ends earliest. */
  const chains: Chain[] = []
  const shown = new Set<RequiredStep>()
  for (const step of steps) {
    const indexes = indexesOf(step, trace)
    if (indexes.length > 0) shown.add(step)
    for (let length = chains.length; length >= 0; length--) {
      const before = chains[length - 1]
      const shownBy = indexes.find((index) => index >= (before?.shownBy ?? 0))
      if (shownBy === undefined || shownBy >= (chains[length]?.shownBy ?? Infinity)) continue
      chains[length] = { step, shownBy, before }
    }
  }
  const taken = listOf(chains.at(-1))
  const inOrder = new Set(taken.map(({ step }) => step))
  return {
    taken,
    missing: steps.filter((step) => !shown.has(step)),
    outOfOrder: steps.filter((step) => shown.has(step) && !inOrder.has(step)),
    conforming: taken.length === steps.length,
  }
}
