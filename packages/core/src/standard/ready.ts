/** The standards that ship, one for each handbook. */
import type { ServiceStandard } from './document.js'
import { extendStandard } from './extend.js'
import retail from './retail-2025.json' with { type: 'json' }

/**
 * A document, upon the one that it extends. A test holds what comes of it against its codec, so that it
 * need not be decoded at every start.
 */
const shipped = (document: unknown, base?: ServiceStandard): ServiceStandard =>
  (base === undefined ? document : extendStandard(base, document).document) as ServiceStandard

/**
 * The retail handbook (2025年商業零售客戶服務標準操作手冊).
 */
export const retail2025 = shipped(retail)

/** All that ship. */
export const readyStandards: ReadonlyArray<ServiceStandard> = [retail2025]

/** What a document may extend without being given it: those, and what they are made from. */
export const baseStandards: ReadonlyArray<ServiceStandard> = [...readyStandards]
