/** Which case a command that ties two of them is for. */
import type { CaseCommand } from './commands/index.js'

/** The survivor claims and releases, the duplicate merges and unmerges; other commands name no case of theirs. */
export const addresseeOf = (command: CaseCommand): string | undefined => {
  switch (command.type) {
    case 'AbsorbDuplicate':
    case 'ReleaseDuplicate':
      return command.survivor
    case 'MergeCase':
    case 'UnmergeCase':
      return command.duplicate
    default:
      return undefined
  }
}
