/** Service standards: the document, its checks, and the ones that ship. */
export {
  Band,
  Category,
  Discretion,
  FollowUpPlan,
  Label,
  Role,
  ServiceStandard,
  Term,
} from './document.js'
export { categoryPaths } from './categories.js'
export { checkStandard, decodeStandard } from './checks.js'
export type { InvalidStandard } from './checks.js'
export { readyStandards, retail2025 } from './ready.js'
