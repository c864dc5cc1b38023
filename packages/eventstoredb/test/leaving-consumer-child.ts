/** A process that runs policies as a competing consumer, ends them, and must then end by itself. */
import { randomUUID } from 'node:crypto'

import { handle } from '@casetrail/core'
import { processManager, type Policy } from '@casetrail/core/policy'
import { at } from '@casetrail/core/testing'

import { competingPolicies, eventStoreDb } from '../src/index.js'

import { tally, type Add, type Added } from './tally.js'

const AT = at('2025-03-01T08:00:00.000Z')
const LABEL = { en: 'Counted', zh: '計數' }
const [, , url = ''] = process.argv
const mark = randomUUID().slice(0, 8)
const [source, target, counter] = [`s${mark}`, `c${mark}`, randomUUID()]

const opened = eventStoreDb(url)
if (opened._tag === 'Left') throw new Error(JSON.stringify(opened.left))
const store = opened.right

const command = (id: string): Add => ({
  type: 'Add',
  at: AT,
  actor: { id, role: 'system' },
  writer: 0,
  n: 1,
})
const policy: Policy<undefined, Added> = {
  name: `count-${mark}`,
  label: LABEL,
  source: { handbook: 'house', gist: LABEL },
  on: { [source]: ['Added'] },
  gives: { [target]: ['Add'] },
  react: () => [
    { to: { category: target, id: counter }, command: command(`policy:count-${mark}`) },
  ],
}
const manager = processManager<undefined, Added>({
  facts: {
    name: `facts-${mark}`,
    version: 1,
    from: [{ category: source, events: tally.events }],
    keyOf: ({ stream }) => stream,
    evolve: () => undefined,
  },
  policies: [policy],
  isForgetful: true,
})
const add = handle(store, { ...tally, category: target })
const setting = {
  store,
  managers: [manager],
  carryOut: ({ id }: { readonly id: string }, one: unknown, context: Parameters<typeof add>[2]) =>
    add(id, one as Add, context),
}
const made = competingPolicies(url, setting, {})
if (made._tag === 'Left') throw new Error(JSON.stringify(made.left))
const policies = made.right
const abort = new AbortController()
const running = policies.run(abort.signal)()
const until = async (holds: () => boolean): Promise<void> => {
  for (const end = Date.now() + 15_000; !holds() && Date.now() < end;) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
await until(() => policies.health().read?.state._tag === 'Live')
const happened = await handle(store, { ...tally, category: source })(randomUUID(), command('ann'), {
  commandId: 'c',
})()
let counted = 0
for await (const batch of store.read({ stream: `${target}-${counter}`, live: true })) {
  if (batch._tag === 'Right') counted += batch.right.events.length
  if (counted > 0) break
}
abort.abort()
const done = await running
await policies.close()
await store.close()
console.log(`${happened._tag} ${String(counted)} ${done._tag}`)
