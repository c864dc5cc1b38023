/**
 * Casetrail inside a program of one's own: commands, promises of time, policies that act, a figure. From a
 * checkout: `npx tsx examples/embed.ts`; elsewhere, once published, with
 * `npm install @casetrail/core @casetrail/projections @casetrail/sqlite fp-ts io-ts`.
 */
import { randomUUID } from 'node:crypto'

import { epochMs, handle, instant, type Instant } from '@casetrail/core'
import { readyCalendars } from '@casetrail/core/calendar'
import * as c from '@casetrail/core/case'
import { deskAggregates } from '@casetrail/core/desk'
import { deskCarryOut, deskPolicies, policyRunner } from '@casetrail/core/policy'
import { retail2025 } from '@casetrail/core/standards'
import { deskFigures, deskModels, evaluate, project } from '@casetrail/projections'
import { sqliteStore } from '@casetrail/sqlite'

type Either<A> = { _tag: 'Left'; left: unknown } | { _tag: 'Right'; right: A }
const rightOf = <A>(either: Either<A>): A => {
  if (either._tag === 'Right') return either.right
  throw new Error(JSON.stringify(either.left))
}
const at = (time: string): Instant => rightOf(instant(`2025-03-03T${time}:00.000Z`))
let now = at('02:00')
const lamp = randomUUID()
const store = sqliteStore(process.argv[2] ?? 'embed.db', { now: () => now })
const desk = deskAggregates([retail2025], readyCalendars)
const cases = handle(store, desk.case)
const give = (command: c.CaseCommand) => cases(lamp, command, { commandId: randomUUID() })()

// what follows from what: policies read the store, and answer in it
const policies = policyRunner({
  store,
  rows: store.rows,
  managers: deskPolicies([retail2025]),
  carryOut: deskCarryOut(store, desk),
  onAnswer: ({ policy, command }, { outcome }) => console.log(policy, command.type, outcome),
})
const settle = async (time: string) => rightOf(await policies.settle((now = at(time)))())
await settle('02:00')

const who = { customer: 'customer-1', tier: 'member', language: 'zh' } as const
const asked = { channel: 'phone', requestType: 'inquiry', phase: 'afterSale' } as const
const actor = { id: 'agent-7', role: 'agent' }
const solved = { actor, notes: '換新' }
rightOf(await give(c.openCase({ at: now, actor, ...who, ...asked, problemType: 'product' })))
await settle('02:08')

// a rejection is a value, and leaves no trace
const refused = await give(c.resolveCase({ at: now, ...solved, resolutionCode: 'replace' }))
if (refused._tag === 'Left') console.log('refused:', refused.left)
rightOf(await give(c.resolveCase({ at: now, ...solved, resolutionCode: 'replaced' })))
console.log('waits:', (await settle('02:09')).waiting)

rightOf(await project(store, store.rows, deskModels)())
const figures = deskFigures([retail2025]).filter(({ id }) => id === 'rightFirstTime')
const query = { zone: 'Asia/Shanghai', asOf: epochMs(now) }
const [figure] = rightOf(await evaluate(store.rows, figures, query)()).figures
console.log('right first time:', `${figure?.numerator} of ${figure?.denominator}`)
store.close()
