/** A terminal that remembers what was written to it. */
import type { ExitCode, Terminal } from '../src/terminal.js'
import { run } from '../src/program.js'

export interface Ran {
  readonly code: ExitCode
  readonly out: string
  readonly err: string
}

/** Runs the program as a shell in a pipe would. */
export const casetrail = async (
  args: ReadonlyArray<string>,
  more: Partial<Terminal> = {},
): Promise<Ran> => {
  const written = { out: '', err: '' }
  const code = await run(args, {
    out: (text) => (written.out += text),
    err: (text) => (written.err += text),
    env: {},
    columns: 80,
    colour: false,
    bar: undefined,
    signal: new AbortController().signal,
    ...more,
  })
  return { code, ...written }
}
