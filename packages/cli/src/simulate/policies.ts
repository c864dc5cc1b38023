/** Policies and clocks of a simulated desk: the real ones, looked after in simulated time. */
import type { EventStore } from '@casetrail/core'
import { deskPolicies, policyRunner, type CarryOut } from '@casetrail/core/policy'
import { inMemoryRowStore } from '@casetrail/core/read-model'
import type { ServiceStandard } from '@casetrail/core/standards'

import type { Looker } from './simulate.js'

/** What policies remember is in memory: the history is all that a simulation leaves. */
export const policiesOn = (
  store: EventStore,
  carryOut: CarryOut,
  standard: ServiceStandard,
): Looker => {
  const runner = policyRunner({
    store,
    rows: inMemoryRowStore(),
    managers: deskPolicies([standard]),
    carryOut,
  })
  return { settle: (now) => runner.settle(now)() }
}
