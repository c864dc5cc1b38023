import { execFile, execSync } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

interface Manifest {
  readonly name: string
  readonly exports: Readonly<Record<string, unknown>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

const root = join(import.meta.dirname, '..', '..', '..')
const packages = ['core', 'projections', 'sqlite', 'eventstoredb', 'cli'].map((folder) => ({
  folder: join(root, 'packages', folder),
  manifest: JSON.parse(
    readFileSync(join(root, 'packages', folder, 'package.json'), 'utf8'),
  ) as Manifest,
}))
const entries = packages.flatMap(({ manifest }) =>
  Object.keys(manifest.exports)
    .filter((path) => !path.endsWith('.json'))
    .map((path) => manifest.name + path.slice(1)),
)

/** A host: the packed tarballs unpacked, and third-party packages linked to one copy each. */
let host = ''

beforeAll(() => {
  host = mkdtempSync(join(tmpdir(), 'casetrail-pack-'))
  execSync(`npm run --silent pnpm -- --recursive pack --pack-destination "${host}"`, {
    cwd: root,
    stdio: 'pipe',
  })
  for (const { folder, manifest } of packages) {
    const target = join(host, 'node_modules', manifest.name)
    mkdirSync(target, { recursive: true })
    const tarball = readdirSync(host).find((file) =>
      file.startsWith(`${manifest.name.replace('@', '').replace('/', '-')}-`),
    )
    execSync(`tar -xzf "${String(tarball)}" --strip-components=1 -C "${target}"`, { cwd: host })
    const thirdParty = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })
    for (const name of thirdParty.filter((name) => !name.startsWith('@casetrail/'))) {
      const link = join(host, 'node_modules', name)
      mkdirSync(dirname(link), { recursive: true })
      rmSync(link, { force: true })
      symlinkSync(realpathSync(join(folder, 'node_modules', name)), link, 'junction')
    }
  }
})

afterAll(() => {
  rmSync(host, { recursive: true, force: true })
})

/** Runs a program in plain Node from the host's folder; anything on stderr is a failure. */
const node = async (...args: ReadonlyArray<string>): Promise<string> => {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, {
    cwd: host,
    env: { PATH: process.env.PATH },
  })
  expect(stderr).toBe('')
  return stdout
}

const importedNames = async (entry: string): Promise<unknown> =>
  JSON.parse(
    await node(
      '--input-type=module',
      '--eval',
      `import * as entry from '${entry}'; console.log(JSON.stringify(Object.keys(entry)))`,
    ),
  )

const requiredNames = async (entry: string): Promise<unknown> =>
  JSON.parse(
    await node('--eval', `console.log(JSON.stringify(Object.keys(require('${entry}')).sort()))`),
  )

describe('the packed packages in plain Node', () => {
  it.each(entries)('%s gives the same names as ESM and as CommonJS', async (entry) => {
    const names = await importedNames(entry)
    expect(names).not.toEqual([])
    expect(await requiredNames(entry)).toEqual(names)
    const file = await node('--print', `require.resolve('${entry}')`)
    expect(file.trim()).toMatch(/\.cjs$/)
  })

  it('ship every service standard as JSON', async () => {
    const id = await node('--print', `require('@casetrail/core/standards/retail-2025.json').id`)
    expect(id.trim()).toBe('retail-2025')
  })

  it('ship a command that starts', async () => {
    const help = await node(join('node_modules', '@casetrail', 'cli', 'dist', 'bin.js'), '--help')
    expect(help).toContain('casetrail')
  })

  it('ship neither sources nor tests', () => {
    for (const { manifest } of packages) {
      const files = readdirSync(join(host, 'node_modules', manifest.name), {
        recursive: true,
        encoding: 'utf8',
      })
      expect(files.filter((file) => /\.test\b|^src\b|(?<!\.d)\.c?ts$/.test(file))).toEqual([])
    }
  })
})
