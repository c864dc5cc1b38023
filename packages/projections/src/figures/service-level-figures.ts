/** The figures of promises: kept in time, time to meet them, and of complaints by their due dates. */
import type { ServiceStandard } from '@casetrail/core/standards'
import type { Figure, Label } from '@casetrail/core/read-model'

import type { ClockRow } from '../facts/clock-facts.js'
import { inTime, serviceLevel, timeToMeet, type WhichClocks } from '../measures/service-level.js'

import { label, over } from './figure.js'
import { atLeastOnce, durationOf, shareBeside, shareOf } from './values.js'

/**
 * How often a clock's promise was kept in time: `sla.<clock>`. For the clock of any standard.
 *
 * @example
 * import { slaFigure } from '@casetrail/projections'
 *
 * slaFigure('firstResponse', { en: 'First response', zh: '首次響應' }).id // 'sla.firstResponse'
 */
export const slaFigure = (clock: string, name: Label = { en: clock, zh: clock }): Figure => ({
  id: `sla.${clock}`,
  label: label(`In time: ${lowered(name.en)}`, `按時率：${name.zh}`),
  unit: 'share',
  inputs: { runs: over(inTime(`clock.inTime.${clock}`, (id) => id === clock)) },
  side: atLeastOnce,
  value: shareOf('runs'),
})

/** How long it took until a clock's promise was met, late or not: `time.<clock>`. */
export const timeFigure = (clock: string, name: Label = { en: clock, zh: clock }): Figure => ({
  id: `time.${clock}`,
  label: label(`Time taken: ${lowered(name.en)}`, `用時：${name.zh}`),
  unit: 's',
  inputs: { runs: over(timeToMeet(`clock.time.${clock}`, (id) => id === clock)) },
  value: durationOf('runs'),
})

/** Within a sentence; a name of capitals stays as it is. */
const lowered = (text: string): string =>
  /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text

/** The clocks of all the standards, each under the first one's label. */
const clocksOf = (standards: ReadonlyArray<ServiceStandard>): ReadonlyMap<string, Label> => {
  const byId = new Map<string, Label>()
  for (const { clocks } of standards) {
    for (const clock of clocks) if (!byId.has(clock.id)) byId.set(clock.id, clock.label)
  }
  return byId
}

/** Events by which a complaint is dealt with; what is met before is its answer. */
const HANDLED: ReadonlySet<string> = new Set([
  'ComplaintDecided',
  'DecisionCommunicated',
  'RemedyFulfilled',
  'ComplaintClosed',
])

/** The complaint's clocks that are met when it is handled; all others are of answering it. */
const handlingClocks = (standards: ReadonlyArray<ServiceStandard>): ReadonlySet<string> => {
  const clocks = standards.flatMap((standard) => standard.clocks)
  const handling = clocks.filter(
    ({ of, rules }) =>
      of === 'complaint' && rules.some((rule) => rule.do === 'meet' && HANDLED.has(rule.on)),
  )
  return new Set(['complaintHandled', ...handling.map(({ id }) => id)])
}

/** Answered or closed by due: by its handling where that is promised, else by its answer. */
export const complaintOnTime = (standards: ReadonlyArray<ServiceStandard>): Figure => {
  const handling = handlingClocks(standards)
  const isHandling: WhichClocks = (clock, { category }) =>
    category === 'complaint' && handling.has(clock)
  const isAnswer: WhichClocks = (clock, { category }) =>
    category === 'complaint' && !handling.has(clock)
  const promisesHandling = ({ runs }: ClockRow): boolean =>
    runs.kept.some(({ clock }) => handling.has(clock))
  const isDue: WhichClocks = (clock, row) =>
    isHandling(clock, row) || (isAnswer(clock, row) && !promisesHandling(row))
  return {
    id: 'complaint.onTime',
    label: label('Complaints on time', '投訴按時率'),
    unit: 'share',
    inputs: {
      complaints: over(inTime('complaint.onTime', isDue)),
      answered: over(inTime('complaint.answeredOnTime', isAnswer)),
      handled: over(inTime('complaint.handledOnTime', isHandling)),
    },
    side: atLeastOnce,
    value: shareBeside('complaints', 'answered', 'handled'),
  }
}

/** Of all clocks, and of every clock of the standards. */
export const serviceLevelFigures = (
  standards: ReadonlyArray<ServiceStandard>,
): ReadonlyArray<Figure> => {
  const clocks = [...clocksOf(standards)]
  return [
    {
      id: 'sla',
      label: label('Promises kept in time', '服務時限達成率'),
      unit: 'share',
      inputs: { runs: over(serviceLevel) },
      side: atLeastOnce,
      value: shareOf('runs'),
    },
    ...clocks.map(([id, name]) => slaFigure(id, name)),
    ...clocks.map(([id, name]) => timeFigure(id, name)),
  ]
}
