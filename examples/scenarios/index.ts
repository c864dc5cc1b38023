/** The five scenarios, in the order of the handbooks. */
import { retail } from './retail-2025.js'
import type { Scenario } from './story.js'

export const scenarios: ReadonlyArray<Scenario> = [retail]
