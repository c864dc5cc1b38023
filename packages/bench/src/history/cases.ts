/** Cases as a desk works on them: commands by a seed, each one accepted by the lifecycle. */
import {
  acceptCase,
  addNote,
  assignCase,
  classifyCase,
  closeCase,
  confirmResolution,
  escalateCase,
  openCase,
  prioritiseCase,
  recordContact,
  recordEffort,
  recordStep,
  rejectResolution,
  requestCustomerInput,
  resolveCase,
  transferCase,
  updateProgress,
  type CaseCommand,
} from '@casetrail/core/case'

import { story, streamId, type By, type Script, type Scripted } from './script.js'

export type ScriptedCase = Script<CaseCommand>
export type ScriptedCommand = Scripted<CaseCommand>

const channels = ['phone', 'email', 'chat', 'web', 'app'] as const
const tiers = ['vip', 'member', 'standard'] as const
const degrees = ['low', 'medium', 'high'] as const
const categories = [['goods', 'quality'], ['goods', 'damaged'], ['logistics', 'late'], ['order']]
const codes = ['answered', 'replaced', 'refunded', 'repaired'] as const

/**
 * The nth case, of `length` commands, at least four: opened, contacted, worked on, resolved and
 * confirmed, with an occasional reopening on the way.
 */
export const scriptedCase = (n: number, length: number): ScriptedCase => {
  const { next, pick, by: at } = story(n)
  const commands: CaseCommand[] = []
  let agent = next() % 40
  const channel = pick(channels, 'web')
  const by = (role: 'agent' | 'customer' = 'agent'): By =>
    at(role === 'agent' ? `agent-${String(agent)}` : `customer-${String(n % 5_000)}`, role)
  const contact = (direction: 'inbound' | 'outbound'): CaseCommand =>
    recordContact({
      ...by(direction === 'inbound' ? 'customer' : 'agent'),
      direction,
      channel,
      by: 'human',
      public: true,
      summary: 'The parcel came open and one of the two cups is broken.',
    })
  const resolve = (): CaseCommand =>
    resolveCase({ ...by(), resolutionCode: pick(codes, 'answered'), notes: 'Sent another one.' })

  type Part = () => ReadonlyArray<CaseCommand>
  const intake: ReadonlyArray<Part> = [
    () => [
      prioritiseCase({ ...by(), urgency: pick(degrees, 'low'), impact: pick(degrees, 'low') }),
    ],
    () => [classifyCase({ ...by(), category: pick(categories, ['order']) })],
    () => [assignCase({ ...by(), to: { kind: 'person', id: `agent-${String(agent)}` } })],
    () => [acceptCase(by())],
  ]
  const work: ReadonlyArray<Part> = [
    () => [contact('outbound')],
    () => [addNote({ ...by(), text: 'Asked the warehouse for a photograph of the packing.' })],
    () => [recordEffort({ ...by(), talkS: next() % 600, holdS: next() % 60, afterWorkS: 30 })],
    () => [updateProgress({ ...by(), done: 'Found the parcel.', remaining: 'Send a new one.' })],
    () => [recordStep({ ...by(), step: `step-${String(next() % 12)}` })],
    () => [
      requestCustomerInput({ ...by(), question: 'Could you send a photograph?' }),
      contact('inbound'),
    ],
    () => {
      const transfer = by()
      agent = (agent + 1 + (next() % 39)) % 40
      const to = { kind: 'person', id: `agent-${String(agent)}` } as const
      return [
        transferCase({ ...transfer, to, warm: agent % 2 === 0, reason: 'Stock' }),
        acceptCase(by()),
      ]
    },
    () => [escalateCase({ ...by(), kind: 'functional', level: 2, reason: 'Carrier is silent' })],
    () => [resolve(), rejectResolution({ ...by('customer'), reason: 'It broke again.' })],
  ]

  commands.push(
    openCase({
      ...by(),
      customer: `customer-${String(n % 5_000)}`,
      customerName: 'Lin Mei',
      channel,
      requestType: pick(['inquiry', 'repair', 'returnOrExchange'], 'inquiry'),
      phase: 'afterSale',
      problemType: pick(['product', 'service', 'technical'], 'product'),
      tier: pick(tiers, 'standard'),
      language: 'zh',
      subject: 'Broken cup',
      attributes: { shop: `shop-${String(next() % 25)}` },
    }),
    contact('inbound'),
  )
  for (let i = 0; commands.length < length - 2; i++) {
    const part = i < intake.length ? intake[i] : work[next() % work.length]
    const more = part?.() ?? []
    if (commands.length + more.length <= length - 2) commands.push(...more)
  }
  commands.push(resolve())
  commands.push(
    n % 7 === 0
      ? closeCase({
          ...at('lead-1', 'supervisor'),
          basis: 'supervisor',
          reason: 'Settled',
        })
      : confirmResolution(by('customer')),
  )
  return { id: streamId(n), commands }
}

/** So many cases of 6 to 26 commands, 16 on average, numbered from `first`. */
export const scriptedCases = (count: number, first = 0): ReadonlyArray<ScriptedCase> =>
  Array.from({ length: count }, (_, i) => scriptedCase(first + i, 6 + ((first + i) % 21)))
