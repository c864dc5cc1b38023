/** Text as a column holds it: SQLite stops reading at NUL and can't hold lone surrogates. */

const ESCAPE = '\u0001'

/**
 * The text to be bound. Injective; all text without NUL, U+0001 and lone surrogates is itself, and
 * the order of well-formed text is kept.
 */
export const column = (text: string): string =>
  text.isWellFormed() && !text.includes('\0') && !text.includes(ESCAPE) ? text : escaped(text)

/** The text that `column` made this of. */
export const fromColumn = (stored: string): string => {
  if (!stored.includes(ESCAPE)) return stored
  let text = ''
  for (let i = 0; i < stored.length; i++) {
    if (stored[i] !== ESCAPE) {
      text += stored.charAt(i)
      continue
    }
    i += 1
    const kind = stored[i]
    if (kind === '3') {
      text += String.fromCharCode(Number.parseInt(stored.slice(i + 1, i + 5), 16))
      i += 4
    } else {
      text += kind === '1' ? '\0' : ESCAPE
    }
  }
  return text
}

const escaped = (text: string): string => {
  let stored = ''
  for (const character of text) {
    if (character === '\0') stored += `${ESCAPE}1`
    else if (character === ESCAPE) stored += `${ESCAPE}2`
    else if (!character.isWellFormed()) {
      stored += `${ESCAPE}3${character.charCodeAt(0).toString(16)}`
    } else stored += character
  }
  return stored
}
