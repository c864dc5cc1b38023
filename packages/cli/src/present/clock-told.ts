/** Clock events in a person's words. */
import type { Instant, TraceEntry } from '@casetrail/core'

import { cleaned } from './cleaned.js'
import type { ClockNames } from './clock-names.js'
import { fieldsOf, isMean, keyOf, targetOf, type ClockFields, type ClockRun } from './clock-runs.js'
import { time, type Locale } from './format.js'
import { stopwatch, targetText } from './target-text.js'
import { inSentence } from './told.js'

export interface ClockTelling {
  readonly runs: ReadonlyMap<string, ClockRun>
  readonly names: ClockNames
  readonly zone: string
  readonly locale: Locale
}

/** Of which clock an event is, of which step, and in which of its runs where that is not the first. */
export const runText = (
  run: Pick<ClockRun, 'standard' | 'clock' | 'run' | 'instance'>,
  names: ClockNames,
  locale: Locale,
): string => {
  const { standard, clock, instance } = run
  const zh = locale === 'zh'
  const more = [
    ...(instance === undefined ? [] : [cleaned(instance)]),
    ...(run.run === 1 ? [] : [zh ? `第 ${String(run.run)} 次` : `run ${String(run.run)}`]),
  ]
  const name = inSentence(names(standard, clock, locale))
  if (more.length === 0) return name
  return zh ? `${name}（${more.join('，')}）` : `${name} (${more.join(', ')})`
}

const REASONS: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  met: { en: 'it was met in time', zh: '實已按時達成' },
  paused: { en: 'it was paused by then', zh: '當時已暫停' },
  cancelled: { en: 'it was cancelled by then', zh: '當時已取消' },
  retargeted: { en: 'it had another target by then', zh: '當時已改定目標' },
}

const reasonText = (reason: ClockFields[string], locale: Locale): string =>
  REASONS[String(reason)]?.[locale] ?? cleaned(String(reason))

const dueText = (dueAt: ClockFields[string], { zone, locale }: ClockTelling): string => {
  if (typeof dueAt !== 'string') return ''
  const at = time(Date.parse(dueAt), zone)
  return locale === 'zh' ? `${at} 到期` : `due ${at}`
}

const targetIn = (fields: ClockFields, locale: Locale): string => {
  const target = targetOf(fields)
  return target === undefined ? '' : targetText(target, locale)
}

const spent = ({ elapsedMs }: ClockFields): string =>
  typeof elapsedMs === 'number' ? stopwatch(elapsedMs) : ''

const daysText = ({ daysLeft }: ClockFields, locale: Locale): string => {
  if (typeof daysLeft !== 'number') return ''
  const days = String(daysLeft)
  if (locale === 'zh') return `尚餘 ${days} 個工作日`
  return `${days} working day${daysLeft === 1 ? '' : 's'} left`
}

const promised = (run: ClockRun | undefined, locale: Locale): string =>
  run?.target === undefined ? '' : targetText(run.target, locale)

/** 5 (answered after rings: at most 3) */
const countText = (count: number, run: ClockRun | undefined, locale: Locale): string => {
  const target = promised(run, locale)
  if (target === '') return String(count)
  return locale === 'zh' ? `${String(count)}（${target}）` : `${String(count)} (${target})`
}

const metParts = (fields: ClockFields, run: ClockRun | undefined, locale: Locale): Parts => {
  const zh = locale === 'zh'
  const { count, inTime } = fields
  const late = inTime === false
  if (typeof count === 'number') return [countText(count, run, locale)]
  const verdict = late ? (zh ? '逾期' : 'late') : zh ? '按時' : 'in time'
  const at = spent(fields)
  const used = zh ? `用時 ${at}` : `in ${at}`
  return run !== undefined && isMean(run) ? [used] : [used, verdict]
}

type Parts = ReadonlyArray<string>

const partsOf = (
  { type }: TraceEntry,
  fields: ClockFields,
  run: ClockRun | undefined,
  telling: ClockTelling,
): Parts => {
  const { locale } = telling
  const zh = locale === 'zh'
  const target = targetIn(fields, locale)
  const due = dueText(fields['dueAt'], telling)
  const after = zh ? `已計時 ${spent(fields)}` : `after ${spent(fields)}`
  switch (type) {
    case 'ClockStarted':
      return [due === '' ? target : zh ? `${due}（${target}）` : `${due} (${target})`]
    case 'ClockPaused':
      return [after, daysText(fields, locale)]
    case 'ClockResumed':
      return [due]
    case 'ClockRetargeted':
      return [zh ? `改為${target}` : `now ${target}`, due, daysText(fields, locale)]
    case 'ClockWarned':
      return [due]
    case 'ClockMet':
      return metParts(fields, run, locale)
    case 'ClockBreached': {
      const { count } = fields
      return [typeof count === 'number' ? countText(count, run, locale) : promised(run, locale)]
    }
    case 'ClockBreachWithdrawn':
      return [reasonText(fields['reason'], locale)]
    default:
      return [after]
  }
}

const exempt: Readonly<Record<Locale, string>> = { en: 'Clock exempt', zh: '時限豁免' }

/** What is said of an event that has to do with a clock, after its name. */
export const clockDetail = (entry: TraceEntry, telling: ClockTelling): string => {
  const { locale, names, runs } = telling
  const fields = fieldsOf(entry)
  const run = runs.get(keyOf(entry, fields))
  const name = run === undefined ? String(fields['clock']) : runText(run, names, locale)
  const takenBack = entry.type === 'ClockBreached' && run?.withdrawn === true && !run.breached
  const parts = [
    name,
    ...partsOf(entry, fields, run, telling),
    takenBack ? (locale === 'zh' ? '後經撤銷' : 'withdrawn later') : '',
  ]
  return parts.filter((part) => part !== '').join(locale === 'zh' ? '，' : ', ')
}

export const clockTitle = (entry: TraceEntry, locale: Locale): string =>
  entry.type === 'ClockCancelled' && fieldsOf(entry)['as'] === 'exempt'
    ? exempt[locale]
    : cleaned(entry.label[locale])

/** `Clock started: inquiry response, due 2025-03-01 09:10:00 (10 min of business time)` */
export const clockText = (entry: TraceEntry, telling: ClockTelling): string =>
  `${clockTitle(entry, telling.locale)}${telling.locale === 'zh' ? '：' : ': '}${clockDetail(entry, telling)}`

/** Whether an event is good or bad news, or neither; of a mean it is neither. */
export const newsOf = (entry: TraceEntry, { runs }: ClockTelling): 'good' | 'bad' | 'note' => {
  if (entry.type === 'ClockBreached') return 'bad'
  if (entry.type !== 'ClockMet') return 'note'
  const fields = fieldsOf(entry)
  const run = runs.get(keyOf(entry, fields))
  if (run !== undefined && isMean(run)) return 'note'
  return fields['inTime'] === false ? 'bad' : 'good'
}

/** When a run is due, as of now. */
export const dueAtOf = ({ state, dueAt }: ClockRun): Instant | undefined =>
  state === 'paused' ? undefined : dueAt
