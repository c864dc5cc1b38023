/** The results in a document: between its two marks, and nowhere else. */
import { readFileSync, writeFileSync } from 'node:fs'

const BEGIN = '<!-- results: npm run bench -- --million --write docs/benchmarks.md -->'
const END = '<!-- end of results -->'

/** Puts the text between the marks of a Markdown file. Throws where it has none. */
export const writeInto = (path: string, text: string): void => {
  const known = readFileSync(path, 'utf8')
  const [before, after] = [known.indexOf(BEGIN), known.indexOf(END)]
  if (before < 0 || after < before) throw new Error(`${path} has no marks for results`)
  const head = known.slice(0, before + BEGIN.length)
  writeFileSync(path, `${head}\n\n${text}\n\n${known.slice(after)}`)
}
