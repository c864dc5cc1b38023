/** The calendars that ship. */
import { frozen } from '../codec/frozen.js'

import office from './china-office.json' with { type: 'json' }
import type { Calendar } from './document.js'

/** A document that a test holds against its codec, so that it need not be decoded at every start. */
const shipped = (document: unknown): Calendar => frozen(document as Calendar)

/**
 * Offices in mainland China: Monday to Friday, 09:00 to 18:00 (a default: the house sets its own), and the
 * public holidays and make-up working days of 2025 and 2026.
 *
 * @see 國務院辦公廳 國辦發明電〔2024〕12號, 國辦發明電〔2025〕7號
 */
export const chinaOffice = shipped(office)

/** All that ship. */
export const readyCalendars: ReadonlyArray<Calendar> = frozen([chinaOffice])
