/** For tests: a folder of one's own, gone afterwards. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll } from 'vitest'

/** A function that names new files in a folder that lives as long as the test file. */
export const makeFolder = (): ((name?: string) => string) => {
  const folder = mkdtempSync(join(tmpdir(), 'casetrail-sqlite-'))
  let count = 0
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  return (name) => join(folder, name ?? `${String(count++)}.db`)
}
