/** The cases behind a figure, for a person and for programs. */
import { fromEpochMs, type EventId, type Position, type RecordedEvent } from '@casetrail/core'
import type { Finding, Unit } from '@casetrail/core/read-model'
import type { Explained, Explanation, FigureResult, InputResult } from '@casetrail/projections'

import type { Window } from '../query/window.js'

import { cleaned } from './cleaned.js'
import { eventLabel } from './event-label.js'
import { definitionOf } from './definitions.js'
import { basisText, valueText } from './figure-rows.js'
import { duration, number, time, type Locale } from './format.js'
import { figureJson, windowJson } from './report-json.js'
import { leftOutText } from './left-out.js'
import { headingOf } from './report-text.js'
import type { Style } from './style.js'
import { table, type Column, type Row } from './table.js'
import { wrapped } from './width.js'
import { reasonText, word } from './words.js'

export interface Explaining {
  readonly store: string
  readonly window: Window
  readonly where: Readonly<Record<string, string>>
  readonly figure: FigureResult
  readonly explanation: Explanation
  /** What the readings' subjects are found by. */
  readonly subjects: ReadonlyMap<string, Finding>
  readonly events: ReadonlyMap<EventId, RecordedEvent>
}

const valueOf = ({ reason, value, says }: Explained, unit: Unit, locale: Locale): string => {
  if (reason !== undefined) return reasonText(reason, locale)
  if (says !== undefined) return cleaned(says[locale])
  if (value === undefined) return ''
  switch (unit) {
    case 's':
      return duration(value / 1_000, locale)
    case 'score':
    case 'perThousand':
    case 'perHour':
      return number(value)
    case 'share':
    case 'count':
    case 'flow':
      return value > 1 ? `${number(value)} ×` : ''
  }
}

const eventLine = (
  id: EventId,
  event: RecordedEvent | undefined,
  story: string,
  zone: string,
  locale: Locale,
): string => {
  if (event === undefined) return cleaned(id)
  const label = eventLabel(event.event.type)?.[locale] ?? cleaned(event.event.type)
  const other =
    event.metadata.correlationId === story ? [] : [`in ${cleaned(event.metadata.correlationId)}`]
  return [
    time(Date.parse(event.event.at), zone),
    label,
    cleaned(event.metadata.actor.id),
    ...other,
  ].join('  ')
}

/** By when they happened; those not found last. */
const inOrder = (
  evidence: ReadonlyArray<EventId>,
  events: Explaining['events'],
): ReadonlyArray<EventId> => {
  const at = (id: EventId): number => Date.parse(events.get(id)?.event.at ?? '9999-12-31')
  return [...evidence].sort((a, b) => at(a) - at(b))
}

const rowOf = (reading: Explained, explaining: Explaining, locale: Locale): Row => {
  const { window, explanation, subjects, events } = explaining
  const found = subjects.get(reading.subject)
  const counts = !explanation.sided && reading.side !== 'excluded'
  const side = word(counts ? 'counted' : reading.side, locale)
  const provisional = reading.provisional ? ` (${word('provisional', locale)})` : ''
  return {
    cells: [
      cleaned(found?.externalRef ?? reading.subject),
      side + provisional,
      valueOf(reading, explanation.unit, locale),
      time(reading.at, window.zone, true),
      cleaned(reading.credit ?? ''),
    ],
    notes: inOrder(reading.evidence, events).map((id) =>
      eventLine(id, events.get(id), found?.correlation ?? reading.subject, window.zone, locale),
    ),
  }
}

const columnsOf = (locale: Locale, credited: boolean): ReadonlyArray<Column> => [
  { head: word('case', locale), narrowest: 14 },
  { head: word('side', locale) },
  { head: word('why', locale), narrowest: 11 },
  { head: word('at', locale) },
  ...(credited ? [{ head: word('credit', locale), narrowest: 10, dispensable: 1 }] : []),
]

/** What is known of the input that is explained: where a figure has one, what is known of the figure. */
const leftOut = ({ figure, explanation }: Explaining): InputResult['excluded'] =>
  figure.inputs?.[explanation.input]?.excluded ?? figure.excluded

/** Which input is shown, and how the others are asked for; nothing where there is but one. */
const inputLines = ({ explanation }: Explaining, locale: Locale): ReadonlyArray<string> => {
  const { input, inputs } = explanation
  if (inputs.length < 2) return []
  const others = inputs.filter((name) => name !== input).join(', ')
  return [`${word('input', locale)} ${input} (${word('others', locale)}: ${others}; --input NAME)`]
}

/** The explanation as text, ending in a newline. */
export const explanationText = (
  explaining: Explaining,
  locale: Locale,
  width: number,
  style: Style,
): string => {
  const { figure, explanation, where } = explaining
  const { totals, total, readings, sided } = explanation
  const basis = basisText(figure)
  const value = `${valueText(figure, locale)}${basis === '' || basis === valueText(figure, locale) ? '' : `, ${basis}`}`
  const conditions = Object.entries(where).map(([name, wanted]) => `${name}=${wanted}`)
  const left = leftOutText({ excluded: leftOut(explaining) }, locale)
  const sides = [
    ...(sided
      ? [
          `${word('met', locale)} ${number(totals.met)}`,
          `${word('missed', locale)} ${number(totals.missed)}`,
        ]
      : [`${word('counted', locale)} ${number(totals.met)}`]),
    `${word('excluded', locale)} ${number(totals.excluded)}${left === '' ? '' : ` (${left})`}`,
  ].join(' · ')
  const rest = total - readings.length
  const lines = [
    ...headingOf({ ...explaining, where: conditions }, locale, width).map(style.title),
    '',
    ...wrapped(`${figure.label[locale]} (${figure.metric}): ${value}`, width).map(style.title),
    ...wrapped(definitionOf(figure.metric, locale), width),
    ...inputLines(explaining, locale).flatMap((line) => wrapped(line, width)),
    ...wrapped(sides, width),
    '',
    ...table(
      columnsOf(
        locale,
        readings.some(({ credit }) => credit !== undefined),
      ),
      readings.map((reading) => rowOf(reading, explaining, locale)),
      width,
      style,
    ).lines,
    ...(rest > 0
      ? [style.note(`… ${number(rest)} ${word('more', locale)} (--limit N, --json)`)]
      : []),
  ]
  return `${lines.join('\n')}\n`
}

const readingJson = (reading: Explained, { explanation, subjects, events }: Explaining): object => {
  const { subject, side, value, reason, at, provisional, credit, dimensions, evidence } = reading
  const { says } = reading
  const { correlation = subject, externalRef } = subjects.get(subject) ?? {}
  return {
    case: correlation,
    ...(subject === correlation ? {} : { subject }),
    ...(externalRef === undefined ? {} : { externalRef }),
    side,
    ...(value === undefined ? {} : { value: explanation.unit === 's' ? value / 1_000 : value }),
    ...(reason === undefined ? {} : { reason }),
    ...(says === undefined ? {} : { says: says.en }),
    at: fromEpochMs(at),
    provisional,
    ...(credit === undefined ? {} : { credit }),
    dimensions,
    evidence: evidence.map((eventId) => {
      const found = events.get(eventId)
      return found === undefined
        ? { eventId }
        : {
            eventId,
            type: found.event.type,
            at: found.event.at,
            actor: found.metadata.actor,
            case: found.metadata.correlationId,
          }
    }),
  }
}

/** The explanation as a document; durations and ages are in seconds. */
export const explanationJson = (
  explaining: Explaining,
  side: string | undefined,
  checkpoint: Position,
): string => {
  const { store, window, where, figure, explanation } = explaining
  const document = {
    store,
    asOf: fromEpochMs(window.asOf),
    checkpoint,
    window: windowJson(window),
    where,
    figure: { ...figureJson(figure), definition: definitionOf(figure.metric, 'en') },
    input: explanation.input,
    inputs: explanation.inputs,
    unit: explanation.unit,
    totals: explanation.totals,
    side: side ?? null,
    total: explanation.total,
    readings: explanation.readings.map((reading) => readingJson(reading, explaining)),
  }
  return `${JSON.stringify(document, null, 2)}\n`
}
