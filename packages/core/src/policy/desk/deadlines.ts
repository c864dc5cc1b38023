/** Time tells on silent streams: each run's warning and deadline is looked at when it comes. */
import { checkDeadlines } from '../../clock/commands.js'
import { clockEvents, type ClockEvent } from '../../clock/events.js'
import type { Instant } from '../../time/index.js'
import { categoryOf, type RecordedEvent } from '../../store/port.js'
import { processManager, type Action, type AnyManager, type Policy } from '../policy.js'

import { give, policyActor, streamId } from './desk-policy.js'
import { onEach } from './on-each.js'
import { later } from './rules.js'

const NAME = 'deadlines'

interface Run {
  readonly clock: string
  readonly run: number
}

const warning = ({ clock, run }: Run): string => `warn ${clock} ${run}`
const deadline = ({ clock, run }: Run): string => `due ${clock} ${run}`

const looksAt = (
  { stream }: RecordedEvent,
  key: string,
  notBefore: Instant | undefined,
): Action => {
  if (notBefore === undefined) return { withdraw: key }
  const command = checkDeadlines({ at: notBefore, actor: policyActor(NAME) })
  return give(categoryOf(stream), streamId(stream), command, { notBefore, key })
}

/** A deadline is over after the instant itself. */
const react = (seen: RecordedEvent<ClockEvent>): ReadonlyArray<Action> => {
  const { event } = seen
  switch (event.type) {
    case 'ClockStarted':
    case 'ClockResumed':
    case 'ClockRetargeted':
      return [
        looksAt(seen, warning(event), event.warnAt),
        looksAt(seen, deadline(event), event.dueAt && later(event.dueAt, 1)),
      ]
    case 'ClockWarned':
      return [{ withdraw: warning(event) }]
    case 'ClockPaused':
    case 'ClockMet':
    case 'ClockBreached':
    case 'ClockCancelled':
      return [{ withdraw: warning(event) }, { withdraw: deadline(event) }]
    case 'ClockBreachWithdrawn':
      // with the breach itself nothing waited any more
      return []
  }
}

const ends: ReadonlyArray<ClockEvent['type']> = [
  'ClockPaused',
  'ClockWarned',
  'ClockMet',
  'ClockBreached',
  'ClockCancelled',
]

const policy: Policy<undefined, ClockEvent> = {
  name: NAME,
  label: { en: 'Deadlines are looked at when they come', zh: '到點檢查時限' },
  source: {
    handbook: 'practice',
    gist: { en: 'Time reaches the desk by a tick.', zh: '時間以檢查指令進入系統。' },
  },
  on: onEach(['ClockStarted', 'ClockResumed', 'ClockRetargeted', ...ends]),
  withdrawsOn: onEach(ends),
  gives: onEach(['CheckDeadlines']),
  react,
  // a promise that was given before is a promise
  looksBack: true,
}

/** Needs no memory: the events say all. */
export const deadlines: AnyManager = processManager<undefined, ClockEvent>({
  facts: {
    name: 'desk.deadlines',
    // 2: it looks back
    version: 2,
    from: Object.entries(onEach(clockEvents)).map(([category, events]) => ({ category, events })),
    keyOf: ({ stream }) => stream,
    evolve: () => undefined,
  },
  policies: [policy],
  isForgetful: true,
})
