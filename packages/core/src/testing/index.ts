/** The testing kit: specifications, laws and arbitraries for any test runner. */
export { at, testBoundary } from './boundary.js'
export type { TestBoundary, TestBoundaryOptions } from './boundary.js'
export { differenceOf } from './equal.js'
export type { Law, LawOptions } from './law.js'
export { eventStoreLaws } from './store/event-store-laws.js'
export type { OpenStore } from './store/event-store-laws.js'
export { rowStoreLaws } from './rows/row-store-laws.js'
export type { OpenRowStore } from './rows/row-store-laws.js'
