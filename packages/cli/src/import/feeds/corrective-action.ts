/** The corrective action: what is done and verified is what was planned. */
import { correctiveActionAggregate } from '@casetrail/core/corrective-action'
import type { ServiceStandard } from '@casetrail/core/standards'

import { lifecycleOf, type Lifecycle } from '../lifecycle.js'

export const correctiveActionLifecycle = (standards: ReadonlyArray<ServiceStandard>): Lifecycle =>
  lifecycleOf({
    aggregate: correctiveActionAggregate(standards),
    opening: 'CorrectiveActionOpened',
    filled: (type) => {
      switch (type) {
        case 'CorrectiveActionDone':
          return ['by', 'owner', 'due']
        case 'CorrectiveActionVerified':
          return ['by', 'criterion']
        default:
          return ['by']
      }
    },
    fill: (_, { planned, owner }, { actor }) => ({
      by: actor.id,
      owner,
      due: planned?.due,
      criterion: planned?.criterion,
    }),
  })
