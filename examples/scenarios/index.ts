/** The five scenarios, in the order of the handbooks. */
import { front } from './front-desk.js'
import { retail } from './retail-2025.js'
import type { Scenario } from './story.js'

export const scenarios: ReadonlyArray<Scenario> = [front, retail]
