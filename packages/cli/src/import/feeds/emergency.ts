/** The emergency: its kind and when it was declared stand beside the plan's start and the recovery. */
import { emergencyAggregate } from '@casetrail/core/emergency'
import type { ServiceStandard } from '@casetrail/core/standards'

import { lifecycleOf, type Lifecycle } from '../lifecycle.js'

export const emergencyLifecycle = (standards: ReadonlyArray<ServiceStandard>): Lifecycle =>
  lifecycleOf({
    aggregate: emergencyAggregate(standards),
    opening: 'EmergencyDeclared',
    filled: (type) =>
      type === 'PlanStarted' || type === 'Recovered' ? ['by', 'kind', 'declaredAt'] : ['by'],
    fill: (_, { kind, openedAt }, { actor }) => ({ by: actor.id, kind, declaredAt: openedAt }),
  })
