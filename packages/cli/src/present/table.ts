/** Tables that fit their terminal: columns wrap, then go, by their priority; nothing spills over. */
import { padEnd, padStart, widthOf, wrapped } from './width.js'

export interface Column {
  readonly head: string
  readonly align?: 'left' | 'right'
  /** Where there is room it is at least so wide, to stand as in the table above it. */
  readonly atLeast?: number
  /** It may be wrapped down to this width. */
  readonly narrowest?: number
  /** Where there is no room, columns go, the highest of these first; without it the column stays. */
  readonly dispensable?: number
}

export interface Row {
  readonly cells: ReadonlyArray<string>
  /** Lines of their own below the row, wrapped. */
  readonly notes?: ReadonlyArray<string>
  /** Lines below those, each behind a mark and in a colour of its own. */
  readonly marked?: ReadonlyArray<Marked>
  /** Colours the row itself. */
  readonly paint?: (text: string) => string
}

interface Marked {
  readonly text: string
  readonly paint: (text: string) => string
}

export interface Paint {
  readonly head: (text: string) => string
  readonly note: (text: string) => string
}

export interface Table {
  readonly lines: ReadonlyArray<string>
  /** The heads of the columns that there was no room for. */
  readonly dropped: ReadonlyArray<string>
}

const GAP = 2
const MARK = '› '

interface Fitted {
  readonly columns: ReadonlyArray<number>
  readonly widths: ReadonlyArray<number>
}

const sum = (numbers: ReadonlyArray<number>): number => numbers.reduce((a, b) => a + b, 0)

const totalOf = (widths: ReadonlyArray<number>): number => sum(widths) + GAP * (widths.length - 1)

/** The widths where those that may be wrapped give way, the widest first; `undefined`: no room. */
const shrunk = (
  natural: ReadonlyArray<number>,
  least: ReadonlyArray<number>,
  room: number,
): ReadonlyArray<number> | undefined => {
  if (totalOf(least) > room) return undefined
  const widths = [...natural]
  while (totalOf(widths) > room) {
    let widest = -1
    for (const [i, width] of widths.entries()) {
      if (width > (least[i] ?? 0) && width > (widths[widest] ?? 0)) widest = i
    }
    widths[widest] = (widths[widest] ?? 0) - 1
  }
  return widths
}

const fit = (columns: ReadonlyArray<Column>, rows: ReadonlyArray<Row>, room: number): Fitted => {
  const natural = columns.map((column, i) =>
    rows.reduce(
      (widest, { cells }) => Math.max(widest, widthOf(cells[i] ?? '')),
      Math.max(column.atLeast ?? 0, widthOf(column.head)),
    ),
  )
  let kept = columns.map((_, i) => i)
  for (;;) {
    const widths = shrunk(
      kept.map((i) => natural[i] ?? 0),
      kept.map((i) => Math.min(natural[i] ?? 0, columns[i]?.narrowest ?? natural[i] ?? 0)),
      room,
    )
    if (widths !== undefined) return { columns: kept, widths }
    const priorities = kept.map((i) => columns[i]?.dispensable ?? -1)
    const most = Math.max(...priorities)
    if (most < 0) return { columns: kept, widths: kept.map((i) => natural[i] ?? 0) }
    const goes = priorities.lastIndexOf(most)
    kept = kept.filter((_, at) => at !== goes)
  }
}

/** A table within `width` columns, each line behind `indent` spaces. Cells are plain text. */
export const table = (
  columns: ReadonlyArray<Column>,
  rows: ReadonlyArray<Row>,
  width: number,
  paint: Paint,
  indent = 0,
): Table => {
  const room = width - indent
  const fitted = fit(columns, rows, room)
  const margin = ' '.repeat(indent)
  const linesOf = (cells: ReadonlyArray<string>): ReadonlyArray<string> => {
    const parts = fitted.columns.map((i, at) => wrapped(cells[i] ?? '', fitted.widths[at] ?? 0))
    const height = Math.max(1, ...parts.map((lines) => lines.length))
    return Array.from({ length: height }, (_, line) =>
      (
        margin +
        fitted.columns
          .map((i, at) => {
            const pad = columns[i]?.align === 'right' ? padStart : padEnd
            return pad(parts[at]?.[line] ?? '', fitted.widths[at] ?? 0)
          })
          .join(' '.repeat(GAP))
      ).trimEnd(),
    )
  }
  const notesOf = (notes: ReadonlyArray<string>): ReadonlyArray<string> =>
    notes.flatMap((note) =>
      wrapped(note, room - GAP).map((line) => margin + ' '.repeat(GAP) + paint.note(line)),
    )
  const markedOf = (marked: ReadonlyArray<Marked>): ReadonlyArray<string> =>
    marked.flatMap(({ text, paint: colour }) =>
      wrapped(text, room - GAP - MARK.length).map(
        (line, i) =>
          margin + ' '.repeat(GAP) + (i === 0 ? MARK : ' '.repeat(MARK.length)) + colour(line),
      ),
    )
  const rowLines = ({ cells, notes = [], marked = [], paint: colour }: Row) => [
    ...linesOf(cells).map((line) => (colour === undefined ? line : colour(line))),
    ...notesOf(notes),
    ...markedOf(marked),
  ]
  const heads = columns.map((column) => column.head)
  return {
    lines: [
      ...(heads.every((head) => head === '') ? [] : linesOf(heads).map((line) => paint.head(line))),
      ...rows.flatMap(rowLines),
    ],
    dropped: heads.filter((_, i) => !fitted.columns.includes(i)),
  }
}
