/** What the log holds. */

export interface NewRecord {
  /** A UUID in lower case. */
  readonly id: string
  readonly type: string
  readonly isJson: boolean
  readonly data: Uint8Array
  readonly metadata: Uint8Array
}

export interface StoredRecord extends NewRecord {
  readonly stream: string
  /** From 0; 2⁶³ for a tombstone, which the protocol writes as 2⁶³ − 1. */
  readonly revision: number
  /** Commit and prepare position, which are the same. */
  readonly position: number
  /** Milliseconds since 1970. */
  readonly created: number
  /** The event as the protocol writes it. */
  readonly message: Buffer
}

export const LINK = '$>'
export const TOMBSTONE_TYPE = '$streamDeleted'
export const METADATA_TYPE = '$metadata'

export const metastreamOf = (stream: string): string => `$$${stream}`

/** The stream that a metadata stream is about. */
export const originalOf = (stream: string): string | undefined =>
  stream.startsWith('$$') ? stream.slice(2) : undefined
