export { trace } from './trace.js'
export type { TraceEntry, TraceOptions, Vocabulary } from './trace.js'
export type { Detail } from './details.js'
