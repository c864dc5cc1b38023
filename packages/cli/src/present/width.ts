/** Text by the columns that it takes on a terminal, where a Chinese character takes two. */
import stringWidth from 'string-width'

export const widthOf = (text: string): number => stringWidth(text)

export const padEnd = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - widthOf(text)))

export const padStart = (text: string, width: number): string =>
  ' '.repeat(Math.max(0, width - widthOf(text))) + text

/** Marks that no line begins with: the character before one goes with it. */
const CLOSING = new Set('、，。；：！？）」』》')

/** Less room than this is left as it is. */
const FLOWS_FROM = 8

/** A word in pieces of at most so many columns, the first of at most `room`. */
const piecesOf = (word: string, width: number, room = width): ReadonlyArray<string> => {
  if (widthOf(word) <= width) return [word]
  const pieces: string[] = []
  let piece = ''
  let last = ''
  for (const character of word) {
    const most = pieces.length === 0 ? room : width
    if (piece !== '' && widthOf(piece + character) > most) {
      const fits = CLOSING.has(character) && widthOf(last + character) <= width
      const goesWith = fits && last !== piece ? last : ''
      pieces.push(piece.slice(0, piece.length - goesWith.length))
      piece = goesWith
    }
    piece += character
    last = character
  }
  return piece === '' ? pieces : [...pieces, piece]
}

/** Chinese that takes more than a line goes on where the line is, as it may break anywhere. */
const roomFor = (word: string, line: string, width: number): number => {
  const left = width - widthOf(line) - 1
  const flows = line !== '' && left >= FLOWS_FROM && /\p{Script=Han}/u.test(word)
  return flows && widthOf(word) > width ? left : width
}

/** The text in lines of at most so many columns, broken between words, else within them. */
export const wrapped = (text: string, width: number): ReadonlyArray<string> => {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    for (const [i, piece] of piecesOf(
      word,
      Math.max(1, width),
      roomFor(word, line, width),
    ).entries()) {
      const joined = line === '' || i > 0 ? line + piece : `${line} ${piece}`
      if (line !== '' && widthOf(joined) > width) {
        lines.push(line)
        line = piece
      } else {
        line = joined
      }
    }
  }
  return [...lines, line]
}
