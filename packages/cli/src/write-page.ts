/** `--html`: an answer as a page in a file of its own, besides what is printed. */
import type { Command } from 'commander'
import * as E from 'fp-ts/lib/Either.js'

import type { Failure } from './failure.js'
import { newFile } from './new-file.js'
import { cleaned } from './present/cleaned.js'
import type { Terminal } from './terminal.js'

/** Adds `--html`, in the same words for every command. */
export const withPageOption = (command: Command): Command =>
  command.option('--html <file>', 'write it as a page too, to a new file')

/** Writes the page and tells on stderr where it is. Rejects what `newFile` does. */
export const writePage = (
  file: string,
  page: string,
  terminal: Terminal,
  quiet: boolean,
): E.Either<Failure, void> => {
  const made = newFile(file, page, '--html')
  if (E.isRight(made) && !quiet) terminal.err(`wrote ${cleaned(file)}\n`)
  return made
}
