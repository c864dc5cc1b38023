/** `casetrail import`: real histories into the store. */
import { accessSync, constants, existsSync, realpathSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

import type { Unavailable } from '@casetrail/core'
import { readyStandards } from '@casetrail/core/standards'
import { sqliteStore } from '@casetrail/sqlite'
import * as E from 'fp-ts/lib/Either.js'

import { fail, type Failure } from '../failure.js'
import { feedsOf } from '../import/feeds.js'
import { readMapping } from '../import/mapping/read.js'
import { importFailure } from '../import/present/error-text.js'
import { progressBar } from '../import/present/progress-bar.js'
import { summaryText } from '../import/present/summary-text.js'
import { importFiles } from '../import/run.js'
import { storeFailure } from '../store/failure.js'
import { closing, openEvents, resolveStore, type OpenedEvents } from '../store/open-events.js'
import {
  withCommonOptions,
  type CommonOptions,
  type RegisterCommand,
  type Session,
} from '../session.js'
import type { SqliteUrl, StoreUrl } from '../store/url.js'
import type { ExitCode, Terminal } from '../terminal.js'

interface ImportCommandOptions extends CommonOptions {
  readonly mapping?: string
  readonly dryRun?: boolean
  readonly rejects?: string
}

const EXAMPLE = `
Example:
  casetrail import helpdesk.xes.gz --mapping helpdesk.json --store sqlite:desk.db

Everything is checked before anything is written; running it again adds nothing.`

/** The file that is given twice, if any: its rows would be counted twice. */
const givenTwice = (files: ReadonlyArray<string>): string | undefined => {
  const real = files.map((file) => (existsSync(file) ? realpathSync(file) : file))
  return files.find((_, i) => real.indexOf(real[i] ?? '') !== i)
}

const mayWriteBeside = (path: string): boolean => {
  try {
    accessSync(dirname(resolve(path)), constants.W_OK)
    return true
  } catch {
    return false
  }
}

interface StoreToFill extends OpenedEvents {
  /** It isn't there yet; a refused import doesn't make it. */
  readonly isNew: boolean
  /** Makes it, where nothing was to be written. */
  readonly make: () => E.Either<Unavailable, void>
}

const fileToBe = (url: SqliteUrl): StoreToFill => {
  const { open, close, ...store } = sqliteStore(url.path)
  return { url, store, isNew: true, make: open, close: closing(close) }
}

/** The store, opened where there is one or where none can be made; a dry run makes none. */
const storeFor = async (
  url: StoreUrl,
  options: ImportCommandOptions,
  terminal: Terminal,
): Promise<E.Either<Failure, StoreToFill | undefined>> => {
  if (url.scheme === 'sqlite' && !existsSync(url.path)) {
    if (options.dryRun === true) return E.right(undefined)
    if (mayWriteBeside(url.path)) return E.right(fileToBe(url))
  }
  const opened = await openEvents(url, options, terminal)
  return E.isLeft(opened)
    ? opened
    : E.right({ ...opened.right, isNew: false, make: () => E.right(undefined) })
}

/** Nothing that is read or imported into may be overwritten by the rejects. */
const overwritten = (
  rejects: string | undefined,
  read: ReadonlyArray<string>,
): string | undefined => {
  if (rejects === undefined || !existsSync(rejects)) return undefined
  const real = realpathSync(rejects)
  return read.find((file) => existsSync(file) && realpathSync(file) === real)
}

const performImport =
  ({ terminal }: Session) =>
  async (files: ReadonlyArray<string>, options: ImportCommandOptions): Promise<ExitCode> => {
    const { json = false, quiet = false, dryRun = false, mapping, rejects } = options
    if (mapping === undefined) {
      const lines = ['the mapping is missing: --mapping FILE says how rows become events']
      return fail(terminal, { code: 2, tag: 'MappingMissing', lines }, json)
    }
    const twice = givenTwice(files)
    if (twice !== undefined) {
      return fail(
        terminal,
        { code: 2, tag: 'GivenTwice', lines: [`${twice} is given twice`] },
        json,
      )
    }
    const url = resolveStore(options.store, terminal.env)
    if (E.isLeft(url)) return fail(terminal, url.left, json)
    const kept = url.right.scheme === 'sqlite' ? [url.right.path] : []
    const lost = overwritten(rejects, [...files, mapping, ...kept])
    if (lost !== undefined) {
      const lines = [`--rejects would overwrite ${lost}`, 'name another file for them']
      return fail(terminal, { code: 2, tag: 'RejectsOverwrite', lines }, json)
    }
    const plan = await readMapping(mapping, feedsOf(readyStandards))()
    if (E.isLeft(plan)) return fail(terminal, importFailure(plan.left, ''), json)
    const opened = await storeFor(url.right, options, terminal)
    if (E.isLeft(opened)) return fail(terminal, opened.left, json)
    const shown = opened.right?.url.shown ?? ''
    const bar = progressBar(quiet ? undefined : terminal.bar)
    try {
      const imported = await importFiles({
        plan: plan.right,
        files,
        store: opened.right?.store,
        storeIsNew: opened.right?.isNew ?? false,
        dryRun,
        signal: terminal.signal,
        onProgress: bar.show,
        ...(rejects === undefined ? {} : { rejects }),
      })()
      bar.stop()
      if (E.isLeft(imported)) return fail(terminal, importFailure(imported.left, shown), json)
      const made = opened.right?.make() ?? E.right(undefined)
      if (E.isLeft(made)) return fail(terminal, storeFailure(made.left, shown), json)
      terminal.out(
        json
          ? `${JSON.stringify({ store: shown === '' ? null : shown, ...imported.right }, null, 2)}\n`
          : summaryText(imported.right, shown, terminal.colour),
      )
      return 0
    } finally {
      bar.stop()
      await opened.right?.close()
    }
  }

export const registerImport: RegisterCommand = (program, session) => {
  withCommonOptions(
    program
      .command('import')
      .description('Real histories into the store: XES and CSV files, plain or gzipped.')
      .argument('<file...>', 'the files, all for one mapping')
      .option('--mapping <file>', 'how rows become events, a JSON document')
      .option('--dry-run', 'check everything and write nothing')
      .option('--rejects <file>', "rows that can't be mapped go there, one line of JSON each"),
  )
    .addHelpText('after', EXAMPLE)
    .action(session.action(performImport(session)))
}
