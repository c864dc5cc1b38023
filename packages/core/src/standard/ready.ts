/** The standards that ship, one for each handbook. */
import { frozen } from '../codec/frozen.js'

import common from './common.json' with { type: 'json' }
import type { ServiceStandard } from './document.js'
import { extendStandard } from './extend.js'
import frontDeskDocument from './front-desk.json' with { type: 'json' }
import premiumDocument from './premium-2025.json' with { type: 'json' }
import retailDocument from './retail-2025.json' with { type: 'json' }
import processDocument from './standard-process.json' with { type: 'json' }
import supportDocument from './support-sop.json' with { type: 'json' }

/** A test holds what ships against its codec, so that it need not be decoded at every start. */
const trusted = (document: unknown): ServiceStandard => frozen(document as ServiceStandard)

/** A document upon `common@1`. */
const shipped = (document: unknown): ServiceStandard =>
  trusted(extendStandard(common, document).document)

/** H0, the front desk (前臺服務崗位工作職責與流程解析). */
export const frontDesk = shipped(frontDeskDocument)

/**
 * H1, customer service and support (客戶服務與支持SOP). It runs once the host has set what the handbook
 * leaves to it.
 */
export const supportSop = shipped(supportDocument)

/** H2, retail (2025年商業零售客戶服務標準操作手冊). */
export const retail2025 = shipped(retailDocument)

/** H3, premium service (2025年高端客戶服務禮儀手冊). */
export const premium2025 = shipped(premiumDocument)

/**
 * H4, the standard process (客戶服務手冊標準流程與規範). It runs once the host has set what the handbook
 * leaves to it.
 */
export const standardProcess = shipped(processDocument)

/** All that ship, in the order of the handbooks. */
export const readyStandards: ReadonlyArray<ServiceStandard> = frozen([
  frontDesk,
  supportSop,
  retail2025,
  premium2025,
  standardProcess,
])

/** What a document may extend without being given it: those, and what they are made from. */
export const baseStandards: ReadonlyArray<ServiceStandard> = frozen([
  trusted(common),
  ...readyStandards,
])
