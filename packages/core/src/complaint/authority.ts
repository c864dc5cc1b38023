/**
 * Who may do what to a complaint, and which duties one person can't hold at once (職責分離, H1). What the
 * customer says is `complaint.appeal`, whoever takes it down; what the desk says, `complaint.answer`.
 */
import type { Actor } from '../codec/primitives.js'
import { isWithinDiscretion } from '../lifecycle/approval.js'
import { duty, type Authority } from '../lifecycle/authority.js'
import type { Label } from '../standard/label.js'

import type { ComplaintCommand } from './commands/index.js'
import type { ComplaintRules } from './rules.js'
import { isGraver } from './severity.js'
import type { ComplaintState } from './state.js'

type Holds = (
  actor: Actor,
  command: ComplaintCommand,
  state: ComplaintState,
  rules: ComplaintRules,
) => boolean

const isComplainedAbout: Holds = (actor, _command, { complainedAbout }) =>
  complainedAbout.has(actor.id)

const investigator: Label = {
  en: 'The investigator is not the person complained about',
  zh: '調查員不得為被投訴人',
}

const handler: Label = {
  en: 'The person complained about does not handle the complaint',
  zh: '被投訴人不得經辦該投訴',
}

/**
 * Discretion is the proposer's, for what they proposed. Where nothing waits for approval, or no severity
 * says who may, the decision answers by that.
 */
const isAboveDiscretion = (
  { id: by, role }: Actor,
  id: string,
  { remedies, severity }: ComplaintState,
  rules: ComplaintRules,
): boolean => {
  const remedy = remedies.get(id)
  if (severity === undefined || remedy?.standing !== 'proposed') return false
  return remedy.proposedBy !== by || !isWithinDiscretion(rules, severity, role, remedy.amount)
}

export const complaintAuthority: Authority<ComplaintCommand, ComplaintState, ComplaintRules> = {
  permissions: {
    ReceiveComplaint: 'complaint.receive',
    AcknowledgeComplaint: 'complaint.answer',
    ClassifyComplaint: 'complaint.classify',
    AssessSeverity: 'complaint.classify',
    ChangeSeverity: 'complaint.classify',
    EscalateComplaint: 'complaint.assign',
    RemindOwner: 'complaint.remind',
    AssignInvestigator: 'complaint.assign',
    RecordEvidence: 'complaint.investigate',
    RecordFinding: 'complaint.investigate',
    DetermineRootCause: 'complaint.investigate',
    ProposeRemedy: 'complaint.propose',
    ApproveRemedy: 'complaint.approve',
    RefuseRemedy: 'complaint.approve',
    OfferRemedy: 'complaint.answer',
    AcceptRemedy: 'complaint.appeal',
    DeclineRemedy: 'complaint.appeal',
    FulfilRemedy: 'complaint.answer',
    WithdrawRemedy: 'complaint.propose',
    DecideComplaint: 'complaint.decide',
    CommunicateDecision: 'complaint.answer',
    RequestReview: 'complaint.appeal',
    CompleteReview: 'complaint.review',
    CloseComplaint: 'complaint.close',
    ArchiveComplaint: 'complaint.close',
    WithdrawComplaint: 'complaint.appeal',
    ReopenComplaint: 'complaint.appeal',
    ReferExternally: 'complaint.close',
    AbsorbComplaint: 'complaint.assign',
    MergeComplaint: 'complaint.assign',
    ReleaseComplaint: 'complaint.assign',
  },
  duties: [
    duty(
      'ChangeSeverity',
      'severityLoweredBySecondPerson',
      {
        en: 'A severity is lowered by another person than who set it or is complained about',
        zh: '嚴重程度須由第二人調低，且不得為被投訴人',
      },
      (actor, { severity }, state) =>
        (actor.id === state.severityBy || state.complainedAbout.has(actor.id)) &&
        state.severity !== undefined &&
        isGraver(state.severity, severity),
    ),
    duty(
      'AssignInvestigator',
      'investigatorIsNotComplainedAbout',
      investigator,
      (_actor, command, { complainedAbout }) => complainedAbout.has(command.investigator),
      (command) => command.investigator,
    ),
    duty('AssignInvestigator', 'handlerIsNotComplainedAbout', handler, isComplainedAbout),
    duty('RefuseRemedy', 'handlerIsNotComplainedAbout', handler, isComplainedAbout),
    duty('CommunicateDecision', 'handlerIsNotComplainedAbout', handler, isComplainedAbout),
    duty('CloseComplaint', 'handlerIsNotComplainedAbout', handler, isComplainedAbout),
    duty('RecordEvidence', 'investigatorIsNotComplainedAbout', investigator, isComplainedAbout),
    duty('RecordFinding', 'investigatorIsNotComplainedAbout', investigator, isComplainedAbout),
    duty('DetermineRootCause', 'investigatorIsNotComplainedAbout', investigator, isComplainedAbout),
    duty(
      'ApproveRemedy',
      'approverIsNotProposer',
      {
        en: 'Above discretion the approver is not who proposed the remedy',
        zh: '超出授權的補救措施不得由擬定人審批',
      },
      (actor, { remedy }, state, rules) =>
        state.remedies.get(remedy)?.proposedBy === actor.id &&
        isAboveDiscretion(actor, remedy, state, rules),
    ),
    duty(
      'ApproveRemedy',
      'approverIsNotComplainedAbout',
      {
        en: 'The person complained about approves nothing that another proposed',
        zh: '被投訴人不得審批他人擬定的補救措施',
      },
      (actor, { remedy }, state, rules) =>
        state.complainedAbout.has(actor.id) && isAboveDiscretion(actor, remedy, state, rules),
    ),
    duty(
      'ApproveRemedy',
      'proposerIsNotComplainedAbout',
      {
        en: 'Nobody else approves what the person complained about proposed',
        zh: '被投訴人擬定的補救措施不得由他人審批',
      },
      (actor, { remedy }, state, rules) =>
        state.complainedAbout.has(state.remedies.get(remedy)?.proposedBy ?? '') &&
        isAboveDiscretion(actor, remedy, state, rules),
    ),
    duty(
      'DecideComplaint',
      'deciderIsNotComplainedAbout',
      {
        en: 'The person complained about does not decide',
        zh: '被投訴人不得作出處理決定',
      },
      isComplainedAbout,
    ),
    duty(
      'WithdrawComplaint',
      'withdrawalIsNotByComplainedAbout',
      {
        en: 'The person complained about does not record that it was taken back',
        zh: '被投訴人不得登記撤回投訴',
      },
      isComplainedAbout,
    ),
    duty(
      'CompleteReview',
      'reviewerTookNoPart',
      { en: 'The reviewer took no part in the complaint', zh: '覆核人不得曾參與處理' },
      ({ id }, _command, { reviewSince, involved, complainedAbout }) =>
        reviewSince !== undefined && (involved.has(id) || complainedAbout.has(id)),
    ),
  ],
}
