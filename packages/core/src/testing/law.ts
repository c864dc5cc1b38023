/** Laws as values: any test runner registers them in one line. */

/** Something that must hold; `run` rejects, with a readable text, where it does not. */
export interface Law {
  readonly name: string
  readonly run: () => Promise<void>
}

export interface LawOptions {
  /** How often a law on random values is tried; default 200. */
  readonly runs?: number
}

export const DEFAULT_RUNS = 200
