/** The corrective action (改進): from a weakness to a better standard. */
export * from './commands.js'
export * from './events.js'
export { Analysis } from './analysis.js'
export { correctiveActionLabels } from './labels.js'
