/** The repository, the built command and the data that may lie beside them. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** The folder above that holds the workspace. */
const rootAbove = (folder: string): string =>
  existsSync(join(folder, 'pnpm-workspace.yaml')) || folder === dirname(folder)
    ? folder
    : rootAbove(dirname(folder))

export const repository = rootAbove(dirname(fileURLToPath(import.meta.url)))
export const command = join(repository, 'packages', 'cli', 'dist', 'bin.js')

const shared = process.env['CASETRAIL_SHARED'] ?? resolve(repository, '..', 'shared')
const serviceNow = join(shared, 'data', 'servicenow-incidents.csv.gz')

/** Why the ServiceNow history can't be had; `undefined` where it can. */
export const missing = (): string | undefined => {
  if (!existsSync(serviceNow)) return `${serviceNow} is not there (CASETRAIL_SHARED says where)`
  if (!existsSync(command)) return 'the command is not built: npm run build'
  return undefined
}

/** Imports the ServiceNow history into a new store, by the command. */
export const importServiceNow = async (path: string): Promise<void> => {
  const mapping = join(repository, 'examples', 'mappings', 'servicenow.json')
  const options = ['--mapping', mapping, '--store', `sqlite:${path}`, '--quiet', '--json']
  await promisify(execFile)(process.execPath, [command, 'import', serviceNow, ...options])
}
