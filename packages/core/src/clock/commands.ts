/** The one command that clocks add: time has passed. */
import type * as t from 'io-ts'

import { commandCatalogue, type CommandCatalogue } from '../decider/catalogue.js'
import { commandMaker, commandRecord } from '../lifecycle/message.js'

/**
 * Records the warnings and breaches that were due by `at`, each at its own instant. Again, or late, it
 * adds nothing that an earlier one or a command has recorded.
 */
export const CheckDeadlines = commandRecord('CheckDeadlines', {})
export interface CheckDeadlines extends t.TypeOf<typeof CheckDeadlines> {}

/** Time has passed: `at` is now. Never rejected. */
export const checkDeadlines = commandMaker<CheckDeadlines>('CheckDeadlines')

export const clockCommands: CommandCatalogue<CheckDeadlines> = commandCatalogue<CheckDeadlines>({
  CheckDeadlines,
})
