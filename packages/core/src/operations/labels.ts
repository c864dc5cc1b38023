/** What each event of operations is called, for people. */
import type { Label } from '../standard/document.js'

import type { OperationsEvent } from './events.js'

/** The name of every event, in English and Chinese. */
export const operationsLabels: Readonly<Record<OperationsEvent['type'], Label>> = {
  ExposureReported: { en: 'Exposure reported', zh: '上報業務量' },
  InterruptionStarted: { en: 'Service interrupted', zh: '服務中斷' },
  InterruptionEnded: { en: 'Service restored', zh: '服務恢復' },
  RiskEntered: { en: 'Risk entered', zh: '登記風險' },
}
