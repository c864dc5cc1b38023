/** What the answers to policies' commands are called, for people. */
import type { Label } from '../standard/label.js'

import type { DispatchEvent } from './dispatch-events.js'

/** The name of every event of a dispatch, in English and Chinese. */
export const dispatchLabels: Readonly<Record<DispatchEvent['type'], Label>> = {
  DispatchAnswered: { en: 'Policy answered', zh: '策略回覆' },
}
