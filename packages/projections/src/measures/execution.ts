/** Whether the steps that a standard requires were taken, and in their order. */
import type { EpochMs } from '@casetrail/core'
import {
  counted,
  excluded,
  type Key,
  type Label,
  type Measure,
  type Reading,
} from '@casetrail/core/read-model'
import type { Procedure, RequiredStep, ServiceStandard } from '@casetrail/core/standards'

import { askedFor, conformance, type Conformance } from '../conduct/conformance.js'
import { clockFacts, type ClockRow, type StreamOpening } from '../facts/clock-facts.js'
import type { Deed, Trace } from '../facts/trace.js'

import { cited } from './reading.js'

/** The procedures of a standard named as `id@version`; `undefined`: it is not loaded. */
export type Procedures = (standard: string) => ReadonlyArray<Procedure> | undefined

/** The procedures of the standards given. */
export const proceduresOf = (standards: ReadonlyArray<ServiceStandard>): Procedures => {
  const known = new Map(
    standards.map(({ id, version, procedures }) => [`${id}@${String(version)}`, procedures]),
  )
  return (standard) => known.get(standard)
}

interface OpenedRow extends ClockRow {
  readonly opening: StreamOpening
}

const fits = (
  { of, if: conditions = {} }: Procedure,
  { category, opening: { character } }: OpenedRow,
): boolean =>
  of === category &&
  Object.entries(conditions).every(([name, values]) => {
    const value = character[name]
    return value !== undefined && values.includes(value)
  })

/** What was done, by when it was; of one time, as it was recorded. */
const inOrder = ({ deeds }: Trace): ReadonlyArray<Deed> => {
  const isSorted = deeds.every(({ at }, i) => at >= (deeds[i - 1]?.at ?? at))
  return isSorted ? deeds : deeds.toSorted((a, b) => a.at - b.at)
}

const ARCHIVED = /Archived$/

/** Whether a step of the procedure is the archiving: it is judged after that. */
const endsWithArchiving = ({ steps }: Procedure): boolean =>
  steps.some(({ shownBy }) => shownBy.some((type) => ARCHIVED.test(type)))

/** Why a stream is not judged by a procedure, and the event that says so. */
const notJudged = (
  { opening, over, trace }: OpenedRow,
  procedure: Procedure,
): { readonly at: EpochMs; readonly reason: string; readonly by?: string } | undefined => {
  if (over === undefined) return { at: opening.at, reason: 'running' }
  const { at, as, id: by } = over
  if (as !== 'closed' && as !== 'archived') return { at, reason: as, by }
  if (as === 'closed' && endsWithArchiving(procedure)) {
    return { at: opening.at, reason: 'running', by }
  }
  return trace.cut ? { at, reason: 'tooLong', by } : undefined
}

/** When what the procedure asks for was over. */
const atEnd = ({ opening, over }: OpenedRow, procedure: Procedure): EpochMs =>
  (endsWithArchiving(procedure) ? over : over?.since)?.at ?? opening.at

/** A stream as a procedure judges it. */
interface Execution {
  readonly row: OpenedRow
  readonly key: Key
  readonly procedure: Procedure
  readonly at: EpochMs
  readonly deeds: ReadonlyArray<Deed>
  readonly found: Conformance
}

const listed = (steps: ReadonlyArray<RequiredStep>, locale: keyof Label): string =>
  steps.map(({ label }) => label[locale]).join(locale === 'zh' ? '、' : ', ')

const words = {
  missing: { en: 'missing', zh: '缺少' },
  outOfOrder: { en: 'out of order', zh: '順序有誤' },
} as const

const said = (what: keyof typeof words, steps: ReadonlyArray<RequiredStep>): Label => ({
  en: `${words[what].en}: ${listed(steps, 'en')}`,
  zh: `${words[what].zh}：${listed(steps, 'zh')}`,
})

const inWords = ({ missing, outOfOrder }: Conformance): Label | undefined => {
  const parts = [
    ...(missing.length === 0 ? [] : [said('missing', missing)]),
    ...(outOfOrder.length === 0 ? [] : [said('outOfOrder', outOfOrder)]),
  ]
  return parts.length === 0
    ? undefined
    : { en: parts.map(({ en }) => en).join('; '), zh: parts.map(({ zh }) => zh).join('；') }
}

const withWords = (reading: Reading, says: Label | undefined): Reading =>
  says === undefined ? reading : { ...reading, says }

/** One reading of each required step: 1 where it was taken in order. */
const stepReadings = ({ row, key, procedure, at, deeds, found }: Execution) =>
  procedure.steps.map((step): Reading => {
    const taken = found.taken.find((one) => one.step === step)
    const dimensions = { procedure: procedure.id, step: step.id, ...row.dimensions }
    const shownBy = taken === undefined ? undefined : deeds[taken.shownBy]?.id
    const evidence = cited(row.opening.id, shownBy, row.over?.id)
    const verdict = counted(taken === undefined ? 0 : 1)
    const reading = { subject: key, at, verdict, dimensions, evidence }
    if (taken !== undefined) return reading
    return withWords(reading, said(found.missing.includes(step) ? 'missing' : 'outOfOrder', [step]))
  })

/** One reading of the stream: 1 where all was as required. */
const caseReading = ({ row, key, procedure, at, deeds, found }: Execution) => {
  const shownBy = found.taken.map(({ shownBy }) => deeds[shownBy]?.id)
  const reading: Reading = {
    subject: key,
    at,
    verdict: counted(found.conforming ? 1 : 0),
    dimensions: { procedure: procedure.id, ...row.dimensions },
    evidence: cited(row.opening.id, ...shownBy, row.over?.id),
  }
  return [withWords(reading, inWords(found))]
}

const isOpened = (row: ClockRow): row is OpenedRow => row.opening !== undefined

const excludedAs = (
  { opening, dimensions }: OpenedRow,
  subject: Key,
  at: EpochMs,
  reason: string,
  own: { readonly by?: string | undefined; readonly procedure?: string } = {},
): Reading => ({
  subject,
  at,
  verdict: excluded(reason),
  dimensions:
    own.procedure === undefined ? dimensions : { procedure: own.procedure, ...dimensions },
  evidence: cited(opening.id, own.by),
})

const execution = (
  id: string,
  adds: ReadonlyArray<string>,
  procedures: Procedures,
  readingsOf: (execution: Execution) => ReadonlyArray<Reading>,
): Measure<ClockRow> => {
  const judged = (row: OpenedRow, key: Key, procedure: Procedure): ReadonlyArray<Reading> => {
    const not = notJudged(row, procedure)
    if (not !== undefined) {
      const own = { by: not.by, procedure: procedure.id }
      return [excludedAs(row, key, not.at, not.reason, own)]
    }
    const deeds = inOrder(row.trace)
    const happened = deeds.map(({ word }) => word)
    const steps = askedFor(procedure.steps, happened)
    if (steps.length === 0) return []
    const found = conformance({ steps }, happened)
    const asked = { ...procedure, steps }
    return readingsOf({ row, key, procedure: asked, at: atEnd(row, procedure), deeds, found })
  }
  return {
    id,
    version: 1,
    unit: 'share',
    from: { facts: clockFacts },
    parts: ['category', 'opening', 'dimensions', 'trace', 'over'],
    adds,
    readings: (row, key) => {
      if (!isOpened(row)) return []
      const own = procedures(row.opening.standard)
      if (own === undefined) return [excludedAs(row, key, row.opening.at, 'standardNotLoaded')]
      return own.flatMap((procedure) => (fits(procedure, row) ? judged(row, key, procedure) : []))
    },
  }
}

/** The required steps of each stream that is over, those taken in order met; by when it was over. */
export const requiredSteps = (procedures: Procedures): Measure<ClockRow> =>
  execution('standard.steps', ['procedure', 'step'], procedures, stepReadings)

/** Whether each of them conforms as a whole. */
export const conformingCases = (procedures: Procedures): Measure<ClockRow> =>
  execution('standard.cases', ['procedure'], procedures, caseReading)
