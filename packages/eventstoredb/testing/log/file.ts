/** A log that also stands in a file, line by line, so that a process that is killed loses nothing. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs'

import { TOMBSTONE } from '../wire/protobuf.js'

import { memoryLog, type Log, type MemoryLogOptions } from './log.js'
import { parseObject } from './metadata.js'
import type { StoredRecord } from './record.js'

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

const line = (r: StoredRecord): string =>
  `${JSON.stringify({
    stream: r.stream,
    revision: r.revision >= TOMBSTONE ? 'tombstone' : r.revision,
    position: r.position,
    created: r.created,
    id: r.id,
    type: r.type,
    json: r.isJson,
    data: base64(r.data),
    metadata: base64(r.metadata),
  })}\n`

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const number = (value: unknown): number => (typeof value === 'number' ? value : 0)

/** A log kept in a file, which is read when it is there. A line cut short at its end is left out. */
export const fileLog = (file: string, options: Omit<MemoryLogOptions, 'onStored'> = {}): Log => {
  const log = memoryLog({ ...options, onStored: (record) => appendFileSync(file, line(record)) })
  if (!existsSync(file)) return log
  for (const one of readFileSync(file, 'utf8').split('\n')) {
    const found = parseObject(Buffer.from(one))
    if (found === undefined) continue
    log.restore({
      stream: text(found['stream']),
      revision: found['revision'] === 'tombstone' ? TOMBSTONE : number(found['revision']),
      position: number(found['position']),
      created: number(found['created']),
      id: text(found['id']),
      type: text(found['type']),
      isJson: found['json'] === true,
      data: Buffer.from(text(found['data']), 'base64'),
      metadata: Buffer.from(text(found['metadata']), 'base64'),
    })
  }
  return log
}
