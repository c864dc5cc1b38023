/**
 * A part of a terminal that is drawn over in place, in one piece, so that it does not flicker. What else is
 * printed on the same terminal goes above it, and scrolls away as usual.
 */
import { widthOf } from '../present/width.js'
import type { Terminal } from '../terminal.js'

export interface Screen {
  /** Replaces what was drawn by these lines, none of which may be wider than the terminal. */
  readonly draw: (lines: ReadonlyArray<string>) => void
  /** Prints what is no part of it, above. */
  readonly above: (print: () => void) => void
  /** Leaves what was drawn where it is, and gives the cursor back. */
  readonly end: () => void
}

const ESC = '\u001b['
const HIDE = `${ESC}?25l`
const SHOW = `${ESC}?25h`
const CLEAR_REST_OF_LINE = `${ESC}K`
const CLEAR_BELOW = `${ESC}J`

/** Rows of the terminal that lines take, which was perhaps made narrower since they were drawn. */
const rowsOf = (widths: ReadonlyArray<number>, columns: number): number =>
  widths.reduce((sum, width) => sum + Math.max(1, Math.ceil(width / columns)), 0)

export const screenOn = (terminal: Pick<Terminal, 'out' | 'columns'>): Screen => {
  const { out } = terminal
  let drawn: ReadonlyArray<number> = []
  let shown = ''
  const rows = (): number => rowsOf(drawn, terminal.columns)
  /** To the first line of what was drawn. */
  const up = (): string => (drawn.length === 0 ? '' : `${ESC}${String(rows())}A\r`)
  /** Row by row: a terminal that is cleared from its top to its end keeps all of it to scroll back to. */
  const clear = (): string => `${up()}${`${CLEAR_REST_OF_LINE}\n`.repeat(rows())}${up()}`
  return {
    draw: (lines) => {
      const text = lines.map((line) => `${line}${CLEAR_REST_OF_LINE}\n`).join('')
      if (text === shown) return
      out(`${drawn.length === 0 ? HIDE : up()}${text}${CLEAR_BELOW}`)
      drawn = lines.map(widthOf)
      shown = text
    },
    above: (print) => {
      if (drawn.length > 0) out(clear())
      print()
      if (drawn.length > 0) out(shown)
    },
    end: () => {
      if (drawn.length > 0) out(SHOW)
      drawn = []
      shown = ''
    },
  }
}

/** Says remarks on stderr: above the screen where both are the terminal. */
export const remarkAbove =
  ({ err, bar }: Pick<Terminal, 'err' | 'bar'>, { above }: Screen) =>
  (text: string): void => {
    const print = (): void => {
      err(`${text}\n`)
    }
    if (bar === undefined) print()
    else above(print)
  }
