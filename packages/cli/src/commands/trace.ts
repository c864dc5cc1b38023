/** `casetrail trace`: a case's whole history. */
import { foldRead, type EpochMs, type RecordedEvent } from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'

import type { Failure } from '../failure.js'
import { storeFailure } from '../store/failure.js'
import { tracePage } from '../present/html/trace-page.js'
import { styleOf } from '../present/style.js'
import { timelineJson, timelineText } from '../present/timeline.js'
import { answerFromRows, withQueryOptions, type QueryOptions, type Ready } from '../query/ask.js'
import { theCase } from '../query/find-case.js'
import { entriesOf } from '../query/story.js'
import { unreadIn } from '../query/unread.js'
import { zoneOf } from '../query/window.js'
import { withPageOption, writePage } from '../write-page.js'
import { ownStandards, withOwnOptions, type OwnOptions } from '../standards/own.js'
import type { RegisterCommand, Session } from '../session.js'
import type { ExitCode, Terminal } from '../terminal.js'

interface TraceOptions extends QueryOptions, OwnOptions {
  readonly zone: string
  readonly personal?: boolean
  readonly html?: string
}

const EXAMPLE = `
Example:
  casetrail trace "Case 100" --store sqlite:desk.db --zone Europe/Rome

A case is named by its id or by the key that its source gave it.`

/** Finds the case, tells its story, its clocks as of an instant; also what the demonstration shows. */
export const answerTrace = async (
  ready: Ready,
  name: string,
  asOf: EpochMs,
  { zone, personal = false, json = false, quiet = false, locale, html, ...own }: TraceOptions,
  terminal: Terminal,
): Promise<E.Either<Failure, ExitCode>> => {
  const { store, url } = ready
  const standards = await ownStandards(own)
  if (E.isLeft(standards)) return standards
  const found = await theCase(ready, name)
  if (E.isLeft(found)) return found
  const correlationId = found.right.id
  const events: RecordedEvent[] = []
  const read = await foldRead(store, { all: true, correlationId }, events, (all, event) => {
    all.push(event)
    return all
  })()
  if (E.isLeft(read)) return E.left(storeFailure(read.left, url))
  const unread = await unreadIn(ready.rows, url)
  if (E.isLeft(unread)) return unread
  const entries = entriesOf(read.right, unread.right.events, personal)
  const story = { store: url, found: found.right, entries, zone, asOf, standards: standards.right }
  if (html !== undefined) {
    const page = writePage(html, tracePage(story, locale), terminal, quiet)
    if (E.isLeft(page)) return page
  }
  terminal.out(
    json
      ? timelineJson(story)
      : timelineText(story, locale, terminal.columns, styleOf(terminal.colour)),
  )
  return E.right(0)
}

const performTrace =
  ({ terminal }: Session) =>
  async (name: string, options: TraceOptions): Promise<ExitCode> => {
    const zone = zoneOf(options.zone)
    const now = { asOf: Date.now(), asKnownThen: false }
    const question = E.isLeft(zone) ? zone : E.right({ window: now })
    return answerFromRows(question, options, terminal, (ready) =>
      answerTrace(ready, name, now.asOf, options, terminal),
    )
  }

export const registerTrace: RegisterCommand = (program, session) => {
  const command = program
    .command('trace')
    .description("A case's whole history: who, when, what, under which rule.")
    .argument('<case>', 'its id, or the key of its source')
    .option('--zone <zone>', 'IANA zone of the times', 'UTC')
    .option('--personal', 'show personal data too: names, contacts, free text')
  withOwnOptions(withQueryOptions(withPageOption(command)))
    .addHelpText('after', EXAMPLE)
    .action(session.action(performTrace(session)))
}
