// Builds the published packages, core first, and leaves alone those whose inputs have not changed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const packages = ['core', 'projections', 'sqlite', 'eventstoredb', 'cli']
const cache = join(root, 'node_modules', '.cache', 'casetrail-build')

const filesIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test(-d)?\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()

mkdirSync(cache, { recursive: true })

// One running hash: a package is built again when one before it in the list has changed.
const inputs = createHash('sha256')
const add = (file) => inputs.update(file.slice(root.length)).update(readFileSync(file))

for (const file of ['pnpm-lock.yaml', 'tsconfig.base.json', '.ci/build.mjs']) add(join(root, file))

for (const name of packages) {
  const folder = join(root, 'packages', name)
  for (const file of ['package.json', 'tsconfig.json', 'tsup.config.ts']) add(join(folder, file))
  for (const sources of ['src', 'testing']) {
    if (!existsSync(join(folder, sources))) continue
    for (const file of filesIn(join(folder, sources))) add(file)
  }

  const stamp = join(cache, name)
  const digest = inputs.copy().digest('hex')
  const isFresh =
    existsSync(join(folder, 'dist', 'index.d.cts')) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === digest
  if (isFresh) continue

  console.error(`building @casetrail/${name}`)
  rmSync(stamp, { force: true })
  const tsup = join(root, 'node_modules', 'tsup', 'dist', 'cli-default.js')
  const { status } = spawnSync(process.execPath, [tsup, '--silent'], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (status !== 0) process.exit(status ?? 1)
  writeFileSync(stamp, digest)
}
