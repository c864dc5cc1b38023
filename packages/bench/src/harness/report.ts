/** The results as text. */
import type { Line, Ratio, Skipped } from './benchmark.js'

const number = (n: number): string => (n >= 100 ? n.toFixed(0) : n.toFixed(2))

const ratioText = ({ median, least, greatest }: Ratio): string =>
  `${number(median)} × (${number(least)}–${number(greatest)})`

/** Whether a line holds its target; `undefined` where it has none. */
const reached = ({ target, ratio, value }: Line): boolean | undefined => {
  const found = ratio?.median ?? value
  if (target === undefined || found === undefined) return undefined
  return target.bound === 'atLeast' ? found >= target.value : found <= target.value
}

const verdict = (line: Line): string => {
  if (line.target === undefined) return '–'
  const sign = line.target.bound === 'atLeast' ? '≥' : '≤'
  const bound = `${sign} ${String(line.target.value)}${line.ratio === undefined ? ` ${line.unit ?? ''}` : ' ×'}`
  return `${bound} ${reached(line) === true ? 'reached' : 'NOT REACHED'}`
}

const measured = (line: Line): string =>
  line.ratio === undefined
    ? `${number(line.value ?? NaN)} ${line.unit ?? ''}`
    : ratioText(line.ratio)

const HEAD = ['What', 'Against', 'Ours', 'Theirs', 'Ratio, median (min–max)', 'Target'] as const

/** The lines as a Markdown table, which reads well in a terminal too. */
export const table = (lines: ReadonlyArray<Line>): string => {
  const rows = [
    HEAD,
    ...lines.map((line) => [
      line.what,
      line.against,
      line.ours,
      line.theirs,
      measured(line),
      verdict(line),
    ]),
  ]
  const widths = HEAD.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)))
  const text = rows.map(
    (row) => `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`,
  )
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`
  return [text[0], rule, ...text.slice(1)].join('\n')
}

export const skippedText = ({ what, reason }: Skipped): string => `SKIPPED ${what}: ${reason}`
