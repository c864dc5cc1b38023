/** The program's commands, in the order of its help. A new one is a file beside this and a line here. */
import type { RegisterCommand } from '../session.js'

import { registerImport } from './import.js'
import { registerReplay } from './replay.js'
import { registerReport } from './report.js'

export const commands: ReadonlyArray<RegisterCommand> = [
  registerImport,
  registerReplay,
  registerReport,
]
