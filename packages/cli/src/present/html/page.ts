/** What all pages share: the frame, and tables with their captions and heads. */
import { createHash } from 'node:crypto'

import type { Locale } from '../format.js'

import { html, Markup, none, type Part } from './escape.js'
import { STYLE } from './style.js'

/** Nothing may be loaded or run, and only this style may apply. */
const POLICY =
  `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; ` +
  `base-uri 'none'; form-action 'none'`

/** The style as it is: a constant of ours, which holds nothing that ends the element. */
const STYLE_ELEMENT = Markup.of([`<style>${STYLE}</style>`], [])

export interface Page {
  readonly title: string
  /** What the page is about, below the title. */
  readonly about: ReadonlyArray<string>
  readonly body: ReadonlyArray<Markup>
}

/** A whole document that needs nothing but itself, ending in a newline. */
export const pageText = ({ title, about, body }: Page, locale: Locale): string =>
  html`<!doctype html>
    <html lang="${locale === 'zh' ? 'zh-Hant' : 'en'}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="generator" content="casetrail" />
        <title>${title}</title>
        ${STYLE_ELEMENT}
      </head>
      <body>
        <header>
          <h1>${title}</h1>
          ${about.map((line) => html`<p>${line}</p> `)}
        </header>
        <main>${body}</main>
      </body>
    </html> `.toString()

export interface Head {
  readonly text: string
  readonly kind?: 'n' | 'when' | 'figure'
}

/** A cell of the body; the first of a row is its head. */
export interface Cell {
  readonly content: Part
  readonly kind?: 'n' | 'n value' | 'when' | 'figure'
}

/** Heads over several columns each, above the others; the first stands over the rows' heads. */
export interface Group {
  readonly text: string
  readonly columns: number
}

const classOf = (kind: string | undefined): Markup =>
  kind === undefined ? none : html` class="${kind}"`

const rowOf = ([first, ...rest]: ReadonlyArray<Cell>): Markup =>
  html`<tr>
    ${first === undefined ? none : html`<th scope="row" ${classOf(first.kind)}>${first.content}</th>`}${rest.map(({ content, kind }) => html`<td${classOf(kind)}>${content}</td>`)}
  </tr> `

const headsOf = (heads: ReadonlyArray<Head>): Markup =>
  html`<tr>
    ${heads.map(({ text, kind }) => html`<th scope="col" ${classOf(kind)}>${text}</th>`)}
  </tr> `

const groupsOf = (groups: ReadonlyArray<Group>): Markup =>
  groups.length === 0
    ? none
    : html`<tr>
        <td></td>
        ${groups.map(({ text, columns }) => html`<th scope="colgroup" colspan="${String(columns)}">${text}</th>`)}
      </tr> `

/** A table that scrolls by itself where it is wider than the page. */
export const tableOf = (
  caption: string,
  heads: ReadonlyArray<Head>,
  rows: ReadonlyArray<ReadonlyArray<Cell>>,
  groups: ReadonlyArray<Group> = [],
): Markup =>
  html`<div class="wide" role="region" tabindex="0" aria-label="${caption}">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        ${groupsOf(groups)}${headsOf(heads)}
      </thead>
      <tbody>
        ${rows.map(rowOf)}
      </tbody>
    </table>
  </div> `
