/** XES logs (IEEE 1849) as rows, read as a stream; document types and their entities are refused. */
import { SaxesParser } from 'saxes'

import { bytesOf } from './bytes.js'
import { unreadable, type InputError } from './failure.js'
import { BATCH, type SourceRow, type Wanted } from './row.js'
import { isEncoding, textOf } from './text.js'

/** A trace's attributes are columns with this before their key. */
const TRACE_PREFIX = 'case:'

interface Tag {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
}

const LONGEST_PART = 16 * 1024 * 1024
const DEEPEST = 100

/** Takes the log apart: `take` gives the rows completed since it was last called. */
const logReader = (
  file: string,
  index: number,
  wanted: Wanted,
  seen: Set<string>,
): { readonly write: (text: string) => SourceRow[]; readonly close: () => void } => {
  const places = new Map(wanted.columns.map((name, i) => [name, i]))
  const parser = new SaxesParser<{ xmlns: false; position: true }>({ xmlns: false, position: true })
  let rows: SourceRow[] = []
  let row = 0
  let quiet = 0
  const open: string[] = []
  let trace: (string | undefined)[] | undefined
  let event: { readonly line: number; readonly values: (string | undefined)[] } | undefined
  let keys = new Set<string>()
  let hasEvents = false

  const fail = (tag: InputError['_tag'], reason: string): never => {
    throw unreadable(tag, file, reason, parser.line)
  }
  const blank = (): (string | undefined)[] => wanted.columns.map(() => undefined)

  const attribute = (tag: Tag, prefix: string, values: (string | undefined)[]): void => {
    const { key, value } = tag.attributes
    if (key === undefined) return
    const column = prefix + key
    if (keys.has(column)) fail('MalformedXml', `attribute ${JSON.stringify(key)} is there twice`)
    keys.add(column)
    seen.add(column)
    const place = places.get(column)
    if (place === undefined || value === undefined || wanted.nulls.has(value)) return
    values[place] = value
  }

  const opened = (tag: Tag): void => {
    quiet = 0
    const name = tag.name.slice(tag.name.indexOf(':') + 1)
    const within = open.at(-1)
    open.push(name)
    if (open.length > DEEPEST) fail('RefusedXml', `elements nest more than ${DEEPEST} deep`)
    if (open.length === 1 && name !== 'log') {
      fail('WrongFileType', `the root element is <${tag.name}>, a XES log has <log>`)
    }
    if (name === 'trace' && within === 'log') {
      trace = blank()
      keys = new Set()
      hasEvents = false
    } else if (name === 'event' && (within === 'trace' || within === 'log')) {
      event = { line: parser.line, values: trace === undefined ? blank() : [...trace] }
      keys = new Set()
      hasEvents = true
    } else if (within === 'event' && event !== undefined) {
      attribute(tag, '', event.values)
    } else if (within === 'trace' && trace !== undefined) {
      if (hasEvents)
        fail('MalformedXml', 'a trace attribute stands after the first event of its trace')
      attribute(tag, TRACE_PREFIX, trace)
    }
  }

  const closed = (): void => {
    quiet = 0
    const name = open.pop()
    if (name === 'event' && event !== undefined && (open.length === 1 || open.length === 2)) {
      row += 1
      rows.push({ file: index, row, line: event.line, values: event.values })
      event = undefined
    } else if (name === 'trace' && open.length === 1) {
      trace = undefined
    }
  }

  parser.on('error', (error) => fail('MalformedXml', error.message.replace(/^\d+:\d+: /, '')))
  parser.on('doctype', () =>
    fail('RefusedXml', 'a document type is declared; entities are not read, remove <!DOCTYPE …>'),
  )
  parser.on('opentag', opened)
  parser.on('closetag', closed)

  return {
    write: (text) => {
      quiet += text.length
      parser.write(text)
      if (quiet > LONGEST_PART + text.length)
        fail('RefusedXml', 'a tag or text is longer than 16 MiB')
      const completed = rows
      rows = []
      return completed
    },
    close: () => {
      parser.close()
    },
  }
}

const ENCODING = /^[^<]*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/

/** The encoding by byte order mark, else by the XML declaration, else UTF-8. */
const encodingOf = (file: string, head: Buffer): string => {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  const named = ENCODING.exec(head.subarray(0, 256).toString('latin1'))?.[1] ?? 'utf-8'
  if (isEncoding(named)) return named
  throw unreadable('WrongEncoding', file, `no encoding is known as ${JSON.stringify(named)}`, 1)
}

/**
 * The events of a log, each with its trace's attributes. Attributes within attributes, extensions,
 * globals and classifiers are passed over. `seen` collects the columns that occur.
 * Throws `Unreadable` and system errors.
 */
export const xesRows = async function* (
  file: string,
  index: number,
  wanted: Wanted,
  onBytes: (count: number) => void,
  seen: Set<string>,
): AsyncGenerator<ReadonlyArray<SourceRow>> {
  const bytes = bytesOf(file, onBytes)
  const first = await bytes.next()
  if (first.done === true) throw unreadable('EmptyFile', file, 'there is nothing in it')
  const head = first.value
  const whole = async function* (): AsyncGenerator<Buffer> {
    yield head
    yield* bytes
  }
  const log = logReader(file, index, wanted, seen)
  let batch: SourceRow[] = []
  for await (const text of textOf(file, whole(), encodingOf(file, head))) {
    batch.push(...log.write(text))
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  log.close()
  if (batch.length > 0) yield batch
}
