/** The machine and the versions that figures belong to. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { availableParallelism, cpus, totalmem } from 'node:os'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)

/** A library's version, from the package.json above its entry. */
const versionOf = (library: string): string => {
  let folder = dirname(require.resolve(library))
  while (folder !== dirname(folder)) {
    try {
      const read: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
      if (typeof read === 'object' && read !== null && 'version' in read && 'name' in read) {
        if (read.name === library) return String(read.version)
      }
    } catch {
      // no package.json here: further up
    }
    folder = dirname(folder)
  }
  return 'unknown'
}

const libraries = [
  'fp-ts',
  'io-ts',
  'libsql',
  'luxon',
  '@eventstore/db-client',
  '@castore/core',
  '@castore/event-storage-adapter-in-memory',
]

export const machine = (): ReadonlyArray<string> => [
  `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${String(availableParallelism())} cores, ` +
    `${String(Math.round(totalmem() / 2 ** 30))} GiB, ${process.platform} ${process.arch}`,
  `Node ${process.versions.node}, V8 ${process.versions.v8}`,
  libraries.map((library) => `${library} ${versionOf(library)}`).join(', '),
]
