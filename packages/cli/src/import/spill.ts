/**
 * Spilling: lines of text sorted into files by a key's hash, so that all of a case's rows can be had
 * together without ever holding all of the rows. Throws `NoRoom` and system errors.
 */
import { appendFileSync, closeSync, createReadStream, openSync } from 'node:fs'
import { readFile, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { createInterface } from 'node:readline'

import { codeOf, messageOf } from './read/failure.js'

/** There is no room, or no folder, for the temporary files. */
export interface DiskFull {
  readonly _tag: 'DiskFull'
  readonly folder: string
  readonly reason: string
}

/** Carries a `DiskFull` to the edge of the import. */
export class NoRoom extends Error {
  constructor(readonly error: DiskFull) {
    super(error.reason)
  }
}

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])
const PARTS = 64
const BUFFERED = 128 * 1024

export interface Spill {
  /** Adds a line to the part of its key. */
  readonly add: (key: string, line: string) => void
  /** Writes what is buffered and closes the files; the parts that have lines. */
  readonly close: () => ReadonlyArray<string>
  /** Closes the files without writing anything more. */
  readonly abandon: () => void
}

/** FNV-1a, salted by level, so that a part splits again. */
const partOf = (key: string, level: number): number => {
  let hash = 0x811c9dc5 ^ level
  for (let i = 0; i < key.length; i++) {
    hash ^= key.charCodeAt(i)
    hash = Math.imul(hash, 0x01000193)
  }
  hash ^= hash >>> 15
  hash = Math.imul(hash, 0x2c1b3c6d)
  return ((hash ^ (hash >>> 12)) >>> 0) % PARTS
}

interface Part {
  readonly path: string
  lines: string[]
  size: number
  file: number | undefined
}

/** A spill into `folder`; `name` begins its files' names. */
export const openSpill = (folder: string, name: string, level = 0): Spill => {
  const parts: Part[] = Array.from({ length: PARTS }, (_, i) => ({
    path: join(folder, `${name}-${i}`),
    lines: [],
    size: 0,
    file: undefined,
  }))
  // synchronous: lines of concurrent callers must not cut through one another, and the pages are cached
  const flush = (part: Part): void => {
    if (part.lines.length === 0) return
    const text = `${part.lines.join('\n')}\n`
    part.lines = []
    part.size = 0
    try {
      part.file ??= openSync(part.path, 'a')
      appendFileSync(part.file, text)
    } catch (thrown) {
      if (!FULL.has(codeOf(thrown))) throw thrown
      throw new NoRoom({ _tag: 'DiskFull', folder, reason: messageOf(thrown) })
    }
  }
  const release = (): ReadonlyArray<string> => {
    const used = parts.filter(({ file }) => file !== undefined)
    for (const part of used) {
      if (part.file !== undefined) closeSync(part.file)
      part.file = undefined
    }
    return used.map(({ path }) => path)
  }
  return {
    add: (key, line) => {
      const part = parts[partOf(key, level)]
      if (part === undefined) return
      part.lines.push(line)
      part.size += line.length
      if (part.size >= BUFFERED) flush(part)
    },
    close: () => {
      try {
        parts.forEach(flush)
      } catch (thrown) {
        release()
        throw thrown
      }
      return release()
    },
    abandon: () => void release(),
  }
}

/** Lines of a part, one by one. */
export const linesOf = async function* (path: string): AsyncGenerator<string> {
  yield* createInterface({ input: createReadStream(path), crlfDelay: Infinity })
}

const MOST_BYTES = 8 * 1024 * 1024
const DEEPEST = 4

/**
 * The parts again, each small enough to be held in memory: a larger one is split by the key of its
 * lines once more. One key's lines stay together, however many they are.
 */
export const smallParts = async function* (
  paths: ReadonlyArray<string>,
  keyOf: (line: string) => string,
  mostBytes = MOST_BYTES,
  level = 1,
): AsyncGenerator<ReadonlyArray<string>> {
  for (const path of paths) {
    const { size } = await stat(path)
    if (size <= mostBytes || level > DEEPEST) {
      const text = await readFile(path, 'utf8')
      await rm(path)
      yield text.split('\n').slice(0, -1)
      continue
    }
    const spill = openSpill(dirname(path), basename(path), level)
    for await (const line of linesOf(path)) spill.add(keyOf(line), line)
    await rm(path)
    yield* smallParts(spill.close(), keyOf, mostBytes, level + 1)
  }
}
