/** Which complaint a command that ties two of them is for. */
import type { ComplaintCommand } from './commands/index.js'

/** The survivor claims and releases, the duplicate merges; other commands name no complaint of theirs. */
export const addresseeOf = (command: ComplaintCommand): string | undefined => {
  switch (command.type) {
    case 'AbsorbComplaint':
    case 'ReleaseComplaint':
      return command.survivor
    case 'MergeComplaint':
      return command.duplicate
    default:
      return undefined
  }
}
