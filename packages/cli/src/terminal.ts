/** What a command may know of the world it is run in. */

/** 0 done · 1 the answer is no · 2 wrong usage · 3 wrong input data · 4 store unreachable or damaged · 130 interrupted. */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 130

export interface Terminal {
  /** Results. */
  readonly out: (text: string) => void
  /** Progress and diagnostics. */
  readonly err: (text: string) => void
  readonly env: Readonly<Record<string, string | undefined>>
  /** The width of stdout in columns; 80 where it is no terminal. */
  readonly columns: number
  /** Whether stdout takes colours. */
  readonly colour: boolean
  /** How many lines stdout shows, where it is a terminal that can be drawn over in place. */
  readonly rows?: () => number
  /** Where a progress bar may be drawn; `undefined`: nowhere. */
  readonly bar: NodeJS.WriteStream | undefined
  /** Aborted by Ctrl-C, and when the terminal is closed. */
  readonly signal: AbortSignal
}

/** The terminal of this process. The first Ctrl-C asks for an end, the second takes it. */
export const processTerminal = (): Terminal => {
  const { stdout, stderr, env } = process
  const interrupted = new AbortController()
  const stop = (): void => {
    interrupted.abort()
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  process.once('SIGHUP', stop)
  // a reader that has seen enough, such as `head`, is no error
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit(process.exitCode)
  })
  const plain = (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb'
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    env,
    // asked each time: a window may be resized; a terminal that does not know its size says 0
    get columns() {
      return stdout.isTTY && stdout.columns > 0 ? stdout.columns : 80
    },
    // of what is no terminal Node says nothing, rather than false
    colour: stdout.isTTY ? !plain : false,
    ...(stdout.isTTY && env['TERM'] !== 'dumb'
      ? { rows: () => (stdout.rows > 0 ? stdout.rows : 24) }
      : {}),
    bar: stderr.isTTY ? stderr : undefined,
    signal: interrupted.signal,
  }
}
