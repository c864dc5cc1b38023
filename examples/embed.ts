/**
 * Casetrail inside a program of one's own: commands on a store, a rejection, a figure, and the cases
 * behind it. From a checkout: `npx tsx examples/embed.ts`. In a project of one's own,
 * once published, `npm install @casetrail/core @casetrail/projections @casetrail/sqlite fp-ts io-ts`.
 */
import { randomUUID } from 'node:crypto'

import { epochMs, handle, instant, type Instant } from '@casetrail/core'
import * as c from '@casetrail/core/case'
import { retail2025 } from '@casetrail/core/standards'
import { caseFigures, caseModels, evaluate, explain, project } from '@casetrail/projections'
import { sqliteStore } from '@casetrail/sqlite'

type Either<A> = { _tag: 'Left'; left: unknown } | { _tag: 'Right'; right: A }
const rightOf = <A>(either: Either<A>): A => {
  if (either._tag === 'Right') return either.right
  throw new Error(JSON.stringify(either.left))
}
const at = (time: string): Instant => rightOf(instant(`2025-03-01T${time}:00.000Z`))

const store = sqliteStore(process.argv[2] ?? 'embed.db')
const cases = handle(store, c.caseAggregate([retail2025]))
const give = (id: string, command: c.CaseCommand) =>
  cases(id, command, { commandId: randomUUID() })()

const actor = { id: 'agent-7', role: 'agent' }
const kinds = {
  phase: 'afterSale',
  problemType: 'product',
  tier: 'member',
  language: 'zh',
} as const
const asked = { customer: 'customer-1', channel: 'phone', requestType: 'repair', ...kinds } as const
const [lamp, kettle] = [randomUUID(), randomUUID()]
rightOf(await give(lamp, c.openCase({ at: at('08:00'), actor, ...asked })))
rightOf(await give(kettle, c.openCase({ at: at('08:05'), actor, ...asked })))

// a rejection is a value, and leaves no trace
const solved = { at: at('08:30'), actor, notes: '換新' }
const refused = await give(lamp, c.resolveCase({ ...solved, resolutionCode: 'replace' }))
if (refused._tag === 'Left') console.log('refused:', refused.left)

rightOf(await give(lamp, c.resolveCase({ ...solved, resolutionCode: 'replaced' })))
rightOf(await give(kettle, c.resolveCase({ ...solved, resolutionCode: 'replaced' })))
rightOf(await give(lamp, c.rejectResolution({ at: at('09:00'), actor, reason: '仍然不亮' })))

// events into rows, rows into a figure, and from the figure back to cases and events
const figures = caseFigures([retail2025])
const query = { zone: 'Asia/Shanghai', asOf: epochMs(at('10:00')) }
rightOf(await project(store, store.rows, caseModels)())
for (const figure of figures.filter(({ id }) => id === 'reopen.rate')) {
  const [answer] = rightOf(await evaluate(store.rows, [figure], query)()).figures
  console.log(figure.id, answer?.value, `= ${answer?.numerator} of ${answer?.denominator}`)
  const { readings } = rightOf(await explain(store.rows, figure, { ...query, side: 'met' })())
  for (const { subject, evidence } of readings)
    console.log(subject === lamp ? 'the lamp' : 'the kettle', `by ${evidence.length} events`)
}
store.close()
