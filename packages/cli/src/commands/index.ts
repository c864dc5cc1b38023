/** The program's commands, in the order of its help. A new one is a file beside this and a line here. */
import type { RegisterCommand } from '../session.js'

import { registerCopy } from './copy.js'
import { registerDemo } from './demo.js'
import { registerExplain } from './explain.js'
import { registerImport } from './import.js'
import { registerOperations } from './operations.js'
import { registerParked } from './parked.js'
import { registerReplay } from './replay.js'
import { registerReport } from './report.js'
import { registerRun } from './run.js'
import { registerSimulate } from './simulate.js'
import { registerStandards } from './standards.js'
import { registerTrace } from './trace.js'
import { registerWatch } from './watch.js'

export const commands: ReadonlyArray<RegisterCommand> = [
  registerDemo,
  registerImport,
  registerSimulate,
  registerReplay,
  registerReport,
  registerExplain,
  registerTrace,
  registerWatch,
  registerRun,
  registerParked,
  registerOperations,
  registerStandards,
  registerCopy,
]
