/** The case: cycles and notes are numbered, contacts counted; the customer stands in every event. */
import { caseAggregate } from '@casetrail/core/case'
import type { ServiceStandard } from '@casetrail/core/standards'

import { lifecycleOf, type Lifecycle } from '../lifecycle.js'

/** The actor is taken for who resolves, accepts or plans unless the mapping says otherwise. */
export const caseLifecycle = (standards: ReadonlyArray<ServiceStandard>): Lifecycle =>
  lifecycleOf({
    aggregate: caseAggregate(standards),
    opening: 'CaseOpened',
    filled: (type) =>
      type === 'CaseOpened'
        ? ['cycle']
        : ['cycle', 'customer', 'note', 'contacts', 'resolver', 'owner'],
    fill: (type, state, { actor }) => ({
      cycle: type === 'CaseReopened' ? state.cycle + 1 : state.cycle,
      customer: state.customer === '' ? undefined : state.customer,
      note: type === 'NoteAdded' ? state.notes + 1 : undefined,
      contacts: state.contacts,
      resolver: type === 'CaseResolved' ? actor.id : state.resolver,
      owner: actor.id,
    }),
    cycleOf: (state) => state.cycle,
    note: (text) => ({ type: 'NoteAdded', text }),
  })
