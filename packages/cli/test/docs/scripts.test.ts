/** The scripts of `examples` run, line by line, and print what stands beside them in a file of the same name. */
import { mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { casetrail } from '../memory-terminal.js'

import { root } from './blocks.js'

const home = process.cwd()
let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'casetrail-script-'))
  symlinkSync(join(root, 'examples'), join(folder, 'examples'))
  process.chdir(folder)
})

afterEach(() => {
  process.chdir(home)
  rmSync(folder, { recursive: true, force: true })
})

const examples = join(root, 'examples')
const scripts = readdirSync(examples).filter((file) => file.endsWith('.sh'))

test('are found', () => {
  expect(scripts).toEqual(['analyst.sh', 'standard.sh'])
})

test.each(scripts)('%s', { timeout: 60_000 }, async (file) => {
  const script = readFileSync(join(examples, file), 'utf8')
  const commands = [...script.matchAll(/^casetrail (.*)$/gm)].map(([, line = '']) => line)
  const rest = script.replaceAll(/^(?:casetrail .*|#.*|set -e|)$\n?/gm, '')
  expect(rest, 'only what is run here').toBe('')
  let seen = ''
  const see = (text: string): void => {
    seen += text
  }
  for (const command of commands) {
    const { code } = await casetrail(command.split(' '), { out: see, err: see })
    expect([command, code]).toEqual([command, 0])
  }
  await expect(seen).toMatchFileSnapshot(join(examples, file.replace(/sh$/, 'txt')))
})
