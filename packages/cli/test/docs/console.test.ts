/**
 * The commands that the README and the docs show print what is shown, in a terminal of 80 columns; a
 * line `…` stands for any lines. The commands run one after the other in one folder with the examples.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { casetrail } from '../memory-terminal.js'

import { consoleBlocks, root } from './blocks.js'

const home = process.cwd()
let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'casetrail-console-'))
  symlinkSync(join(root, 'examples'), join(folder, 'examples'))
  process.chdir(folder)
})

afterAll(() => {
  process.chdir(home)
  rmSync(folder, { recursive: true, force: true })
})

const tsx = join(
  createRequire(join(root, 'package.json')).resolve('tsx/package.json'),
  '../dist/cli.mjs',
)

/** A program of the examples, on the sources. */
const program = (words: ReadonlyArray<string>, see: (text: string) => void): number => {
  const sources = [tsx, '--tsconfig', join(root, 'tsconfig.json')]
  see(execFileSync(process.execPath, [...sources, ...words], { encoding: 'utf8' }))
  return 0
}

/** A program's file and arguments; scenarios have a command of their own. */
const programIn = (command: string): ReadonlyArray<string> | undefined =>
  /^npx tsx (.*)$/
    .exec(command.replace(/^npm run scenarios --/, 'npx tsx examples/scenarios/run.ts'))?.[1]
    ?.split(' ')

/** The program's arguments; `npm start` is the demonstration. */
const argumentsOf = (command: string): ReadonlyArray<string> => {
  const words = (command === 'npm start' ? 'casetrail demo' : command).split(' ')
  expect(words[0]).toBe('casetrail')
  return words.slice(1)
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** The text with `…` for what the shown text leaves out; the text itself where they differ. */
const shortened = (text: string, shown: string): string => {
  const pattern = shown
    .split(/^…\n/m)
    .map((part) => escaped(part))
    .join('[^]*?')
  return new RegExp(`^${pattern}$`).test(text) ? shown : text
}

describe('commands shown', () => {
  const blocks = consoleBlocks()

  test('are found', () => {
    expect(blocks.length).toBeGreaterThan(3)
  })

  for (const { place, command, text } of blocks) {
    test(`${place}: ${command}`, async () => {
      let seen = ''
      const see = (written: string): void => {
        seen += written
      }
      const words = programIn(command)
      const code =
        words === undefined
          ? (await casetrail(argumentsOf(command), { out: see, err: see })).code
          : program(words, see)
      expect(shortened(seen, text)).toBe(text)
      expect(code).toBe(0)
    })
  }

  test('a shortened text is held to what it shows', () => {
    expect(shortened('a\nb\nc\n', 'a\n…\n')).toBe('a\n…\n')
    expect(shortened('a\nb\nc\n', 'a\n…\nc\n')).toBe('a\n…\nc\n')
    expect(shortened('a\nb\nc\n', '…\nb\n')).toBe('a\nb\nc\n')
    expect(shortened('a\nb\n', 'a\n')).toBe('a\nb\n')
  })
})
