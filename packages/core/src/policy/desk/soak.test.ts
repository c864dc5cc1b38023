/** Desks at random: whatever is done by hand, the policies come to an end, and leave nothing undone. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { readyStandards } from '../../standard/ready.js'
import { categoryOf, type RecordedEvent } from '../../store/port.js'

import { desk, outsideGives, uuid, type Body, type Desk } from '../../../test/desk-policies.js'
import { streamId } from './desk-policy.js'

/** What someone does by hand: to which of the streams that there are, and what. */
interface Step {
  readonly after: number
  readonly which: number
  readonly body: number
  readonly settles: boolean
}

const step: fc.Arbitrary<Step> = fc.record({
  after: fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 0, max: 4 }) },
    { weight: 1, arbitrary: fc.integer({ min: 24, max: 400 }) },
  ),
  which: fc.nat({ max: 19 }),
  body: fc.nat({ max: 999 }),
  settles: fc.boolean(),
})

const person = { kind: 'person', id: 'agent-2' } as const
const ofCase: ReadonlyArray<Body> = [
  { type: 'AcceptCase' },
  { type: 'ResolveCase', resolutionCode: 'replaced', notes: '已換', rootCause: 'carrier' },
  { type: 'ResolveCase', resolutionCode: 'replaced', notes: '已換' },
  { type: 'ResolveCase', resolutionCode: 'replaced', notes: '已換' },
  { type: 'ReopenCase', reason: '又壞' },
  { type: 'ConfirmResolution' },
  { type: 'RejectResolution', reason: '不行' },
  { type: 'RequestCustomerInput', question: '？' },
  { type: 'HoldForThirdParty', waitingFor: 'thirdParty' },
  { type: 'ResumeCase', basis: 'byHand' },
  { type: 'TransferCase', to: person, warm: false, reason: '不熟' },
  { type: 'RecordContact', direction: 'inbound', channel: 'phone', by: 'human', public: true },
  { type: 'UnmergeCase', survivor: uuid(1), duplicate: uuid(2) },
]
const ofComplaint: ReadonlyArray<Body> = [
  { type: 'AssessSeverity', severity: 'serious', urgent: true },
  { type: 'AcknowledgeComplaint', channel: 'phone', nextStep: '調查' },
  { type: 'AssignInvestigator', investigator: 'chen' },
  { type: 'DecideComplaint', outcome: 'notUpheld', reasons: '無據' },
  { type: 'CommunicateDecision', channel: 'phone' },
  { type: 'CloseComplaint' },
  { type: 'ReopenComplaint', reason: '不服' },
  { type: 'RequestReview', reason: '不服' },
  { type: 'WithdrawComplaint', reason: '誤會' },
]
const ofFollowUp: ReadonlyArray<Body> = [
  { type: 'RecordAttempt', result: 'reached' },
  { type: 'CompleteFollowUp', outcome: 'unsatisfied' },
  { type: 'CompleteFollowUp', outcome: 'unresolved' },
  { type: 'CompleteFollowUp', outcome: 'newNeed' },
  { type: 'DeclineFollowUp' },
]
const bodies: Readonly<Record<string, ReadonlyArray<Body>>> = {
  case: ofCase,
  complaint: ofComplaint,
  followUp: ofFollowUp,
}

const streamsOf = (events: ReadonlyArray<RecordedEvent>): ReadonlyArray<string> =>
  [...new Set(events.map(({ stream }) => stream))].filter(
    (stream) => bodies[categoryOf(stream)] !== undefined,
  )

const opening = (n: number): Body => ({
  type: 'OpenCase',
  customer: `customer-${String(n % 2)}`,
  channel: 'phone',
  requestType: n % 3 === 0 ? 'complaint' : 'repair',
  phase: 'afterSale',
  problemType: 'product',
  tier: n % 2 === 0 ? 'vip' : 'standard',
  language: 'zh',
})

const merging = (a: number, b: number): Body => ({
  type: 'AbsorbDuplicate',
  survivor: uuid(a),
  duplicate: uuid(b),
  duplicateCustomer: `customer-${String(a % 2)}`,
})

/** Gives a command by hand; what the rules refuse is not done. */
const attempt = (d: Desk, stream: string, now: number, body: Body): Promise<boolean> =>
  d.give(categoryOf(stream), streamId(stream), now, body).then(
    () => true,
    () => false,
  )

const lived = async (standard: (typeof readyStandards)[number], steps: ReadonlyArray<Step>) => {
  const d = desk([{ ...standard, hostMustSet: [] }])
  await d.settle(0)
  let now = 0
  for (const n of [1, 2, 3]) await attempt(d, `case-${uuid(n)}`, now, opening(n))
  for (const { after, which, body, settles } of steps) {
    now += after
    // time never runs past what is due
    if (settles) await d.until(now)
    const streams = streamsOf(await d.events())
    const stream = streams[which % streams.length] ?? `case-${uuid(1)}`
    const its = bodies[categoryOf(stream)] ?? []
    if (body % 17 === 0) {
      const [a, b] = [(which % 3) + 1, ((which + 1) % 3) + 1]
      await attempt(d, `case-${uuid(a)}`, now, merging(a, b))
      continue
    }
    // the first that the rules allow, from a random one on
    for (let i = 0; i < its.length; i++) {
      const chosen = its[(body + i) % its.length]
      if (chosen !== undefined && (await attempt(d, stream, now, chosen))) break
    }
  }
  await d.until(now)
  return d
}

/** Follow-ups of a cycle that is over, and not called off. */
const stale = (events: ReadonlyArray<RecordedEvent>): ReadonlyArray<string> => {
  const cycles = new Map<string, number>()
  const pending = new Map<string, string>()
  for (const { stream, event } of events) {
    const id = streamId(stream)
    if (event.type === 'CaseReopened' || event.type === 'ComplaintReopened') {
      cycles.set(id, 'cycle' in event ? Number(event.cycle) : 1)
    }
    if (event.type === 'FollowUpScheduled' && 'cycle' in event) {
      const of = 'complaint' in event ? event.complaint : 'case' in event ? event.case : ''
      pending.set(id, `${String(of)} ${String(event.cycle)}`)
    }
    if (/^FollowUp(Completed|Unreachable|Missed|Declined|Cancelled)$/.test(event.type)) {
      pending.delete(id)
    }
  }
  return [...pending.values()].filter((text) => {
    const [of = '', cycle = ''] = text.split(' ')
    return Number(cycle) < (cycles.get(of) ?? 0)
  })
}

/**
 * Where people were quicker, or the rules answer what a policy can't know. Anything else (too early, not
 * permitted, not in the taxonomy, before the opening, a failure) would be a mistake of the policy.
 */
const mayBeRefused =
  /(Already|Still)[A-Z]|(HasAbsorbedOthers|DuplicateNotAbsorbed|CaseNotPaused|ReopenWindowPassed|ConsentMissing|ContactTooFrequent)$/

test('all that is asked for is answered, and nothing is left of what is over', async () => {
  const met = new Set<string>()
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...readyStandards),
      fc.array(step, { minLength: 10, maxLength: 60, size: 'max' }),
      async (standard, steps) => {
        const d = await lived(standard, steps)
        for (const one of d.answers) met.add(one.split(' ')[0] ?? '')
        expect(await outsideGives(d)).toEqual([])
        expect(stale(await d.events())).toEqual([])
        const refused = d.answers.filter((one) => !/ (carriedOut|unchanged)$/.test(one))
        expect(refused.filter((one) => !mayBeRefused.test(one))).toEqual([])
      },
    ),
    { numRuns: 200 },
  )
  // it would say nothing of policies that it never came to
  expect(met.size).toBeGreaterThan(12)
})
