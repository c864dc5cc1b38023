/** The five scenarios, in the order of the handbooks. */
import { front } from './front-desk.js'
import { premium } from './premium-2025.js'
import { retail } from './retail-2025.js'
import { process } from './standard-process.js'
import type { Scenario } from './story.js'
import { support } from './support-sop.js'

export const scenarios: ReadonlyArray<Scenario> = [front, support, retail, premium, process]
