/** The built package, as ES modules and as CommonJS, in a host that has no `@opentelemetry/api`, and in one that has. */
import { execFile } from 'node:child_process'
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

import { afterAll, beforeAll, expect, test } from 'vitest'

const own = join(import.meta.dirname, '..')
const root = join(own, '..', '..')
const run = promisify(execFile)
let host = ''

const link = (from: string, name: string): void => {
  const target = join(host, 'node_modules', name)
  mkdirSync(dirname(target), { recursive: true })
  symlinkSync(realpathSync(join(from, 'node_modules', name)), target, 'junction')
}

const dependenciesOf = (folder: string): ReadonlyArray<string> => {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly dependencies?: Readonly<Record<string, string>>
    readonly peerDependencies?: Readonly<Record<string, string>>
  }
  return Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })
}

const API = '@opentelemetry/api'
const PROGRAM = `
telemetry().then(({ active, observed, traced }) => {
  const store = {}
  const f = () => async () => 3
  const same = [observed(store) === store, traced('f', f) === f]
  traced('f', f)()().then((answer) => console.log(JSON.stringify({ active, same, answer })))
})`

beforeAll(async () => {
  host = mkdtempSync(join(tmpdir(), 'casetrail-absent-'))
  link(root, 'tsup')
  // what it names there is left out of the build
  copyFileSync(join(own, 'package.json'), join(host, 'package.json'))
  // as it is published, but with our other packages in it
  const config = join(host, 'tsup.config.ts')
  const published = JSON.stringify(join(own, 'tsup.config.ts'))
  writeFileSync(
    config,
    `import published from ${published}
export default { ...published, dts: false, clean: false, noExternal: [/^@casetrail/] }`,
  )
  const tsup = join(root, 'node_modules', 'tsup', 'dist', 'cli-default.js')
  const options = ['--silent', '--config', config, '--out-dir', join(host, 'dist')]
  await run(process.execPath, [tsup, ...options], { cwd: own })
  const linked = new Set<string>()
  for (const folder of [own, join(root, 'packages', 'core')]) {
    for (const name of dependenciesOf(folder)) {
      if (name === API || name.startsWith('@casetrail/') || linked.has(name)) continue
      linked.add(name)
      link(folder, name)
    }
  }
  writeFileSync(join(host, 'es.mjs'), `import { telemetry } from './dist/index.js'\n${PROGRAM}`)
  writeFileSync(
    join(host, 'common.cjs'),
    `const { telemetry } = require('./dist/index.cjs')\n${PROGRAM}`,
  )
})

afterAll(() => {
  rmSync(host, { recursive: true, force: true })
})

const answerOf = async (program: string): Promise<unknown> => {
  const { stdout, stderr } = await run(process.execPath, [program], {
    cwd: host,
    // a package manager may lead Node to its own folder of all packages
    env: { PATH: process.env['PATH'] },
  })
  expect(stderr).toBe('')
  return JSON.parse(stdout)
}

test('without the peer the package loads, and what it would tell of stays as it is', async () => {
  for (const program of ['es.mjs', 'common.cjs']) {
    expect(await answerOf(program)).toEqual({ active: false, same: [true, true], answer: 3 })
  }
})

test('with the peer it tells', async () => {
  link(own, API)
  for (const program of ['es.mjs', 'common.cjs']) {
    expect(await answerOf(program)).toEqual({ active: true, same: [false, false], answer: 3 })
  }
})
