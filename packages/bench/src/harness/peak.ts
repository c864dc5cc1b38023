/** The most resident memory that a child process had. */
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

export interface Peak {
  readonly megabytes: number
  readonly seconds: number
  readonly stdout: string
}

/** Runs a module in a Node of its own; `note` is a file that it may write at its end. */
export const peakOf = async (
  note: string,
  module: string,
  args: ReadonlyArray<string>,
): Promise<Peak> => {
  const hook = `import { writeFileSync } from 'node:fs'
process.on('exit', () => writeFileSync(${JSON.stringify(note)}, String(process.resourceUsage().maxRSS)))`
  const imported = `data:text/javascript,${encodeURIComponent(hook)}`
  const begun = performance.now()
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', imported, module, ...args],
    { maxBuffer: 2 ** 26 },
  )
  const seconds = (performance.now() - begun) / 1000
  return { megabytes: Number(await readFile(note, 'utf8')) / 1024, seconds, stdout }
}
