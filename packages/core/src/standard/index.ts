/** Service standards: the document, its checks, and the ones that ship. */
export { Band, Category, Discretion, FollowUpPlan, Role, ServiceStandard } from './document.js'
export { Handbook, Label, Source, Term } from './label.js'
export {
  BusinessTarget,
  Clock,
  ClockRule,
  ClockedCategory,
  Conditions,
  CountTarget,
  ElapsedTarget,
  MeanTarget,
  Target,
  TargetChoice,
  WorkingDaysTarget,
} from './clocks.js'
export { Kpi, Policies, Principle, Procedure, RequiredStep, Setting, SourceOf } from './conduct.js'
export { categoryPaths } from './categories.js'
export { checkStandard } from './checks.js'
export { decodeStandard, decodeStandards } from './decode.js'
export type { InvalidStandard } from './decode.js'
export { unsetOf, withSettings } from './settings.js'
export type { InvalidSettings, Settings } from './settings.js'
export { documentSchemas } from './schemas.js'
export type { JsonSchema } from './json-schema.js'
export { extendStandard } from './extend.js'
export type { Extended } from './extend.js'
export {
  baseStandards,
  frontDesk,
  premium2025,
  readyStandards,
  retail2025,
  standardProcess,
  supportSop,
} from './ready.js'
export { isShareMetric } from '../words/metrics.js'
