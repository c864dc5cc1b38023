/** `casetrail run`: the policies of a desk follow a store, and act. */
import { START, fromEpochMs } from '@casetrail/core'
import type { HeldBack } from '@casetrail/core/policy'
import * as E from 'fp-ts/lib/Either.js'

import type { Failure } from '../failure.js'
import { liveCommand, type Interval, type LiveWork } from '../live/command.js'
import { passing } from '../live/time.js'
import { cleaned } from '../present/cleaned.js'
import { styleOf } from '../present/style.js'
import type { Fault } from '../run/followed.js'
import type { Given } from '../run/given.js'
import { runDesk, type Round } from '../run/run.js'
import { countsText, liveShow, plainShow, type Show } from '../run/show.js'
import { tally, type Tally } from '../run/tally.js'
import { beginsText, jumpText, placeText, waitText } from '../run/words.js'
import type { RegisterCommand } from '../session.js'
import type { ExitCode, Terminal } from '../terminal.js'

const EXAMPLE = `
Example:
  casetrail run --store sqlite:desk.db --zone Asia/Shanghai
  casetrail run --once --json --store sqlite:desk.db

The first run begins at the head of the store: what happened before leads to no command, save that its
open clocks are looked at. Each later one begins where the last stopped. Deadlines are looked at too: no
watch is needed beside it, and none does harm.`

const USUAL: Interval = { ms: 500, text: '500ms' }

/** Refusals and faults in a run's own words, each time; of what is held back, once. */
const tellingOf = (terminal: Terminal) => {
  const told = new Set<string>()
  const say = (text: string): void => {
    terminal.err(`${cleaned(text)}\n`)
  }
  return {
    given: ({ policy, command, stream, outcome, rejection = '' }: Given): void => {
      if (outcome === 'rejected' || outcome === 'failed') {
        say(`${policy}: ${command} for ${stream} ${outcome}: ${rejection}`)
      }
    },
    fault: ({ policy, event, stream, rejection, detail }: Fault): void => {
      say(`${policy}: ${event} of ${stream} led to nothing: ${rejection} ${detail}`)
    },
    held: ({ waiting: { policy, command, category, id }, error }: HeldBack): void => {
      const text = `${policy}: ${command.type} for ${category}-${id} waits: ${error._tag}`
      if (!told.has(text)) say(text)
      told.add(text)
    },
  }
}

const onceJson = (store: string, round: Round, counts: Tally, isFirst: boolean): string => {
  const { at, events, waiting, nextAt, held } = round
  const told = {
    store,
    at: fromEpochMs(at),
    beganAtHead: isFirst,
    events,
    carriedOut: counts.total('carriedOut'),
    unchanged: counts.total('unchanged'),
    rejected: counts.total('rejected'),
    failed: counts.total('failed') + counts.faults(),
    commands: counts.all(),
    waiting,
    ...(nextAt === undefined ? {} : { nextAt: fromEpochMs(nextAt) }),
    held: held.length,
  }
  return `${JSON.stringify(told, null, 2)}\n`
}

const heldFailure = ({ held }: Round): E.Either<Failure, ExitCode> => {
  const [first] = held
  if (first === undefined) return E.right(0)
  const lines = [`${String(held.length)} commands could not be given, and wait`]
  return E.left({ code: 4, tag: first.error._tag, lines, details: held })
}

const isSilent: Show = { seen: () => undefined, tick: () => undefined, end: () => undefined }

const perform: LiveWork = async (opened, house, options, terminal) => {
  const { locale, zone, json = false, once = false, quiet = false, interval = USUAL } = options
  const counts = tally()
  const telling = { zone, locale }
  const store = opened.url.shown
  const { rows } = terminal
  const isLive = rows !== undefined && !once
  const plain = json ? isSilent : plainShow(terminal, telling)
  const show = isLive
    ? liveShow(terminal, rows, telling, { store, every: interval.text, counts })
    : plain
  const tell = tellingOf(terminal)
  const remark = (text: string): void => {
    if (!quiet) terminal.err(`${text}\n`)
  }
  let isFirst = false
  let last: Round | undefined
  const done = await runDesk({
    opened,
    ...house,
    every: interval.ms,
    once,
    time: passing(show),
    signal: terminal.signal,
    onBegin: (begin) => {
      isFirst = begin.isFirst
      if (isFirst) remark(beginsText(begin.head === START, locale))
    },
    onRound: (round) => {
      for (const one of round.given) {
        counts.add(one)
        tell.given(one)
      }
      for (const one of round.held) tell.held(one)
      last = round
      show.seen(round)
    },
    onFault: (fault) => {
      counts.fault(fault)
      tell.fault(fault)
    },
    onJump: (by) => {
      remark(jumpText(by, locale))
    },
  })
  show.end()
  if (E.isLeft(done)) {
    if (last !== undefined) remark(countsText(counts, locale))
    return done
  }
  if (last === undefined) return E.right(0)
  if (json) {
    terminal.out(onceJson(store, last, counts, isFirst))
    return E.right(last.held.length > 0 ? 4 : 0)
  }
  const { title } = styleOf(terminal.colour)
  const { waiting, nextAt, at } = last
  const waits = waitText(waiting, nextAt, at, zone, locale)
  terminal.out(`${title(placeText(last, locale))}\n${countsText(counts, locale)}\n${waits}\n`)
  return heldFailure(last)
}

export const registerRun: RegisterCommand = (program, session) => {
  const command = program
    .command('run')
    .description('Runs the policies of a desk on a store: what follows from what happens is done.')
  const help = {
    interval: 'how often the store is looked at (default: 500ms)',
    once: 'all that follows by now, and the end',
    example: EXAMPLE,
  }
  liveCommand(command, help, session, perform)
}
