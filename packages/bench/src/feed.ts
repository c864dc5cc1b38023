/**
 * A desk at work: `node feed.js FILE RATE SECONDS` gives so many commands a second to the store in a file, and
 * says as JSON how many it gave in how long.
 */
import { setTimeout as wait } from 'node:timers/promises'

import * as E from 'fp-ts/lib/Either.js'
import { fromEpochMs, handle } from '@casetrail/core'
import { readyCalendars } from '@casetrail/core/calendar'
import { deskAggregates } from '@casetrail/core/desk'
import { retail2025 } from '@casetrail/core/standards'
import { sqliteStore } from '@casetrail/sqlite'

import { must } from './harness/check.js'
import { scriptedCases } from './history/cases.js'
import { interleaved } from './history/script.js'

const [path, perSecond, seconds] = process.argv.slice(2)
must('usage: feed.js FILE RATE SECONDS', path !== undefined && seconds !== undefined)
const rate = Number(perSecond)
const total = rate * Number(seconds)

/** Commands of a case, on average. */
const LENGTH = 16
const TURN_MS = 20

const commands = interleaved(scriptedCases(Math.ceil((1.2 * total) / LENGTH))).slice(0, total)
const store = sqliteStore(path)
const cases = handle(store, deskAggregates([retail2025], readyCalendars).case)

const give = async ({ id, command, commandId }: (typeof commands)[number]): Promise<void> => {
  // what was written beforehand happens now
  const at = fromEpochMs(Date.now())
  const done = await cases(id, { ...command, at }, { commandId })()
  // policies may have been quicker: what was refused is a command too
  must(`${command.type} was not given`, E.isRight(done) || done.left._tag === 'Rejected')
}

const begun = performance.now()
for (let given = 0; given < total;) {
  const due = Math.min(total, Math.floor(((performance.now() - begun) / 1_000) * rate))
  await Promise.all(commands.slice(given, due).map(give))
  given = due
  await wait(TURN_MS)
}
const took = (performance.now() - begun) / 1_000
store.close()
console.log(JSON.stringify({ commands: total, seconds: took }))
