/** `casetrail copy`: a history from one store into another, and whether both hold the same. */
import { existsSync, realpathSync } from 'node:fs'

import { START, type Position } from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'

import { copy } from '../copy/copy.js'
import { survey, type Survey } from '../copy/survey.js'
import { verify } from '../copy/verify.js'
import { fail, type Failure } from '../failure.js'
import {
  copiedJson,
  copiedText,
  copyFailure,
  differFailure,
  uncopyableFailure,
  verifyFailure,
  type Between,
  type Copied,
} from '../present/copy-text.js'
import { shareOf } from '../present/share.js'
import { stageBar, type StageBar } from '../present/stage-bar.js'
import { worked } from '../query/ask.js'
import { headOf } from '../query/catch-up.js'
import type { CommonOptions, RegisterCommand, Session } from '../session.js'
import { storeFailure } from '../store/failure.js'
import { openEvents, unsupported, type OpenedEvents } from '../store/open-events.js'
import { storeNamed, type StoreUrl } from '../store/url.js'
import type { ExitCode, Terminal } from '../terminal.js'

interface CopyOptions extends Pick<CommonOptions, 'insecure' | 'json' | 'quiet'> {
  readonly from: string
  readonly to: string
  readonly verify?: boolean
  readonly leaveUnreadable?: boolean
}

const EXAMPLE = `
Examples:
  casetrail copy --from sqlite:desk.db --to 'esdb://127.0.0.1:2113?tls=false'
  casetrail copy --from 'esdb://127.0.0.1:2113?tls=false' --to sqlite:copy.db
  casetrail copy --from sqlite:desk.db --to sqlite:copy.db --verify

Events go over as they are, with their ids, revisions and times, in the order of the source: exactly so
into a file; into a server by windows of 2,000, in which each story keeps its order and stories are written
side by side.
Interrupted, it can be run again and goes on; nothing is written twice. What the source gets meanwhile is
not copied: run it again for that. Rows are not copied: a replay makes them.`

/** Told as soon as they are known, without opening anything. */
const urlsOf = ({
  from,
  to,
}: CopyOptions): E.Either<Failure, { readonly from: StoreUrl; readonly to: StoreUrl }> => {
  const source = storeNamed(from)
  if (E.isLeft(source)) return E.left(unsupported(source.left))
  const target = storeNamed(to)
  if (E.isLeft(target)) return E.left(unsupported(target.left))
  return isSame(source.right, target.right)
    ? E.left({
        code: 2,
        tag: 'SameStore',
        lines: [`${source.right.shown} and ${target.right.shown} are the same store`],
      })
    : E.right({ from: source.right, to: target.right })
}

const realPath = (path: string): string => (existsSync(path) ? realpathSync(path) : path)

const isSame = (a: StoreUrl, b: StoreUrl): boolean =>
  a.scheme === 'sqlite'
    ? b.scheme === 'sqlite' && realPath(a.path) === realPath(b.path)
    : b.scheme === 'esdb' && a.hosts.some((host) => b.hosts.includes(host))

interface Job {
  readonly source: OpenedEvents
  readonly target: OpenedEvents
  readonly between: Between
  readonly options: CopyOptions
  readonly terminal: Terminal
  readonly bar: StageBar
}

const headsOf = async ({
  source,
  target,
}: Job): Promise<E.Either<Failure, { readonly source: Position; readonly target: Position }>> => {
  const from = await headOf(source.store)
  if (E.isLeft(from)) return E.left(storeFailure(from.left, source.url.shown))
  const to = await headOf(target.store)
  if (E.isLeft(to)) return E.left(storeFailure(to.left, target.url.shown))
  return E.right({ source: from.right, target: to.right })
}

const surveyed = async (
  { source, target, between, options, bar }: Job,
  heads: { readonly source: Position; readonly target: Position },
): Promise<E.Either<Failure, Survey>> => {
  const isEmpty = heads.target === START || options.verify === true
  const found = await survey(
    source.store,
    heads.source,
    isEmpty ? undefined : target.store,
    (position) => {
      bar.show('look', shareOf(START, position, heads.source))
    },
  )
  if (E.isLeft(found)) return E.left(copyFailure(found.left, between))
  return found.right.uncopyableEvents > 0 && options.leaveUnreadable !== true
    ? E.left(uncopyableFailure(found.right, between))
    : found
}

const copied = async (
  { source, target, between, terminal, bar }: Job,
  found: Survey,
  heldUpTo: Position,
): Promise<E.Either<Failure, Copied>> => {
  const begun = performance.now()
  const done = await copy({
    source: source.store,
    target: target.store,
    survey: found,
    order: target.url.scheme === 'sqlite' ? 'exact' : 'window',
    heldUpTo,
    signal: terminal.signal,
    onCopied: (events) => {
      bar.show('copy', found.events === 0 ? 1 : events / found.events)
    },
  })
  return E.isLeft(done)
    ? E.left(copyFailure(done.left, between))
    : E.right({ added: done.right, seconds: (performance.now() - begun) / 1_000 })
}

const work = async (job: Job): Promise<E.Either<Failure, ExitCode>> => {
  const { source, target, between, options, terminal, bar } = job
  const heads = await headsOf(job)
  if (E.isLeft(heads)) return heads
  const found = await surveyed(job, heads.right)
  if (E.isLeft(found)) return found
  const written =
    options.verify === true
      ? E.right(undefined)
      : await copied(job, found.right, heads.right.target)
  if (E.isLeft(written)) return written
  const sides = { source: source.store, target: target.store, survey: found.right }
  const verified = await verify(sides, (events) => {
    bar.show('verify', found.right.events === 0 ? 1 : events / found.right.events)
  })
  bar.stop()
  if (E.isLeft(verified)) return E.left(verifyFailure(verified.left, between))
  const { differing, events } = verified.right
  if (differing > 0 || events !== found.right.events) {
    return E.left(differFailure(verified.right, found.right, events, between))
  }
  const text = options.json === true ? copiedJson : copiedText
  terminal.out(text(between, found.right, written.right, verified.right))
  return E.right(0)
}

const perform = async (
  options: CopyOptions,
  terminal: Terminal,
): Promise<E.Either<Failure, ExitCode>> => {
  const urls = urlsOf(options)
  if (E.isLeft(urls)) return urls
  const { from, to } = urls.right
  const between = { from: from.shown, to: to.shown }
  const bar = stageBar(options.quiet === true ? undefined : terminal.bar)
  try {
    return await worked(await openEvents(from, options, terminal, true), terminal, async (source) =>
      worked(await openEvents(to, options, terminal, options.verify === true), terminal, (target) =>
        work({ source, target, between, options, terminal, bar }),
      ),
    )
  } finally {
    bar.stop()
  }
}

const performCopy =
  ({ terminal }: Session) =>
  async (options: CopyOptions): Promise<ExitCode> => {
    const done = await perform(options, terminal)
    return E.isLeft(done) ? fail(terminal, done.left, options.json) : done.right
  }

export const registerCopy: RegisterCommand = (program, session) => {
  program
    .command('copy')
    .description('A history from one store into another, verified by the hash of every stream.')
    .requiredOption('--from <url>', 'the store that is copied')
    .requiredOption('--to <url>', 'where it goes; a file is made where there is none')
    .option('--verify', 'copy nothing: tell whether both hold the same')
    .option(
      '--leave-unreadable',
      'where an event can not be copied, copy its stream up to there (default: nothing is copied)',
    )
    .option('--insecure', 'allow tls=false to a server that is not on this machine')
    .option('--json', 'one JSON document on stdout, and nothing else')
    .option('--quiet', 'no progress on stderr')
    .addHelpText('after', EXAMPLE)
    .action(session.action(performCopy(session)))
}
