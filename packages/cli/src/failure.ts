/** How a command says that it could not do what it was asked. */
import { cleaned } from './present/cleaned.js'
import type { ExitCode, Terminal } from './terminal.js'

export interface Failure {
  readonly code: ExitCode
  /** The error's `_tag`. */
  readonly tag: string
  /** What is wrong, where, and what would help: the first line stands alone. Told made safe to print. */
  readonly lines: ReadonlyArray<string>
  /** The error itself, for `--json`. */
  readonly details?: unknown
}

/** Tells a failure on stderr (and on stdout as JSON where that was asked for); its exit code. */
export const fail = (terminal: Terminal, failure: Failure, json = false): ExitCode => {
  const [first = failure.tag, ...rest] = failure.lines
  const told = ['casetrail: ' + cleaned(first), ...rest.map((line) => `  ${cleaned(line)}`), '']
  terminal.err(told.join('\n'))
  if (json) {
    const { tag, details } = failure
    const error = { tag, message: first, ...(details === undefined ? {} : { details }) }
    terminal.out(`${JSON.stringify({ error }, null, 2)}\n`)
  }
  return failure.code
}
