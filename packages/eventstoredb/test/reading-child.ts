/**
 * A process that reads a long stream, and says how much memory that took:
 * `reading-child.ts URL STREAM finished|all|slow COUNT`. `slow` follows it live, and rests after each batch.
 */
import { categoryOf, type EventBatch, type ReadQuery } from '@casetrail/core'

import { eventStoreDb } from '../src/index.js'

const [, , url = '', stream = '', how = '', wanted = '0'] = process.argv
const opened = eventStoreDb(url)
if (opened._tag === 'Left') throw new Error(JSON.stringify(opened.left))
const store = opened.right

const queries: Readonly<Record<string, ReadQuery>> = {
  finished: { stream },
  all: { all: true, categories: [categoryOf(stream)] },
  slow: { all: true, categories: [categoryOf(stream)], live: true },
}
const query = queries[how]
if (query === undefined) throw new Error(`${how} is no way to read`)

const REST_MS = 20

/** Wrong as soon as one is missing, doubled or out of order. */
const inOrder = ({ events }: EventBatch, from: number): void => {
  for (const [n, { revision }] of events.entries()) {
    if (revision !== from + n)
      throw new Error(`${String(revision)} came after ${String(from + n - 1)}`)
  }
}

const before = process.memoryUsage.rss()
const began = Date.now()
let count = 0
let largest = 0
let peak = before
for await (const batch of store.read(query)) {
  if (batch._tag === 'Left') throw new Error(JSON.stringify(batch.left))
  inOrder(batch.right, count)
  count += batch.right.events.length
  largest = Math.max(largest, batch.right.events.length)
  peak = Math.max(peak, process.memoryUsage.rss())
  if (how === 'slow') {
    if (count >= Number(wanted)) break
    await new Promise((resolve) => setTimeout(resolve, REST_MS))
  }
}
const seconds = (Date.now() - began) / 1_000
await store.close()
const mb = (bytes: number): number => Math.round(bytes / 1_048_576)
// the kernel's own figure for the process, in KiB
const most = Math.max(peak, process.resourceUsage().maxRSS * 1_024)
console.log(JSON.stringify({ count, largest, seconds, beforeMb: mb(before), mostMb: mb(most) }))
