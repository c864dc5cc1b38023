/** Text by the columns that it takes on a terminal, where a Chinese character takes two. */
import stringWidth from 'string-width'

export const widthOf = (text: string): number => stringWidth(text)

export const padEnd = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - widthOf(text)))

export const padStart = (text: string, width: number): string =>
  ' '.repeat(Math.max(0, width - widthOf(text))) + text

/** Marks that no line begins with: the character before one goes with it. */
const CLOSING = new Set('、，。；：！？）」』》')

/** A word in pieces of at most so many columns. */
const piecesOf = (word: string, width: number): ReadonlyArray<string> => {
  if (widthOf(word) <= width) return [word]
  const pieces: string[] = []
  let piece = ''
  let last = ''
  for (const character of word) {
    if (piece !== '' && widthOf(piece + character) > width) {
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

/** The text in lines of at most so many columns, broken between words, else within them. */
export const wrapped = (text: string, width: number): ReadonlyArray<string> => {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    for (const [i, piece] of piecesOf(word, Math.max(1, width)).entries()) {
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
