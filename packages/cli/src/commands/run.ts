/** `casetrail run`: the policies of a desk follow a store, and act. */
import { START, fromEpochMs } from '@casetrail/core'
import type { HeldBack } from '@casetrail/core/policy'
import * as E from 'fp-ts/lib/Either.js'

import { liveCommand, type Interval, type LiveWork } from '../live/command.js'
import { passing } from '../live/time.js'
import type { Locale } from '../present/format.js'
import { styleOf } from '../present/style.js'
import { heldFailure } from '../run/failures.js'
import type { Fault } from '../run/followed.js'
import type { Given } from '../run/given.js'
import type { Round } from '../run/round.js'
import { runDesk } from '../run/run.js'
import { countsText, liveShow, plainShow, type Show } from '../run/show.js'
import { tally, type Tally } from '../run/tally.js'
import {
  beginsText,
  faultText,
  heldText,
  jumpText,
  placeText,
  refusedText,
  waitText,
} from '../run/words.js'
import type { RegisterCommand } from '../session.js'

const EXAMPLE = `
Example:
  casetrail run --store sqlite:desk.db --zone Asia/Shanghai
  casetrail run --once --json --store sqlite:desk.db

The first run begins at the head of the store: what happened before leads to no command, save that its
open clocks are looked at. Each later one begins where the last stopped. Deadlines are looked at too: no
watch is needed beside it, and none does harm. Where all is more than 30 days late the clock may be wrong:
--clock-ahead must say that it is not.`

const USUAL: Interval = { ms: 500, text: '500ms' }

/** Refusals and faults in a run's own words, each time; of what is held back, once. */
const tellingOf = ({ say }: Show, locale: Locale) => {
  const told = new Set<string>()
  return {
    given: (given: Given): void => {
      if (given.outcome === 'rejected' || given.outcome === 'failed')
        say(refusedText(given, locale))
    },
    fault: (fault: Fault): void => {
      say(faultText(fault, locale))
    },
    held: (held: HeldBack): void => {
      const text = heldText(held, locale)
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

const perform: LiveWork = async (opened, house, options, terminal) => {
  const { locale, zone, json = false, once = false, quiet = false } = options
  const { interval = USUAL, clockAhead = false } = options
  const counts = tally()
  const telling = { zone, locale }
  const store = opened.url.shown
  const { rows } = terminal
  const isLive = rows !== undefined && !once
  const plain = plainShow(terminal, telling)
  const show = isLive
    ? liveShow(terminal, rows, telling, { store, every: interval.text, counts })
    : { ...plain, ...(json ? { seen: () => undefined } : {}) }
  const tell = tellingOf(show, locale)
  const remark = (text: string): void => {
    if (!quiet) show.say(text)
  }
  let isFirst = false
  let last: Round | undefined
  const done = await runDesk({
    opened,
    ...house,
    every: interval.ms,
    once,
    isClockRight: clockAhead,
    zone,
    locale,
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
  return heldFailure(last, locale)
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
