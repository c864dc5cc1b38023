/** What the documentation shows compiles, runs, and gives what it says. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { format } from 'node:util'
import { compileFunction } from 'node:vm'

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { docstringBlocks, markdownBlocks, programs, skippedBlocks, type Block } from './blocks.js'
import { importsOf, runnable, typeErrors } from './compile.js'

const docstrings = docstringBlocks()
const blocks = [...docstrings, ...markdownBlocks(), ...programs()]

/** The tests that an example registers; the laws among them have runs of their own elsewhere. */
const registrar = (registered: string[]): unknown => ({
  test: (name: string) => registered.push(name),
})

const modules = async (
  names: ReadonlyArray<string>,
  registered: string[],
): Promise<ReadonlyMap<string, unknown>> => {
  const loaded = names.map(async (name): Promise<[string, unknown]> => [
    name,
    name === 'vitest' ? registrar(registered) : await import(name),
  ])
  return new Map(await Promise.all(loaded))
}

/** What examples may see of the process: they set its exit code, and it is not ours. */
const ownProcess = { argv: ['node', 'example.js'], env: {}, exitCode: undefined }

/** Runs an example; answers what it printed. */
const run = async (block: Block): Promise<string> => {
  const compiled = runnable(block)
  const names = importsOf(compiled)
  const registered: string[] = []
  const loaded = await modules(names, registered)
  const lines: string[] = []
  const call = compileFunction(`return (async () => {${compiled}\n})()`, [
    'require',
    'exports',
    'expectValue',
    'console',
    'process',
  ]) as (...given: ReadonlyArray<unknown>) => Promise<void>
  await call(
    (name: string) => loaded.get(name),
    {},
    (found: unknown, value: unknown, text: string) => {
      expect(found, `${block.place}: ${text}`).toStrictEqual(value)
    },
    { log: (...values: ReadonlyArray<unknown>) => lines.push(format(...values)) },
    ownProcess,
  )
  if (names.includes('vitest')) expect(registered, block.place).not.toEqual([])
  return lines.map((line) => `${line}\n`).join('')
}

let folder = ''
const home = process.cwd()

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'casetrail-example-'))
  process.chdir(folder)
})

afterEach(() => {
  process.chdir(home)
  rmSync(folder, { recursive: true, force: true })
})

describe('examples', () => {
  test('are found', () => {
    expect(docstrings.length).toBeGreaterThan(20)
    expect(blocks.length).toBeGreaterThan(docstrings.length)
  })

  test('are left out only for a reason', () => {
    for (const { place, reason } of skippedBlocks()) {
      expect(reason, `${place} gives no reason`).not.toBe('')
      console.log(`not run: ${place}: ${reason}`)
    }
  })

  test('are held to their values, their types and what they print', async () => {
    const wrongValue: Block = { place: 'here', code: '1 + 1 // 3\n' }
    await expect(run(wrongValue)).rejects.toThrow('here: 1 + 1')
    const noValue: Block = { place: 'here', code: '1 + 1 // is two\n' }
    await expect(run(noValue)).rejects.toThrow('no value')
    const wrongType: Block = {
      place: 'here',
      code: "import { instant } from '@casetrail/core'\ninstant(3)\n",
    }
    expect(typeErrors([wrongType]).get(wrongType)).toHaveLength(1)
    expect(await run({ place: 'here', code: "console.log('a', 1)\n" })).toBe('a 1\n')
  })

  const wrong = typeErrors(blocks)
  for (const block of blocks) {
    test(block.place, async () => {
      expect(wrong.get(block)).toEqual([])
      const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
      const err = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
      try {
        const printed = await run(block)
        if (printed !== '' || block.prints !== undefined) expect(printed).toBe(block.prints)
      } finally {
        out.mockRestore()
        err.mockRestore()
      }
    })
  }
})
