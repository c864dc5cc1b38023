/** Deciding what ties complaints together. The survivor is claimed first: no chains, no cycles. */
import type { AbsorbComplaint, MergeComplaint, ReleaseComplaint } from '../commands/outcome.js'

import { emit, nothing, reject, type ComplaintDecision, type Situation } from './decision.js'

export const absorb = (command: AbsorbComplaint, { state }: Situation): ComplaintDecision => {
  const { survivor, duplicate } = command
  if (survivor === duplicate) return reject({ _tag: 'MergeWithItself', complaint: survivor })
  if (command.duplicateCustomer !== state.customer) return reject({ _tag: 'CustomersDiffer' })
  return state.absorbed.includes(duplicate)
    ? nothing
    : emit({
        type: 'ComplaintAbsorbed',
        at: command.at,
        cycle: state.cycle,
        customer: state.customer,
        by: command.actor.id,
        survivor,
        duplicate,
      })
}

export const merge = (command: MergeComplaint, { state }: Situation): ComplaintDecision => {
  const { at, actor, survivor, duplicate } = command
  if (survivor === duplicate) return reject({ _tag: 'MergeWithItself', complaint: survivor })
  return state.absorbed.length > 0
    ? reject({ _tag: 'HasAbsorbedOthers', absorbed: state.absorbed })
    : emit({
        type: 'ComplaintMerged',
        at,
        cycle: state.cycle,
        by: actor.id,
        survivor,
        duplicate,
      })
}

export const release = (command: ReleaseComplaint, { state }: Situation): ComplaintDecision => {
  const { at, actor, survivor, duplicate } = command
  return state.absorbed.includes(duplicate)
    ? emit({
        type: 'ComplaintReleased',
        at,
        cycle: state.cycle,
        by: actor.id,
        survivor,
        duplicate,
      })
    : reject({ _tag: 'DuplicateNotAbsorbed', duplicate })
}
