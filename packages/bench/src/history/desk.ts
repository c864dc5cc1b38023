/** A desk that commands are brought to. */
import type { Command } from '@casetrail/core'
import type { CaseCommand, CaseState } from '@casetrail/core/case'

import type { Scripted } from './script.js'

export type States<S = CaseState> = Map<string, S>

/** Carries out commands one after the other, and puts down the states that they led to. */
export type Desk<C extends Command = CaseCommand, S = CaseState> = (
  commands: ReadonlyArray<Scripted<C>>,
  states: States<S>,
) => unknown
