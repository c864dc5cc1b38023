/** A million events, by the command: how much memory an import and a replay take. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'

import type { Benchmark, Line } from '../harness/benchmark.js'
import { must } from '../harness/check.js'
import { inFolder } from '../harness/folder.js'
import { peakOf, type Peak } from '../harness/peak.js'
import { command, repository } from '../history/shared.js'
import { writeTickets } from '../history/tickets.js'

const MOST_MEGABYTES = 600

const eventsIn = (stdout: string): number => {
  const said: unknown = JSON.parse(stdout)
  must('the command told no events', typeof said === 'object' && said !== null && 'events' in said)
  return Number(said.events)
}

const line = (what: string, events: number, { megabytes, seconds }: Peak): Line => ({
  what: `${what} of ${String(events)} events, peak of resident memory`,
  against: '–',
  ours: `${(events / seconds / 1000).toFixed(1)} k events/s`,
  theirs: '–',
  value: megabytes,
  unit: 'MB',
  target: { bound: 'atMost', value: MOST_MEGABYTES },
})

export const million: Benchmark = {
  name: 'million',
  run: ({ quick, million: wanted }) =>
    inFolder(async (file) => {
      const what = 'a million events'
      if (!wanted) return [{ what, reason: 'takes minutes: ask for it with --million' }]
      if (!existsSync(command)) return [{ what, reason: 'the command is not built: npm run build' }]
      const [tickets, store, note] = [`${file()}.csv`, file(), file()]
      await writeTickets(tickets, quick ? 2_000 : 75_000)
      const mapping = join(repository, 'examples', 'tickets.json')
      const at = ['--store', `sqlite:${store}`, '--quiet', '--json']
      const imported = await peakOf(note, command, ['import', tickets, '--mapping', mapping, ...at])
      const replayed = await peakOf(note, command, ['replay', ...at])
      const events = eventsIn(replayed.stdout)
      must('there are too few events', quick || events >= 1_000_000)
      return [line('import', events, imported), line('replay', events, replayed)]
    }),
}
