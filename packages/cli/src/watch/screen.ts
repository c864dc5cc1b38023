/** A part of a terminal that is drawn over in place, in one piece, so that it does not flicker. */

export interface Screen {
  /** Replaces what was drawn by these lines, none of which may be wider than the terminal. */
  readonly draw: (lines: ReadonlyArray<string>) => void
  /** Leaves what was drawn where it is, and gives the cursor back. */
  readonly end: () => void
}

const ESC = '\u001b['
const HIDE = `${ESC}?25l`
const SHOW = `${ESC}?25h`
const CLEAR_REST_OF_LINE = `${ESC}K`
const CLEAR_BELOW = `${ESC}J`

export const screenOn = (out: (text: string) => void): Screen => {
  let drawn = 0
  let shown = ''
  return {
    draw: (lines) => {
      const text = lines.map((line) => `${line}${CLEAR_REST_OF_LINE}\n`).join('')
      if (text === shown) return
      const up = drawn === 0 ? HIDE : `${ESC}${String(drawn)}A\r`
      out(`${up}${text}${CLEAR_BELOW}`)
      drawn = lines.length
      shown = text
    },
    end: () => {
      if (drawn > 0) out(SHOW)
      drawn = 0
      shown = ''
    },
  }
}
