/** An import from beginning to end: pass 1 validates everything and spills by case, pass 2 writes. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

import type { EventStore } from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import { Stopped, type ImportError } from './error.js'
import type { Job, Progress } from './job.js'
import type { Plan } from './mapping/plan.js'
import { prepareCases } from './prepare.js'
import { inputError } from './read/failure.js'
import { keepRefusals, type Refusals } from './refusals.js'
import { NoRoom } from './spill.js'
import { splitFiles } from './split.js'
import { emptyTally, summaryOf, type ImportSummary } from './summary.js'
import { writeCases } from './write.js'

export interface ImportOptions {
  readonly plan: Plan
  readonly files: ReadonlyArray<string>
  /** Where the events go; without one, nothing is held against what is already there. */
  readonly store: EventStore | undefined
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
      refusals = openRefusals(rejects)
      folder = await mkdtemp(join(temporary, 'casetrail-import-'))
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

const openRefusals = (path: string | undefined): Refusals => {
  try {
    return keepRefusals(path)
  } catch (thrown) {
    throw new Stopped(inputError(path ?? '', thrown))
  }
}

const run = async (
  options: ImportOptions,
  folder: string,
  refusals: Refusals,
): Promise<ImportSummary> => {
  const { plan, files, store, dryRun = false, rejects } = options
  const job: Job = {
    plan,
    files,
    store,
    folder,
    tally: emptyTally(plan.rules.map((rule) => rule.name)),
    refusals,
    mayRefuse: rejects !== undefined,
    signal: options.signal ?? new AbortController().signal,
    onProgress: options.onProgress ?? (() => undefined),
  }
  const ready = await prepareCases(job, await splitFiles(job))
  if (!dryRun && store !== undefined) await writeCases({ ...job, store }, ready)
  return summaryOf(job.tally, {
    files: files.map((file) => basename(file)),
    source: plan.source,
    standard: plan.standard,
    dryRun,
    ignoredBecause: typeof plan.unmapped === 'object' ? plan.unmapped.ignore : null,
    rejects: rejects ?? null,
  })
}
