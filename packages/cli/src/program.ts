/** The program: arguments in, an exit code out. */
import { Command, CommanderError } from 'commander'

import manifest from '../package.json' with { type: 'json' }

import { commands } from './commands/index.js'
import { fail } from './failure.js'
import type { Session } from './session.js'
import type { ExitCode, Terminal } from './terminal.js'

const EXIT_CODES = `
Exit codes: 0 done, 1 the answer is no, 2 wrong usage, 3 wrong input data,
4 store unreachable or damaged, 130 interrupted (run the command again).`

const programOf = (session: Session): Command => {
  const { terminal } = session
  const program = new Command('casetrail')
    .description('Customer-service histories: import them, replay them, and explain their figures.')
    .version(manifest.version)
    .exitOverride()
    .configureOutput({
      writeOut: terminal.out,
      writeErr: terminal.err,
      outputError: (text, write) => {
        write(text.replace(/^error: /, 'casetrail: '))
      },
      getOutHelpWidth: () => terminal.columns,
      getErrHelpWidth: () => terminal.columns,
      getOutHasColors: () => terminal.colour,
      getErrHasColors: () => terminal.colour,
    })
    .showHelpAfterError(
      '(casetrail --help lists the commands, casetrail COMMAND --help its options)',
    )
    .addHelpText('after', EXIT_CODES)
  for (const register of commands) register(program, session)
  return program
}

/**
 * Runs the program. Never throws; results go to the terminal's `out`, all else to its `err`.
 *
 * @example
 * import { processTerminal, run } from '@casetrail/cli'
 *
 * process.exitCode = await run(['report', '--json'], processTerminal())
 */
export const run = async (args: ReadonlyArray<string>, terminal: Terminal): Promise<ExitCode> => {
  let code: ExitCode = 0
  const session: Session = {
    terminal,
    action:
      (perform) =>
      async (...given) => {
        code = await perform(...given)
      },
  }
  try {
    await programOf(session).parseAsync(args, { from: 'user' })
    return code
  } catch (thrown) {
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : 2
    const text = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
    return fail(terminal, {
      code: 1,
      tag: 'Defect',
      lines: ['this is a mistake of the program, please report it:', ...text.split('\n')],
    })
  }
}
