/** Names of policies that others ask for. Part of the ids of commands: never changed. */
export const UNSATISFIED = 'unsatisfied'
export const PAUSED_TOO_LONG = 'pausedTooLong'
