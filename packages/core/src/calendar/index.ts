/** Calendars: the document, its checks, questions to it, and the ones that ship. */
export { Calendar, Holiday, Hours, LocalDate, LocalTime, SpecialDay, Week } from './document.js'
export type { LocalDateBrand, LocalTimeBrand } from './document.js'
export { checkCalendar } from './check.js'
export { decodeCalendar } from './decode.js'
export type { InvalidCalendar } from './decode.js'
export { businessCalendar } from './business-calendar.js'
export type { BusinessCalendar, OutsideCalendar } from './business-calendar.js'
export { chinaOffice, readyCalendars } from './ready.js'
