/** What a run says of itself, in both languages. */
import type { HeldBack } from '@casetrail/core/policy'

import { cleaned } from '../present/cleaned.js'
import { duration, number, time, type Locale } from '../present/format.js'

import { MOST_BEHIND, type Fault } from './followed.js'
import type { Given } from './given.js'
import type { Outcome } from './tally.js'

export const OUTCOMES: Readonly<Record<Outcome, Readonly<Record<Locale, string>>>> = {
  carriedOut: { en: 'carried out', zh: '已執行' },
  unchanged: { en: 'nothing to do', zh: '無需變更' },
  rejected: { en: 'rejected', zh: '被拒絕' },
  failed: { en: 'failed', zh: '失敗' },
}

export const HEADS = {
  when: { en: 'when', zh: '時間' },
  policy: { en: 'policy', zh: '策略' },
  command: { en: 'command', zh: '指令' },
  whose: { en: 'for', zh: '對象' },
  cause: { en: 'because', zh: '起因' },
  answer: { en: 'answer', zh: '回覆' },
} as const

export const ENDS = { en: 'Ctrl-C ends it', zh: 'Ctrl-C 結束' } as const
export const EVERY = { en: 'every', zh: '每' } as const
export const QUIET = { en: 'no policy has given a command yet', zh: '尚無策略指令' } as const

const SECOND = 1_000

const seconds = (ms: number, locale: Locale): string =>
  ms < 60 * SECOND
    ? `${number(ms / SECOND, 1)} ${locale === 'zh' ? '秒' : 's'}`
    : duration(ms / SECOND, locale, 2)

/** followed 1,234 events · at the head · lag 0.2 s */
export const placeText = (
  { events, behind, lagMs }: { events: number; behind: number; lagMs: number },
  locale: Locale,
): string => {
  const read =
    locale === 'zh' ? `已跟進 ${number(events)} 個事件` : `followed ${number(events)} events`
  const most = behind < MOST_BEHIND ? '' : '+'
  const head =
    behind === 0
      ? { en: 'at the head', zh: '已到最新' }[locale]
      : { en: `${number(behind)}${most} behind the head`, zh: `落後 ${number(behind)}${most} 個` }[
          locale
        ]
  return `${read} · ${head} · ${locale === 'zh' ? '延遲' : 'lag'} ${seconds(lagMs, locale)}`
}

/** 24 wait, the next until 2025-03-03 10:10:00 (4 m) */
export const waitText = (
  waiting: number,
  nextAt: number | undefined,
  now: number,
  zone: string,
  locale: Locale,
): string => {
  if (waiting === 0 || nextAt === undefined)
    return { en: 'nothing waits', zh: '無待發指令' }[locale]
  const isDue = nextAt <= now
  const left = duration((nextAt - now) / SECOND, locale, 2)
  const until = `${time(nextAt, zone)} (${left})`
  if (locale === 'zh') {
    return `${number(waiting)} 條待發，最近一條${isDue ? '已到時' : ` ${until}`}`
  }
  const wait = `${number(waiting)} ${waiting === 1 ? 'waits' : 'wait'}`
  return isDue ? `${wait}, the next is due` : `${wait}, the next until ${until}`
}

/** Said once, when policies are run on a store for the first time. */
export const beginsText = (isEmpty: boolean, locale: Locale): string => {
  if (isEmpty) {
    return {
      en: 'policies are run here for the first time; nothing has happened yet',
      zh: '策略首次運行；尚無任何事件',
    }[locale]
  }
  return {
    en: 'policies are run here for the first time: of what happened before only the open clocks count',
    zh: '策略首次運行：此前的事件不引發任何指令，只有仍在運行的時限會到點檢查',
  }[locale]
}

export const jumpText = (by: number, locale: Locale): string => {
  const size = duration(Math.abs(by) / SECOND, locale, 2)
  if (locale === 'zh') {
    return by < 0
      ? `時鐘回撥了 ${size}：待發指令等到原定時刻`
      : `時鐘前進了 ${size}：其間到期的指令現在發出`
  }
  return by < 0
    ? `the clock went back by ${size}: what waits is sent when its time comes`
    : `the clock went ahead by ${size}: what fell due meanwhile is sent now`
}

/** A refusal, or what failed. */
export const refusedText = (
  { policy, command, stream, outcome, rejection = '' }: Given,
  locale: Locale,
): string =>
  cleaned(
    locale === 'zh'
      ? `${policy}：${command}（${stream}）${OUTCOMES[outcome].zh}：${rejection}`
      : `${policy}: ${command} for ${stream} ${outcome}: ${rejection}`,
  )

export const faultText = (
  { policy, event, stream, rejection, detail }: Fault,
  locale: Locale,
): string =>
  cleaned(
    locale === 'zh'
      ? `${policy}：${stream} 的 ${event} 未引發任何指令：${rejection} ${detail}`
      : `${policy}: ${event} of ${stream} led to nothing: ${rejection} ${detail}`,
  )

export const heldText = (
  { waiting: { policy, command, category, id }, error }: HeldBack,
  locale: Locale,
): string =>
  cleaned(
    locale === 'zh'
      ? `${policy}：${command.type}（${category}-${id}）仍在等待：${error._tag}`
      : `${policy}: ${command.type} for ${category}-${id} waits: ${error._tag}`,
  )
