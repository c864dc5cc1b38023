/** Policies (策略): what happens in one stream leads to commands for others. */
export { isWithdrawal, processManager } from './policy.js'
export type {
  Action,
  Addressee,
  AnyManager,
  AnyPolicy,
  Dispatch,
  Policy,
  ProcessManager,
  Refusal,
  Withdrawal,
} from './policy.js'
export { commandIdOf, openedId } from './ids.js'
export { DispatchAnswered, dispatchEvents } from './dispatch-events.js'
export type { DispatchEvent } from './dispatch-events.js'
export { dispatchLabels } from './labels.js'
export type { Answer, NotSent } from './answer.js'
export type { CarryOut } from './send.js'
export { policiesBegan, policyDispatches } from './run.js'
export type { CheckpointAhead, RunError, RunnerSetting } from './run.js'
export { policyRunner } from './runner.js'
export type { HeldBack, PolicyRunner, Settled } from './runner.js'
export { onceRunner } from './once.js'
export type { OnceRunner, OnceSetting } from './once.js'
export type { MustWait, NeedsRow, NotAnswered, Once, OnceFault } from './once-fault.js'
export { runPolicies } from './driver.js'
export type { PolicyOptions, PolicyRound } from './driver.js'
export type { Waiting } from './waiting.js'
export { deskCarryOut, deskPolicies, policyPicture } from './desk/index.js'
