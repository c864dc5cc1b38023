/** The standards that ship, one for each handbook. */
import type { ServiceStandard } from './document.js'
import retail from './retail-2025.json' with { type: 'json' }

/** A document that a test holds against its codec, so that it need not be decoded at every start. */
const shipped = (document: unknown): ServiceStandard => document as ServiceStandard

/**
 * The retail handbook (2025年商業零售客戶服務標準操作手冊).
 */
export const retail2025 = shipped(retail)

/** All that ship. */
export const readyStandards: ReadonlyArray<ServiceStandard> = [retail2025]
