/** What operations events and rejections are called, for people. */
import { lifecycleRejections } from '../lifecycle/labels.js'
import type { Label } from '../standard/label.js'

import type { OperationsEvent } from './events.js'
import type { OperationsRejection } from './rejection.js'

/** The name of every operations event, in English and Chinese. */
export const operationsLabels: Readonly<Record<OperationsEvent['type'], Label>> = {
  ExposureReported: { en: 'Exposure reported', zh: '上報業務量' },
  InterruptionStarted: { en: 'Service interrupted', zh: '服務中斷' },
  InterruptionEnded: { en: 'Service restored', zh: '服務恢復' },
  RiskEntered: { en: 'Risk entered', zh: '登記風險' },
}

/** Every rejection as a sentence, in English and Chinese. */
export const operationsRejections: Readonly<Record<OperationsRejection['_tag'], Label>> = {
  ...lifecycleRejections,
  NothingReported: { en: 'No figure is reported.', zh: '未上報任何數量。' },
  PeriodEmpty: {
    en: 'The interval does not end after it begins.',
    zh: '結束時間須晚於開始時間。',
  },
  ExposureOverlaps: {
    en: 'A part of the interval was reported already, with the same attributes.',
    zh: '該時段與已上報的時段重疊（屬性相同）。',
  },
  InterruptionAlreadyStarted: {
    en: 'An interruption with this id was started already.',
    zh: '該編號的服務中斷已登記。',
  },
  InterruptionNotRunning: {
    en: 'No interruption with this id is running in this period.',
    zh: '該期間內沒有此編號的進行中的服務中斷。',
  },
  EndsBeforeItsStart: {
    en: 'The interruption would end before it started.',
    zh: '恢復時間早於中斷開始時間。',
  },
}
