/** The figures of cases. Definitions and sources: docs/metrics.md. */
import * as E from 'fp-ts/lib/Either.js'
import type { Figure, Tallies } from '@casetrail/core/read-model'
import type { ServiceStandard } from '@casetrail/core/standards'

import { firstContactGross, firstContactNet, firstResponse } from '../measures/first-contact.js'
import {
  escalations,
  functionalEscalations,
  hierarchicalEscalations,
  transfers,
} from '../measures/handover.js'
import { promiseKept } from '../measures/promise.js'
import {
  firstResolution,
  fullResolution,
  netResolution,
  reopenings,
  resolutions,
  resolved,
  rightFirstTime,
} from '../measures/resolution.js'
import { firstContactWindow, repeats } from '../measures/same-customer.js'
import { activeTimes, opened } from '../measures/volume.js'

import { label, over } from './figure.js'
import {
  ageing,
  atLeastOnce,
  countOf,
  durationOf,
  shareOf,
  sharePart,
  shareWithMean,
} from './values.js'
import { windowRules } from './window-rules.js'

/** Escalated cases, and apart those escalated to another function and up the line. */
const escalationRate = (tallies: Tallies): ReturnType<Figure['value']> => {
  const any = shareWithMean('any')(tallies)
  if (E.isLeft(any)) return any
  return E.right({
    ...any.right,
    parts: {
      functional: sharePart(tallies, 'functional'),
      hierarchical: sharePart(tallies, 'hierarchical'),
    },
  })
}

/** Reopened cases of resolved ones, and apart the reopenings of the resolutions. */
const reopenRate = (tallies: Tallies): ReturnType<Figure['value']> => {
  const cases = shareWithMean('reopenings')(tallies)
  const events = tallies['reopenings']?.sum ?? 0
  const all = tallies['resolutions']?.sum ?? 0
  return E.isLeft(cases)
    ? cases
    : E.right({
        ...cases.right,
        parts: {
          events: { value: all === 0 ? null : events / all, numerator: events, denominator: all },
        },
      })
}

/**
 * The figures of cases. `fcr.window` and `repeat.rate` judge each case by the standard that it was
 * opened under; one that is not among `standards` is excluded there as `standardNotLoaded`.
 *
 * @example
 * import { retail2025 } from '@casetrail/core/standards'
 * import { caseFigures } from '@casetrail/projections'
 *
 * const figures = caseFigures([retail2025])
 * figures[0]?.id // 'cases.opened'
 */
export const caseFigures = (standards: ReadonlyArray<ServiceStandard>): ReadonlyArray<Figure> => [
  {
    id: 'cases.opened',
    label: label('Cases opened', '受理工單'),
    unit: 'count',
    inputs: { opened: over(opened) },
    value: countOf('opened'),
  },
  {
    id: 'cases.open',
    label: label('Cases open', '在辦工單'),
    unit: 'count',
    inputs: { active: over(activeTimes, 'atEnd') },
    value: countOf('active'),
  },
  {
    id: 'backlog',
    label: label('Backlog by age', '積壓與賬齡'),
    unit: 'count',
    inputs: { active: over(activeTimes, 'atEnd') },
    value: ageing('active'),
  },
  {
    id: 'fcr.gross',
    label: label('First-contact resolution', '首次聯繫解決率'),
    unit: 'share',
    inputs: { cases: over(firstContactGross) },
    side: atLeastOnce,
    value: shareOf('cases'),
  },
  {
    id: 'fcr.net',
    label: label(
      'First-contact resolution, of those resolvable at first level',
      '首次聯繫解決率(淨)',
    ),
    unit: 'share',
    inputs: { cases: over(firstContactNet) },
    side: atLeastOnce,
    value: shareOf('cases'),
  },
  {
    id: 'fcr.window',
    label: label(
      'First-contact resolution, not repeated in the window',
      '首次聯繫解決率(窗口期內無重複)',
    ),
    unit: 'share',
    inputs: { cases: over(firstContactWindow(windowRules(standards))) },
    side: atLeastOnce,
    value: shareOf('cases'),
  },
  {
    id: 'rightFirstTime',
    label: label('Right first time', '一次做對率'),
    unit: 'share',
    inputs: { cases: over(rightFirstTime) },
    side: atLeastOnce,
    value: shareOf('cases'),
  },
  {
    id: 'response.first',
    label: label('First response', '首次響應時間'),
    unit: 's',
    inputs: { cases: over(firstResponse) },
    value: durationOf('cases'),
  },
  {
    id: 'resolution.first',
    label: label('Time to first resolution', '首次解決時間'),
    unit: 's',
    inputs: { cases: over(firstResolution) },
    value: durationOf('cases'),
  },
  {
    id: 'resolution.full',
    label: label('Time to last resolution', '最終解決時間'),
    unit: 's',
    inputs: { cases: over(fullResolution) },
    value: durationOf('cases'),
  },
  {
    id: 'resolution.net',
    label: label('Time to first resolution, less pauses', '淨解決時間'),
    unit: 's',
    inputs: { cases: over(netResolution) },
    value: durationOf('cases'),
  },
  {
    id: 'resolution.rate',
    label: label('Resolution rate', '解決率'),
    unit: 'share',
    inputs: { cases: over(resolved) },
    side: atLeastOnce,
    value: shareOf('cases'),
  },
  {
    id: 'reopen.rate',
    label: label('Reopen rate', '重開率'),
    unit: 'share',
    inputs: { reopenings: over(reopenings), resolutions: over(resolutions) },
    side: atLeastOnce,
    value: reopenRate,
  },
  {
    id: 'repeat.rate',
    label: label('Repeat rate', '重複問題率'),
    unit: 'share',
    inputs: { cases: over(repeats(windowRules(standards))) },
    side: atLeastOnce,
    value: shareOf('cases'),
  },
  {
    id: 'eta.kept',
    label: label('Promised time kept', '承諾時間兌現率'),
    unit: 'share',
    inputs: { cases: over(promiseKept) },
    side: atLeastOnce,
    value: shareOf('cases'),
  },
  {
    id: 'transfer.rate',
    label: label('Transfer rate', '轉派率'),
    unit: 'share',
    inputs: { cases: over(transfers) },
    side: atLeastOnce,
    value: shareWithMean('cases'),
  },
  {
    id: 'escalation.rate',
    label: label('Escalation rate', '升級率'),
    unit: 'share',
    inputs: {
      any: over(escalations),
      functional: over(functionalEscalations),
      hierarchical: over(hierarchicalEscalations),
    },
    side: atLeastOnce,
    value: escalationRate,
  },
]
