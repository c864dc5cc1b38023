/**
 * One complaint from the call to the follow-up: a case, its complaint with a remedy that takes a
 * supervisor, the follow-up, and the corrective action, told as one story in both languages.
 * From a checkout: `npx tsx examples/complaint.ts`; then, to read all of it:
 * `npm run casetrail -- trace C-1042 --store sqlite:complaint.db --zone Asia/Shanghai --personal`.
 */
import { randomUUID } from 'node:crypto'

import { epochMs, foldRead, fromEpochMs, handle, instant, trace } from '@casetrail/core'
import type {
  Actor,
  Aggregate,
  Command,
  DomainEvent,
  Instant,
  RecordedEvent,
} from '@casetrail/core'
import * as k from '@casetrail/core/case'
import * as c from '@casetrail/core/complaint'
import * as a from '@casetrail/core/corrective-action'
import { categoryLabels, deskVocabulary } from '@casetrail/core/desk'
import * as f from '@casetrail/core/follow-up'
import { retail2025 } from '@casetrail/core/standards'
import { sqliteStore } from '@casetrail/sqlite'

type Either<A> = { _tag: 'Left'; left: unknown } | { _tag: 'Right'; right: A }
const rightOf = <A>(either: Either<A>): A => {
  if (either._tag === 'Right') return either.right
  throw new Error(JSON.stringify(either.left))
}

const store = sqliteStore(process.argv[2] ?? 'complaint.db')
const [lamp, complaint, call, action] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
const told = { correlationId: lamp }

/** What the desk does: give a stream a command, and stop where it is refused. */
const desk = <C extends Command, S, E extends DomainEvent, R>(
  id: string,
  aggregate: Aggregate<C, S, E, R>,
) => {
  const carryOut = handle(store, aggregate)
  const ask = (command: C) => carryOut(id, command, { commandId: randomUUID(), ...told })()
  return { ask, give: async (command: C): Promise<void> => void rightOf(await ask(command)) }
}
const cases = desk(lamp, k.caseAggregate([retail2025]))
const complaints = desk(complaint, c.complaintAggregate([retail2025]))
const followUps = desk(call, f.followUpAggregate([retail2025]))
const actions = desk(action, a.correctiveActionAggregate([retail2025]))

const start = epochMs(rightOf(instant('2025-03-03T01:00:00.000Z')))
const by = (role: string, id: string) => (minutes: number) => ({
  at: fromEpochMs(start + minutes * 60_000),
  actor: { id, role } satisfies Actor,
})
const lin = by('agent', 'agent-lin')
const wu = by('investigator', 'investigator-wu')
const huang = by('supervisor', 'supervisor-huang')
const chen = by('agent', 'agent-chen')
const wang = by('customer', 'customer-1')
const lead = by('backOffice', 'warehouse-lead')

const asked = { requestType: 'complaint', phase: 'afterSale', problemType: 'product' } as const
const who = { customer: 'customer-1', tier: 'member', language: 'zh' } as const
await cases.give(
  k.openCase({ ...lin(0), ...asked, ...who, channel: 'phone', externalRef: 'C-1042' }),
)
const goods = { complaintType: 'goods', source: 'external', channel: 'phone' } as const
const item = { kind: 'item', id: 'lamp-42' } as const
await complaints.give(c.receiveComplaint({ ...lin(6), ...goods, ...who, about: item, case: lamp }))
const nextStep = '調查員今天之內查明，並致電告知'
await complaints.give(c.acknowledgeComplaint({ ...lin(8), channel: 'phone', nextStep }))
await complaints.give(c.classifyComplaint({ ...lin(9), complaintType: 'goods' }))
await complaints.give(c.assessSeverity({ ...lin(10), severity: 'major', urgent: false }))
await complaints.give(c.assignInvestigator({ ...lin(15), investigator: 'investigator-wu' }))
const photo = { evidence: 'photo-1', kind: 'photo', description: '燈罩碎裂，外箱無緩衝' } as const
await complaints.give(c.recordEvidence({ ...wu(60), ...photo }))
await complaints.give(c.recordFinding({ ...wu(90), finding: '倉庫改用單層紙箱後破損增加' }))
const whys = ['燈罩運輸中碎裂', '外箱沒有緩衝', '倉庫換了紙箱', '換箱未做跌落測試']
const analysis = { method: 'fiveWhys', whys } as const
await complaints.give(c.determineRootCause({ ...wu(100), cause: 'warehouse', analysis }))
const refund = {
  kind: 'refund',
  goodwill: false,
  amount: { amount: 68_800, currency: 'CNY' },
} as const
await complaints.give(c.proposeRemedy({ ...lin(110), remedy: 'r1', ...refund }))

// who proposed it may not approve it; the refusal is a value, with words for people
const refused = await complaints.ask(c.approveRemedy({ ...lin(111), remedy: 'r1' }))
if (refused._tag === 'Left' && refused.left._tag === 'Rejected') {
  const { en, zh } = c.complaintRejections[refused.left.rejection._tag]
  console.log(refused.left.rejection, en, zh)
}
await complaints.give(c.approveRemedy({ ...huang(120), remedy: 'r1' }))
await complaints.give(c.offerRemedy({ ...lin(130), remedy: 'r1' }))
await complaints.give(c.acceptRemedy({ ...wang(131), remedy: 'r1' }))
const upheld = { outcome: 'upheld', reasons: '包裝不足，責任在倉庫' } as const
await complaints.give(c.decideComplaint({ ...wu(150), ...upheld }))
await complaints.give(c.communicateDecision({ ...lin(160), channel: 'phone' }))
await complaints.give(c.fulfilRemedy({ ...lin(200), remedy: 'r1' }))
await complaints.give(c.closeComplaint(lin(210)))
await cases.give(k.resolveCase({ ...lin(211), resolutionCode: 'refunded', notes: '已退款' }))

const after = { purpose: 'afterComplaint', customer: who.customer, case: lamp, complaint } as const
await followUps.give(
  f.scheduleFollowUp({ ...huang(212), ...after, cycle: 1, handler: 'agent-lin' }),
)
await followUps.give(f.recordAttempt({ ...chen(1_490), result: 'noAnswer' }))
await followUps.give(f.recordAttempt({ ...chen(1_530), result: 'reached' }))
const answer = { csat: 5, nps: 8, verbatim: '處理很快' }
await followUps.give(f.recordSatisfaction({ ...chen(1_531), ...answer }))
await followUps.give(f.completeFollowUp({ ...chen(1_532), outcome: 'satisfied' }))
await cases.give(k.confirmResolution(wang(1_532)))

const day = 24 * 60
const problem = { source: 'complaint', problem: '單層紙箱破損', reference: complaint } as const
await actions.give(a.openCorrectiveAction({ ...huang(1_560), ...problem, cause: 'warehouse' }))
const due: Instant = fromEpochMs(start + 14 * day * 60_000)
const plan = { plan: '恢復雙層紙箱並做跌落測試', owner: 'warehouse-lead', due } as const
const criterion = '連續七天破損率低於 0.5 %'
await actions.give(a.planCorrectiveAction({ ...huang(1_580), ...plan, criterion }))
await actions.give(a.completeCorrectiveAction({ ...lead(7 * day), result: '已全部換回' }))
const effect = { figure: 'complaints.received', before: 9, after: 2 }
await actions.give(a.measureEffect({ ...huang(14 * day), ...effect }))
await actions.give(
  a.verifyCorrectiveAction({ ...huang(14 * day + 5), evidence: '七天破損率 0.2 %' }),
)
await actions.give(a.reviewCorrectiveAction({ ...huang(14 * day + 60), lessons: '換包材先做測試' }))

// all streams of the case's correlation, in the order in which things happened
const none: ReadonlyArray<RecordedEvent> = []
const read = foldRead(store, { all: true, correlationId: lamp }, none, (all, one) => [...all, one])
for (const { at, stream, label, who: actor } of trace(deskVocabulary)(rightOf(await read()))) {
  const of = categoryLabels[stream.slice(0, stream.indexOf('-'))]
  const when = at.slice(5, 16).replace('T', ' ')
  console.log(`${when}  ${of?.zh}：${label.zh} / ${of?.en}: ${label.en} (${actor.id})`)
}
store.close()
