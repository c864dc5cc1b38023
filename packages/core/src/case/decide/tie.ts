/** Deciding what ties cases together: duplicates, splits, links. */
import type {
  AbsorbDuplicate,
  LinkCase,
  MergeCase,
  ReleaseDuplicate,
  SplitCase,
  UnmergeCase,
} from '../commands/outcome.js'

import { emit, nothing, reject, type CaseDecision, type Situation } from './decision.js'

export const absorb = (command: AbsorbDuplicate, { state }: Situation): CaseDecision => {
  const { at, survivor, duplicate } = command
  if (survivor === duplicate) return reject({ _tag: 'MergeWithItself', case: survivor })
  if (command.duplicateCustomer !== state.customer) return reject({ _tag: 'CustomersDiffer' })
  return state.absorbed.includes(duplicate)
    ? nothing
    : emit({
        type: 'DuplicateAbsorbed',
        at,
        cycle: state.cycle,
        customer: state.customer,
        survivor,
        duplicate,
      })
}

export const merge = (command: MergeCase, { state }: Situation): CaseDecision => {
  const { at, survivor, duplicate } = command
  if (survivor === duplicate) return reject({ _tag: 'MergeWithItself', case: survivor })
  return state.absorbed.length > 0
    ? reject({ _tag: 'HasAbsorbedOthers', absorbed: state.absorbed })
    : emit({ type: 'CaseMerged', at, cycle: state.cycle, survivor, duplicate })
}

export const unmerge = (command: UnmergeCase, { state }: Situation): CaseDecision => {
  const { at, survivor, duplicate } = command
  return state.survivor !== undefined && survivor !== state.survivor
    ? reject({ _tag: 'MergedIntoAnother', survivor: state.survivor, found: survivor })
    : emit({ type: 'CaseUnmerged', at, cycle: state.cycle, survivor, duplicate })
}

export const release = (command: ReleaseDuplicate, { state }: Situation): CaseDecision => {
  const { at, survivor, duplicate } = command
  return state.absorbed.includes(duplicate)
    ? emit({ type: 'DuplicateReleased', at, cycle: state.cycle, survivor, duplicate })
    : reject({ _tag: 'DuplicateNotAbsorbed', duplicate })
}

export const split = (command: SplitCase, { state }: Situation): CaseDecision =>
  emit({
    type: 'CaseSplit',
    at: command.at,
    cycle: state.cycle,
    customer: state.customer,
    child: command.child,
    reason: command.reason,
  })

export const link = (command: LinkCase, { state }: Situation): CaseDecision => {
  const { at, to, relation } = command
  return state.links.has(`${relation}:${to}`)
    ? nothing
    : emit({ type: 'CaseLinked', at, cycle: state.cycle, to, relation })
}
