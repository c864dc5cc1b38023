/** What the clock events are called, for people. */
import type { Label } from '../standard/label.js'

import type { ClockEvent } from './events.js'
import type { ClockRejection } from './rejection.js'

/** The name of every clock event, in English and Chinese. */
export const clockLabels: Readonly<Record<ClockEvent['type'], Label>> = {
  ClockStarted: { en: 'Clock started', zh: '時限開始' },
  ClockPaused: { en: 'Clock paused', zh: '時限暫停' },
  ClockResumed: { en: 'Clock resumed', zh: '時限恢復' },
  ClockRetargeted: { en: 'Clock retargeted', zh: '時限改定' },
  ClockWarned: { en: 'Clock due soon', zh: '時限預警' },
  ClockMet: { en: 'Clock met', zh: '時限達成' },
  ClockBreached: { en: 'Clock breached', zh: '時限逾期' },
  ClockBreachWithdrawn: { en: 'Breach withdrawn', zh: '撤銷逾期' },
  ClockCancelled: { en: 'Clock cancelled', zh: '時限取消' },
}

/** Every rejection that clocks add, as a sentence, in English and Chinese. */
export const clockRejections: Readonly<Record<ClockRejection['_tag'], Label>> = {
  OutsideCalendar: {
    en: 'The deadline lies outside the days that the calendar covers; a newer one is needed.',
    zh: '期限超出日曆所涵蓋的日期，須載入更新的日曆。',
  },
  CalendarNotLoaded: {
    en: 'The calendar that the clock runs by was not given.',
    zh: '時限所用的日曆未載入。',
  },
  DatedTooFarBack: {
    en: 'It happened longer ago than may still be recorded.',
    zh: '發生時間過早，已超過補錄期限。',
  },
}
