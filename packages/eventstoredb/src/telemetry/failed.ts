/** What a failure tells: its tag, and never its text, which may quote what a customer said. */
import type { Attributes, Failed } from './instruments.js'

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined

const labelled = (name: string, value: unknown): Attributes =>
  typeof value === 'string' ? { [name]: value } : {}

/** The left side of an answer. */
export const failedBy = (left: unknown): Failed => {
  const tag = field(left, '_tag')
  if (tag === 'Rejected') {
    const reason = field(field(left, 'rejection'), '_tag')
    return { labels: labelled('casetrail.rejection', reason ?? tag), isFault: false }
  }
  const type = { 'error.type': typeof tag === 'string' ? tag : '_OTHER' }
  return {
    labels: { ...type, ...labelled('casetrail.fault', field(left, 'fault')) },
    isFault: true,
  }
}

/** What was thrown, where nothing should be. */
export const failedWith = (thrown: unknown): Failed => ({
  labels: { 'error.type': thrown instanceof Error ? thrown.name : '_OTHER' },
  isFault: true,
})
