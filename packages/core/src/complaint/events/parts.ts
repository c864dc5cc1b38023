/** Fields that several complaint events share. STORAGE CONTRACT, see CONTRIBUTING.md. */
import { Text, Uuid } from '../../codec/primitives.js'
import { Severity } from '../../words/words.js'

/** What a policy needs to know of the complaint to follow it up from one event. */
export const handled = {
  /** The case that it was raised from. */
  case: Uuid,
  severity: Severity,
  /** Who handled it: the investigator. */
  handler: Text,
} as const
