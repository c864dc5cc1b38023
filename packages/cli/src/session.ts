/** One run of the program: its terminal, and the exit code that its command ends with. */
import type { Command } from 'commander'

import type { ExitCode, Terminal } from './terminal.js'

export interface Session {
  readonly terminal: Terminal
  /** Makes a command's action of a function that gives the exit code. */
  readonly action: <A extends ReadonlyArray<unknown>>(
    perform: (...args: A) => Promise<ExitCode>,
  ) => (...args: A) => Promise<void>
}

/** Adds a command to the program. Each file of `commands/` has one; `commands/index.ts` lists them. */
export type RegisterCommand = (program: Command, session: Session) => void

/** Options that most commands share. */
export interface CommonOptions {
  readonly store?: string
  /** Where the rows of a store on a server are. */
  readonly rows?: string
  readonly insecure?: boolean
  readonly json?: boolean
  readonly quiet?: boolean
}

/** Adds `--store`, `--insecure`, `--json` and `--quiet`, in the same words for every command. */
export const withCommonOptions = (command: Command): Command =>
  command
    .option(
      '--store <url>',
      'the store, such as sqlite:desk.db (default: $CASETRAIL_STORE, else sqlite:casetrail.db)',
    )
    .option('--insecure', 'allow tls=false to a server that is not on this machine')
    .option('--json', 'one JSON document on stdout, and nothing else')
    .option('--quiet', 'no progress and no remarks on stderr')

/** Adds `--rows`, in the same words for every command that makes rows or reads them. */
export const withRowsOption = (command: Command): Command =>
  command.option(
    '--rows <file>',
    'where the rows of a store on a server are kept (default: $CASETRAIL_ROWS, else a file here)',
  )
