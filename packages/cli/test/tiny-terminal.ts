/** A terminal that understands what is drawn in place: lines wrap, scroll away, and are drawn over. */
import { widthOf } from '../src/present/width.js'

export interface TinyTerminal {
  readonly write: (text: string) => void
  /** All lines, those first that have scrolled away. */
  readonly lines: () => ReadonlyArray<string>
  /** Those that can be seen. */
  readonly shown: () => ReadonlyArray<string>
}

const ESC = '\u001b'
const TOKENS = new RegExp(`${ESC}\\[(\\??\\d*)([A-Za-z])|[^]`, 'gu')

/** Throws on a control that it does not know. */
export const tinyTerminal = (columns: number, rows: number): TinyTerminal => {
  let lines: string[][] = [[]]
  let top = 0
  let [row, column] = [0, 0]

  const down = (): void => {
    row += 1
    if (lines[row] === undefined) lines.push([])
    top = Math.max(top, row - rows + 1)
  }

  const put = (character: string): void => {
    const width = widthOf(character)
    if (column + width > columns) {
      down()
      column = 0
    }
    const line = lines[row] ?? []
    while (line.length < column) line.push(' ')
    // the second column of a wide one is empty
    line.splice(column, width, character, ...Array<string>(width - 1).fill(''))
    column += width
  }

  const control = (argument: string, letter: string): void => {
    const line = lines[row] ?? []
    switch (letter) {
      case 'A':
        row = Math.max(top, row - Number(argument))
        return
      case 'K':
        line.length = Math.min(line.length, column)
        return
      case 'J':
        // what is cleared as a whole is kept to scroll back to
        if (row === top && column === 0) {
          top = row = lines.length
          lines.push([])
          return
        }
        line.length = Math.min(line.length, column)
        lines = lines.slice(0, row + 1)
        return
      case 'h':
      case 'l':
      case 'm':
        return
      default:
        throw new Error(`the terminal does not know ${letter}`)
    }
  }

  const text = (): ReadonlyArray<string> => lines.map((line) => line.join('').trimEnd())
  return {
    write: (written) => {
      for (const [character, argument = '', letter] of written.matchAll(TOKENS)) {
        if (letter !== undefined) control(argument, letter)
        else if (character === '\n') {
          down()
          column = 0
        } else if (character === '\r') column = 0
        else put(character)
      }
    },
    lines: text,
    shown: () => text().slice(top),
  }
}
