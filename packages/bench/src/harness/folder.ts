/** Temporary files, removed when the work is done. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Names of new files in a folder of their own, which lives as long as `work`. */
export const inFolder = async <A>(work: (file: () => string) => Promise<A>): Promise<A> => {
  const folder = await mkdtemp(join(tmpdir(), 'casetrail-bench-'))
  let count = 0
  try {
    return await work(() => join(folder, `${String(count++)}.db`))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
