/** Deciding what ties complaints together. The survivor is claimed first: no chains, no cycles. */
import type { AbsorbComplaint, MergeComplaint, ReleaseComplaint } from '../commands/outcome.js'

import {
  emit,
  isUnsettled,
  nothing,
  reject,
  remediesThat,
  type ComplaintDecision,
  type Situation,
} from './decision.js'

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

/** Merged is the end: no remedy is left behind. */
export const merge = (command: MergeComplaint, { state }: Situation): ComplaintDecision => {
  const { at, actor, survivor, duplicate } = command
  if (survivor === duplicate) return reject({ _tag: 'MergeWithItself', complaint: survivor })
  if (state.absorbed.length > 0) {
    return reject({ _tag: 'HasAbsorbedOthers', absorbed: state.absorbed })
  }
  const remedies = remediesThat(state, isUnsettled)
  return remedies.length > 0
    ? reject({ _tag: 'RemediesUnsettled', remedies })
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
