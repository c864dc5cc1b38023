/** Times as a source writes them, as instants: real dates, in a known zone, or an error. */
import { fromEpochMs, instant, epochMs, type Instant } from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'
import { DateTime, Info, type Zone } from 'luxon'

import type { TimeSpec } from './document.js'

export type ReadTime = (text: string) => E.Either<string, Instant>

/** A setting of a time that can't work, by the setting's name. */
export interface TimeFault {
  readonly setting: 'format' | 'zone' | 'day'
  readonly found: string | undefined
  readonly expected: string
}

const LITERALS = /'[^']*'/g
const HAS_ZONE = /[Zz]/
const HAS_HOUR = /[HhTtFfXx]/
const DAY_MS = 86_400_000
const KEPT = 20_000

const ISO = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):?(\d\d))$/

/** An ISO time with an offset, the common case, several times as fast as the library. */
const fastIso = (text: string): Instant | undefined => {
  const parts = ISO.exec(text)
  if (parts === null) return undefined
  const [, base = '', fraction = '', sign, hours, minutes] = parts
  const local = instant(`${base}.${fraction.slice(0, 3).padEnd(3, '0')}Z`)
  if (E.isLeft(local)) return undefined
  if (sign === undefined) return local.right
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000
  return fromEpochMs(epochMs(local.right) - (sign === '-' ? -offset : offset))
}

/**
 * The moment at which clocks in a zone show a local time (given as if it were UTC). Where they show
 * it twice, the earlier; where they never do (clocks go forward), `undefined`.
 */
export const momentOf = (localMs: number, zone: Zone): number | undefined => {
  const offsets = [zone.offset(localMs - DAY_MS), zone.offset(localMs + DAY_MS)]
  const moments = offsets
    .map((minutes) => ({ minutes, ms: localMs - minutes * 60_000 }))
    .filter(({ minutes, ms }) => zone.offset(ms) === minutes)
    .map(({ ms }) => ms)
  return moments.length === 0 ? undefined : Math.min(...moments)
}

/** A reader of times in one format. Rejects settings that can't work: see `TimeFault`. */
export const timeReader = (spec: TimeSpec): E.Either<TimeFault, ReadTime> => {
  const format = spec.format ?? 'iso'
  const isIso = format === 'iso'
  const tokens = format.replaceAll(LITERALS, '')
  const textHasZone = !isIso && HAS_ZONE.test(tokens)
  const isDay = !isIso && !HAS_HOUR.test(tokens)
  if (spec.zone !== undefined && !Info.isValidIANAZone(spec.zone)) {
    return E.left({
      setting: 'zone',
      found: spec.zone,
      expected: 'an IANA zone such as Europe/Rome or UTC',
    })
  }
  if (!isIso && !textHasZone && spec.zone === undefined) {
    return E.left({
      setting: 'zone',
      found: undefined,
      expected: `an IANA zone, because the format ${format} has none`,
    })
  }
  if (isDay && spec.day === undefined) {
    return E.left({
      setting: 'day',
      found: undefined,
      expected: `start or end, because the format ${format} has no time of day`,
    })
  }
  const zone = spec.zone === undefined ? undefined : Info.normalizeZone(spec.zone)
  const parse = isIso ? isoParser : formatParser(format, textHasZone)
  return E.right(
    remembered((text) => read(text, format, parse, zone, isDay ? spec.day : undefined)),
  )
}

interface Parsed {
  readonly ms: number
  /** The text has a zone or an offset: `ms` is a moment, else a local time as if it were UTC. */
  readonly isMoment: boolean
}
type Parse = (text: string) => E.Either<string, Parsed>

const isoParser: Parse = (text) => {
  const fast = fastIso(text)
  if (fast !== undefined) return E.right({ ms: epochMs(fast), isMoment: true })
  const at = DateTime.fromISO(text, { zone: 'utc', setZone: true })
  if (!at.isValid) return E.left(at.invalidExplanation ?? 'no date')
  return E.right({ ms: at.toMillis(), isMoment: /(?:Z|[+-]\d\d(?::?\d\d)?)$/.test(text.slice(10)) })
}

const formatParser = (format: string, isMoment: boolean): Parse => {
  const parser = DateTime.buildFormatParser(format, { locale: 'en' })
  return (text) => {
    const at = DateTime.fromFormatParser(text, parser, { locale: 'en', zone: 'utc' })
    return at.isValid
      ? E.right({ ms: at.toMillis(), isMoment })
      : E.left(at.invalidExplanation ?? 'no date')
  }
}

const read = (
  text: string,
  format: string,
  parse: Parse,
  zone: Zone | undefined,
  day: 'start' | 'end' | undefined,
): E.Either<string, Instant> => {
  const parsed = parse(text)
  const shown = JSON.stringify(text)
  if (E.isLeft(parsed)) return E.left(`${shown} is no time in the format ${format}: ${parsed.left}`)
  const { ms, isMoment } = parsed.right
  if (isMoment) return E.right(fromEpochMs(ms))
  if (zone === undefined) {
    return E.left(`${shown} has no zone, and the mapping names none (time.zone)`)
  }
  const moment =
    day === undefined
      ? momentOf(ms, zone)
      : day === 'start'
        ? startOfDay(ms, zone)
        : startOfDay(ms + DAY_MS, zone) - 1
  return moment === undefined
    ? E.left(`${shown} does not exist in ${zone.name}: clocks were put forward over it`)
    : E.right(fromEpochMs(moment))
}

/** In some zones clocks are put forward at midnight: the day then starts at its first full hour. */
const startOfDay = (localMs: number, zone: Zone): number =>
  momentOf(localMs, zone) ?? localMs + 3_600_000 - zone.offset(localMs + DAY_MS) * 60_000

/** Sources repeat their times. */
const remembered = (readTime: ReadTime): ReadTime => {
  let recent = new Map<string, E.Either<string, Instant>>()
  return (text) => {
    const known = recent.get(text)
    if (known !== undefined) return known
    const at = readTime(text)
    if (recent.size >= KEPT) recent = new Map()
    recent.set(text, at)
    return at
  }
}
