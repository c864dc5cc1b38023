/** A desk that commands are brought to. */
import type { CaseState } from '@casetrail/core/case'

import type { ScriptedCommand } from './cases.js'

export type States = Map<string, CaseState>

/** Carries out commands one after the other, and puts down the states that they led to. */
export type Desk = (commands: ReadonlyArray<ScriptedCommand>, states: States) => unknown
