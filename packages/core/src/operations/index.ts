/** Operations (運營): what was reported of a period, as events like all others, so that a figure as of then repeats. */
export * from './commands.js'
export * from './events.js'
export { operationsLabels } from './labels.js'
export { operationsId } from './period.js'
