/** Complaints as a desk works on them, each command accepted by the lifecycle. */
import {
  acceptRemedy,
  acknowledgeComplaint,
  approveRemedy,
  archiveComplaint,
  assessSeverity,
  assignInvestigator,
  changeSeverity,
  classifyComplaint,
  closeComplaint,
  communicateDecision,
  completeReview,
  decideComplaint,
  determineRootCause,
  escalateComplaint,
  fulfilRemedy,
  offerRemedy,
  proposeRemedy,
  receiveComplaint,
  recordEvidence,
  recordFinding,
  refuseRemedy,
  remindOwner,
  reopenComplaint,
  requestReview,
  type ComplaintCommand,
} from '@casetrail/core/complaint'

import { story, streamId, type By, type Script } from './script.js'

const channels = ['phone', 'email', 'chat', 'store'] as const
const types = ['goods', 'serviceAttitude', 'logistics', 'systemTechnical'] as const
const categories = [
  ['goods', 'quality'],
  ['goods', 'damaged'],
  ['logistics', 'late'],
]
const causes = ['supplier', 'warehouse', 'carrier', 'staff'] as const
const evidence = ['photo', 'document', 'recording', 'statement'] as const

/**
 * The nth complaint: received, investigated, remedied, decided and closed; some are reviewed, reopened
 * or archived. 16 to 34 commands.
 */
export const scriptedComplaint = (n: number): Script<ComplaintCommand> => {
  const { next, pick, by } = story(n)
  const customerId = `customer-${String(n % 5_000)}`
  const channel = pick(channels, 'phone')
  const agent = (): By => by(`agent-${String(n % 40)}`, 'agent')
  const investigator = `investigator-${String(n % 9)}`
  const examiner = (): By => by(investigator, 'investigator')
  const lead = (): By => by('lead-1', 'supervisor')
  const customer = (days = 0): By => by(customerId, 'customer', days)
  const remedy = 'remedy-1'
  const refund = (amount: number): ComplaintCommand =>
    proposeRemedy({
      ...examiner(),
      remedy,
      kind: 'refund',
      goodwill: false,
      amount: { amount, currency: 'CNY' },
      description: 'The price of the broken cup.',
    })
  const commands: ComplaintCommand[] = [
    receiveComplaint({
      ...customer(),
      customer: customerId,
      complaintType: 'unclassified',
      source: 'external',
      channel,
      subject: 'Broken again',
      description: 'The second parcel came open too, and nobody answers.',
      tier: pick(['vip', 'member', 'standard'], 'standard'),
      ...(n % 3 === 0 ? { about: { kind: 'person', id: `agent-${String((n + 1) % 40)}` } } : {}),
    }),
    acknowledgeComplaint({ ...agent(), channel, nextStep: 'We look into it until tomorrow.' }),
    classifyComplaint({
      ...agent(),
      complaintType: pick(types, 'goods'),
      category: pick(categories, ['order']),
    }),
    assessSeverity({
      ...agent(),
      severity: n % 10 === 0 ? 'serious' : n % 3 === 0 ? 'major' : 'general',
      urgent: n % 10 === 0,
    }),
  ]
  const more = (...some: ReadonlyArray<ComplaintCommand>): void => void commands.push(...some)
  if (n % 10 === 0) {
    more(escalateComplaint({ ...lead(), kind: 'hierarchical', level: 2, reason: 'Injured hand' }))
  }
  more(assignInvestigator({ ...lead(), investigator }))
  for (let i = next() % 4; i >= 0; i--) {
    more(
      recordEvidence({
        ...examiner(),
        evidence: `evidence-${String(i)}`,
        kind: pick(evidence, 'photo'),
        description: 'A photograph of the packing.',
      }),
    )
  }
  if (n % 4 === 0) more(remindOwner({ ...lead(), to: 'owner', reason: 'Promised for today' }))
  more(recordFinding({ ...examiner(), finding: 'The carton was too thin for its weight.' }))
  if (n % 7 === 1) {
    more(changeSeverity({ ...lead(), severity: 'major', urgent: true, reason: 'A third cup' }))
  }
  more(
    determineRootCause({
      ...examiner(),
      cause: pick(causes, 'unknown'),
      analysis: { method: 'fiveWhys', whys: ['It broke', 'Thin carton', 'Another supplier'] },
    }),
    refund(5_000 + (next() % 50_000)),
  )
  if (n % 5 === 2) {
    more(refuseRemedy({ ...lead(), remedy, reason: 'Half of it will do.' }), refund(4_000))
  }
  more(
    approveRemedy({ ...by('manager-1', 'manager'), remedy }),
    decideComplaint({ ...lead(), outcome: 'upheld', reasons: 'The packing was at fault.' }),
    communicateDecision({ ...agent(), channel }),
    offerRemedy({ ...agent(), remedy }),
    acceptRemedy({ ...customer(), remedy }),
    fulfilRemedy({ ...agent(), remedy }),
  )
  if (n % 6 === 3) {
    more(
      requestReview({ ...customer(), reason: 'What of my time?' }),
      completeReview({
        ...by('lead-2', 'supervisor'),
        outcome: 'partlyUpheld',
        reasons: 'Time is not made good.',
      }),
      communicateDecision({ ...agent(), channel }),
    )
  }
  more(closeComplaint(agent()))
  if (n % 8 === 5) {
    more(
      reopenComplaint({ ...customer(2), reason: 'The new one has a crack.' }),
      recordFinding({ ...examiner(), finding: 'It was cracked when it left.' }),
      decideComplaint({
        ...lead(),
        outcome: 'upheld',
        reasons: 'Not seen by us.',
        withoutRemedy: 'The customer wants none.',
      }),
      communicateDecision({ ...agent(), channel }),
      closeComplaint(agent()),
    )
  }
  if (n % 4 === 3) more(archiveComplaint(by('system', 'system', 31)))
  return { id: streamId(n), commands }
}
