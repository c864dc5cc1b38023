// Packs every published package as `pnpm publish` would, and lints the tarballs: publint and arethetypeswrong.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const run = (command) => {
  const { status, stdout, stderr } = spawnSync(command, { shell: true, encoding: 'utf8' })
  if (status === 0) return
  console.error(`${command}\n${stdout}${stderr}`)
  process.exitCode = 1
}

const folder = mkdtempSync(join(tmpdir(), 'casetrail-publish-'))
try {
  run(`npm run --silent pnpm -- --recursive pack --pack-destination "${folder}"`)
  const tarballs = readdirSync(folder)
  if (tarballs.length === 0) throw new Error('no package was packed')
  for (const tarball of tarballs) {
    run(`npx --no-install publint run --strict "${join(folder, tarball)}"`)
    run(`npx --no-install attw "${join(folder, tarball)}"`)
    console.log(`linted ${tarball}`)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
