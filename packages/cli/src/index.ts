/** Casetrail's command line as a library: run it from a program, or import histories with it. */
export { run } from './program.js'
export { processTerminal } from './terminal.js'
export type { ExitCode, Terminal } from './terminal.js'
export { importFiles } from './import/run.js'
export type { ImportOptions } from './import/run.js'
export type {
  Diverged,
  DivergedStream,
  ImportError,
  Interrupted,
  RefusedRow,
  RowsRefused,
  StoreFailed,
} from './import/error.js'
export type { Progress } from './import/job.js'
export type { ImportSummary } from './import/summary.js'
export { feedsOf } from './import/feeds.js'
export { Mapping } from './import/mapping/document.js'
export { decodeMapping, readMapping } from './import/mapping/read.js'
export type { InvalidMapping } from './import/mapping/read.js'
export type { Plan } from './import/mapping/plan.js'
