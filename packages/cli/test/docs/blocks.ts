/** The code that the documentation shows: examples of docstrings and blocks of Markdown. */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the repository. */
export const root = fileURLToPath(new URL('../../../../', import.meta.url))

export interface Block {
  /** `packages/core/src/time/instant.ts:97`. */
  readonly place: string
  readonly code: string
  /** What the block says it prints: the `text` block that follows it. */
  readonly prints?: string
}

/** A Markdown block that is shown and not run, and why. */
export interface Skipped {
  readonly place: string
  readonly reason: string
}

const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length

const undecorated = (comment: string): string => comment.replaceAll(/^[ \t]*\* ?/gm, '')

/** From each `@example` of a docstring to the next tag or the docstring's end. */
const inDocstrings = (file: string, text: string): ReadonlyArray<Block> =>
  [...text.matchAll(/\/\*\*[\s\S]*?\*\//g)].flatMap((comment) =>
    [...comment[0].matchAll(/@example[^\n]*\n([\s\S]*?)(?=\n[ \t]*\* @|\n?[ \t]*\*\/)/g)].map(
      (example) => ({
        place: `${file}:${String(lineAt(text, comment.index + example.index))}`,
        code: undecorated(example[1] ?? ''),
      }),
    ),
  )

interface Fence {
  readonly line: number
  readonly info: string
  readonly body: string
}

const fencesOf = (text: string): ReadonlyArray<Fence> =>
  [...text.matchAll(/^```([^\n]*)\n([\s\S]*?)^```$/gm)].map((fence) => ({
    line: lineAt(text, fence.index),
    info: (fence[1] ?? '').trim(),
    body: fence[2] ?? '',
  }))

/** Files in a folder of the repository and below it, by the end of their names. */
const filesIn = (folder: string, ending: string): ReadonlyArray<string> =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
        .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
        .sort()
    : []

const textOf = (file: string): string => readFileSync(join(root, file), 'utf8')

const sources = (): ReadonlyArray<string> =>
  readdirSync(join(root, 'packages')).flatMap((name) => filesIn(`packages/${name}/src`, '.ts'))

/** Every `@example` of the packages' sources. */
export const docstringBlocks = (): ReadonlyArray<Block> =>
  sources().flatMap((file) => inDocstrings(file, textOf(file)))

/**
 * The programs of `examples`, each with what it prints beside it, in a file of the same name. Scenarios
 * and the service are one program of several files each; tests of their own hold them to what they tell.
 */
export const programs = (): ReadonlyArray<Block> =>
  filesIn('examples', '.ts')
    .filter((file) => !/\/(scenarios|service)\//.test(file))
    .map((file) => ({
      place: file,
      code: textOf(file),
      prints: textOf(file.replace(/ts$/, 'txt')),
    }))

const isTs = ({ info }: Fence): boolean => /^ts\b/.test(info)
const skipOf = ({ info }: Fence): string | undefined => /^ts no-run\b:?\s*(.*)$/.exec(info)?.[1]

const markdown = (): ReadonlyArray<readonly [file: string, fences: ReadonlyArray<Fence>]> =>
  ['README.md', ...filesIn('docs', '.md')].map((file) => [file, fencesOf(textOf(file))])

/** Every `ts` block of the README and the docs that is to be run. */
export const markdownBlocks = (): ReadonlyArray<Block> =>
  markdown().flatMap(([file, fences]) =>
    fences.flatMap((fence, i) => {
      if (!isTs(fence) || skipOf(fence) !== undefined) return []
      const next = fences[i + 1]
      const block = { place: `${file}:${String(fence.line)}`, code: fence.body }
      return [next?.info === 'text' ? { ...block, prints: next.body } : block]
    }),
  )

/** A command that a page shows and the terminal's text that it shows for it; `…` stands for any lines. */
export interface Shown {
  readonly place: string
  readonly command: string
  readonly text: string
}

/** The commands of the `console` blocks, in the order of the pages. */
export const consoleBlocks = (): ReadonlyArray<Shown> =>
  markdown().flatMap(([file, fences]) =>
    fences
      .filter(({ info }) => info === 'console')
      .map(({ line, body }) => {
        const [first = '', ...rest] = body.split('\n')
        return {
          place: `${file}:${String(line)}`,
          command: first.replace(/^\$ /, ''),
          text: rest.join('\n'),
        }
      }),
  )

/** Every block marked `ts no-run: reason`. */
export const skippedBlocks = (): ReadonlyArray<Skipped> =>
  markdown().flatMap(([file, fences]) =>
    fences.flatMap((fence) => {
      const reason = skipOf(fence)
      return reason === undefined ? [] : [{ place: `${file}:${String(fence.line)}`, reason }]
    }),
  )
