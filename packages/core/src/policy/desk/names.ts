/** Names of policies that others ask for. Part of the ids of commands: never changed. */
export const UNSATISFIED = 'unsatisfied'
export const PAUSED_TOO_LONG = 'pausedTooLong'
export const REOPENED_OFTEN = 'reopenedOften'
export const TRANSFERRED_OFTEN = 'transferredOften'
