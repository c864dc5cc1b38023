/** HTML whose parts are escaped unless they are HTML themselves. */
import { cleaned } from '../cleaned.js'

/** HTML that was made here; only `html` makes it. */
export class Markup {
  readonly #text: string

  private constructor(text: string) {
    this.#text = text
  }

  /** Of a template's own text and escaped parts. */
  static of(strings: ReadonlyArray<string>, parts: ReadonlyArray<string>): Markup {
    return new Markup(strings.map((text, i) => text + (parts[i] ?? '')).join(''))
  }

  toString(): string {
    return this.#text
  }
}

export type Part = string | Markup | ReadonlyArray<Part>

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text as it may stand between tags or within a quoted attribute, without control and bidi characters. */
const escaped = (text: string): string =>
  cleaned(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')

const partText = (part: Part): string => {
  if (typeof part === 'string') return escaped(part)
  return part instanceof Markup ? part.toString() : part.map(partText).join('')
}

/**
 * A template of HTML. A part may stand between tags or within a quoted attribute that is no address;
 * nowhere else: not in a tag's name, `style`, `href` or `on…`.
 */
export const html = (strings: TemplateStringsArray, ...parts: ReadonlyArray<Part>): Markup =>
  Markup.of(strings, parts.map(partText))

export const none: Markup = html``
