/**
 * A live read may last for ever, and its span would never be seen. So each way to being live is one: from
 * the beginning, and from each interruption, until it is live or has failed.
 */
import type { EventBatch } from '@casetrail/core'

import type { LiveState } from '../read/health.js'

import type { Failed, Instruments, Ongoing, Work } from './instruments.js'

/** What a read is told of itself as it goes on. */
export interface Watcher {
  readonly within: Ongoing['within']
  readonly batch: (batch: EventBatch) => void
  readonly failed: (failed: Failed) => void
  readonly end: () => void
}

export interface Followed extends Watcher {
  readonly state: (state: LiveState) => void
}

/** As a finished read would say it. */
const INTERRUPTED: Failed = { labels: { 'error.type': 'Unavailable' }, isFault: true }

export const followed = ({ call }: Instruments, work: Work): Followed => {
  const way = (attempt: number, first?: Ongoing): Ongoing =>
    call({
      ...work,
      labels: { ...work.labels, 'casetrail.resumed': first !== undefined },
      details: { ...work.details, 'casetrail.attempt': attempt },
      ...(first === undefined ? {} : { after: first.span }),
    })
  const first = way(0)
  let open: Ongoing | undefined = first
  let events = 0
  let tellsStates = false

  const arrive = (failed?: Failed): void => {
    open?.end(failed, { 'db.response.returned_rows': events })
    open = undefined
    events = 0
  }

  return {
    // what follows belongs to whoever reads
    within: (part) => part(),
    batch: (batch) => {
      events += batch.events.length
      if (batch.caughtUp && !tellsStates) arrive()
    },
    state: (state) => {
      tellsStates = true
      if (state._tag === 'Live') arrive()
      if (state._tag !== 'Retrying') return
      arrive(INTERRUPTED)
      open = way(state.attempt, first)
    },
    failed: (failed) => {
      open ??= way(0, first)
      arrive(failed)
    },
    end: () => {
      arrive()
    },
  }
}
