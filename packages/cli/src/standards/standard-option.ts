/** `--standard FILE`: standards of one's own, beside those that ship. */
import type { Command } from 'commander'

const another = (file: string, others: ReadonlyArray<string> = []): ReadonlyArray<string> => [
  ...others,
  file,
]

/** Adds `--standard`, in the same words for every command that takes one's own. */
export const withStandardOption = (command: Command): Command =>
  command.option('--standard <file>', 'a standard of your own, from a file (repeatable)', another)
