/**
 * Claims: which story has which key of the other streams. A key stands in one story; rows of a later
 * story that have it too are refused. Spilled by that key, so that memory does not grow with the file.
 */
import type { Job } from './job.js'
import type { SourceRow } from './read/row.js'
import { openSpill, smallParts } from './spill.js'
import type { Mark } from './spilled.js'

interface Claim {
  /** The stream's place in the plan. */
  readonly stream: number
  readonly key: string
  readonly story: string
  readonly file: number
  readonly row: number
  readonly line: number
}

interface Contested extends Mark {
  readonly story: string
}

export interface Claims {
  readonly add: (story: string, row: SourceRow) => void
  /** The rows whose key an earlier row of another story has. */
  readonly contested: () => AsyncGenerator<Contested>
  readonly abandon: () => void
}

const claimOf = (text: string): Claim => JSON.parse(text) as Claim

/** Claims of an import's rows; streams that are keyed as the story is can't be contested. */
export const openClaims = ({ plan, files, folder }: Job): Claims => {
  const [story] = plan.streams
  const keyed = [...plan.streams.entries()].filter(([, { key }]) => key !== story.key)
  const spill = openSpill(folder, 'claims')
  const reasonOf = ({ stream, key }: Claim, first: Claim): string => {
    const planned = plan.streams[stream]
    const name = planned?.lifecycle.category ?? ''
    const column = plan.columns[planned?.key ?? -1] ?? ''
    const owner = `${story.lifecycle.category} ${JSON.stringify(first.story)}`
    const place = `${files[first.file] ?? ''}:${first.line}`
    return `column ${column}: ${name} ${JSON.stringify(key)} belongs to ${owner} (${place})`
  }
  return {
    add: (story, { file, row, line, values }) => {
      for (const [stream, planned] of keyed) {
        const key = values[planned.key]
        if (key === undefined) continue
        const claim: Claim = { stream, key, story, file, row, line }
        spill.add(key, JSON.stringify(claim))
      }
    },
    contested: async function* () {
      for await (const lines of smallParts(spill.close(), (text) => claimOf(text).key)) {
        const first = new Map<string, Claim>()
        for (const text of lines) {
          const claim = claimOf(text)
          const name = `${claim.stream} ${claim.key}`
          const owner = first.get(name)
          if (owner === undefined) first.set(name, claim)
          else if (owner.story !== claim.story) yield { ...claim, reason: reasonOf(claim, owner) }
        }
      }
    },
    abandon: spill.abandon,
  }
}
