/** Service standards: the document, its checks, and the ones that ship. */
export { Category, Label, ServiceStandard, Term } from './document.js'
export { categoryPaths, checkStandard, decodeStandard } from './checks.js'
export type { InvalidStandard } from './checks.js'
export { readyStandards, retail2025 } from './ready.js'
