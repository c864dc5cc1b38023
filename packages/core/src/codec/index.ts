export { compile, decoder } from './compile.js'
export type { Check, CheckDepth } from './compile.js'
export { derivedId } from './derived-id.js'
export { fieldOf, isFields } from './fields.js'
export type { Fields } from './fields.js'
export { nearest } from './nearest.js'
export { pointerKey, segmentsOf } from './pointer.js'
export {
  Actor,
  Count,
  Finite,
  Ordinal,
  StandardRef,
  Text,
  Uuid,
  oneOf,
  record,
} from './primitives.js'
export { problemText, problemsOf, show } from './problem.js'
export type { Problem } from './problem.js'
