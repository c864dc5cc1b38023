/** An import from beginning to end: pass 1 validates everything and spills by story, pass 2 writes. */
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

import type { EventStore } from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import { Stopped, type ImportError } from './error.js'
import type { Job, Progress } from './job.js'
import type { Plan } from './mapping/plan.js'
import { prepareStories } from './prepare.js'
import { codeOf, inputError, messageOf } from './read/failure.js'
import { keepRefusals, type Refusals } from './refusals.js'
import { NoRoom } from './spill.js'
import { splitFiles } from './split.js'
import { emptyTally, summaryOf, type ImportSummary } from './summary.js'
import { writeStories } from './write.js'

export interface ImportOptions {
  readonly plan: Plan
  readonly files: ReadonlyArray<string>
  /** Where the events go; without one, nothing is held against what is already there. */
  readonly store: EventStore | undefined
  /** The store is yet to be made, by the first write: there is nothing to hold events against. */
  readonly storeIsNew?: boolean
  /** Pass 1 only. */
  readonly dryRun?: boolean
  /** Where refused rows go, one line of JSON each; without it they stop the import. */
  readonly rejects?: string
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
  /** Where temporary files go; default: the system's folder for them. */
  readonly temporary?: string
}

/**
 * Imports files. Memory does not grow with them; temporary files are as large as the part of the
 * rows that the mapping reads, and as their events, and are removed at the end, whatever it is.
 *
 * Rejects: see `ImportError`. Nothing is written unless everything was valid.
 */
export const importFiles =
  (options: ImportOptions): TaskEither<ImportError, ImportSummary> =>
  async () => {
    const { rejects, temporary = tmpdir() } = options
    let folder: string | undefined
    let refusals: Refusals | undefined
    try {
      refusals = keepRefusals(rejects)
      folder = await temporaryFolder(temporary)
      return E.right(await run(options, folder, refusals))
    } catch (thrown) {
      if (thrown instanceof Stopped) return E.left(thrown.error)
      if (thrown instanceof NoRoom) return E.left(thrown.error)
      if (thrown instanceof Error && 'code' in thrown) {
        return E.left(inputError(folder ?? temporary, thrown))
      }
      throw thrown
    } finally {
      refusals?.close()
      if (folder !== undefined) await rm(folder, { recursive: true, force: true })
    }
  }

const PREFIX = 'casetrail-import-'

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (thrown) {
    return codeOf(thrown) === 'EPERM'
  }
}

/** Temporary files hold what the source holds: those of killed imports go as soon as another begins. */
const sweep = async (within: string): Promise<void> => {
  for (const name of await readdir(within)) {
    const owner = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1]
    if (owner === undefined || isAlive(Number(owner))) continue
    // another user's are not ours to remove
    await rm(join(within, name), { recursive: true, force: true }).catch(() => undefined)
  }
}

const temporaryFolder = async (within: string): Promise<string> => {
  try {
    await sweep(within)
    return await mkdtemp(join(within, `${PREFIX}${process.pid}-`))
  } catch (thrown) {
    throw new NoRoom({ _tag: 'DiskFull', folder: within, reason: messageOf(thrown) })
  }
}

const run = async (
  options: ImportOptions,
  folder: string,
  refusals: Refusals,
): Promise<ImportSummary> => {
  const { plan, files, store, storeIsNew = false, dryRun = false, rejects } = options
  const job: Job = {
    plan,
    files,
    store: storeIsNew ? undefined : store,
    folder,
    tally: emptyTally(
      plan.streams.map(({ lifecycle }) => lifecycle.category),
      plan.rules.map((rule) => rule.name),
    ),
    refusals,
    mayRefuse: rejects !== undefined,
    signal: options.signal ?? new AbortController().signal,
    onProgress: options.onProgress ?? (() => undefined),
  }
  const ready = await prepareStories(job, await splitFiles(job))
  if (!dryRun && store !== undefined) await writeStories({ ...job, store }, ready)
  return summaryOf(job.tally, {
    files: files.map((file) => basename(file)),
    source: plan.source,
    standard: plan.standard,
    dryRun,
    ignoredBecause: typeof plan.unmapped === 'object' ? plan.unmapped.ignore : null,
    rejects: rejects ?? null,
  })
}
