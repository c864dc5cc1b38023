/** What an import did: every source row is accounted for. */

export interface ImportSummary {
  readonly files: ReadonlyArray<string>
  readonly source: string
  readonly standard: { readonly id: string; readonly version: number }
  readonly dryRun: boolean
  readonly rows: {
    readonly read: number
    /** Taken by at least one rule. */
    readonly mapped: number
    /** Kept as notes, because no rule is for them. */
    readonly noted: number
    /** Left out, by the mapping's own word. */
    readonly ignored: number
    readonly rejected: number
  }
  readonly cases: number
  readonly events: {
    readonly mapped: number
    readonly written: number
    readonly alreadyThere: number
  }
  /** Rows of each rule; a row may be of several. */
  readonly rules: Readonly<Record<string, number>>
  /** Rows that no rule is for, by activity. */
  readonly unmapped: Readonly<Record<string, number>>
  readonly ignoredBecause: string | null
  /** What the lifecycle's rules would have rejected: findings, not errors. */
  readonly breaches: {
    readonly cases: number
    readonly rules: Readonly<Record<string, { readonly cases: number; readonly events: number }>>
  }
  readonly rejects: string | null
}

/** Counts on their way to a summary; private to one import. */
export interface Tally {
  rows: number
  mapped: number
  noted: number
  ignored: number
  rejected: number
  cases: number
  events: number
  written: number
  alreadyThere: number
  breachingCases: number
  readonly rules: Map<string, number>
  readonly unmapped: Map<string, number>
  readonly breaches: Map<string, { cases: number; events: number }>
}

/** Rules are counted in the order given, those that no row met too. */
export const emptyTally = (rules: ReadonlyArray<string>): Tally => ({
  rows: 0,
  mapped: 0,
  noted: 0,
  ignored: 0,
  rejected: 0,
  cases: 0,
  events: 0,
  written: 0,
  alreadyThere: 0,
  breachingCases: 0,
  rules: new Map(rules.map((rule) => [rule, 0])),
  unmapped: new Map(),
  breaches: new Map(),
})

export const count = (into: Map<string, number>, key: string): void => {
  into.set(key, (into.get(key) ?? 0) + 1)
}

/** Adds the breaches of one case. */
export const countBreaches = (tally: Tally, breaches: ReadonlyArray<string>): void => {
  if (breaches.length === 0) return
  tally.breachingCases += 1
  const seen = new Set<string>()
  for (const rule of breaches) {
    const known = tally.breaches.get(rule) ?? { cases: 0, events: 0 }
    known.events += 1
    if (!seen.has(rule)) known.cases += 1
    seen.add(rule)
    tally.breaches.set(rule, known)
  }
}

const sorted = <A>(map: ReadonlyMap<string, A>, size: (a: A) => number): Record<string, A> =>
  Object.fromEntries([...map].sort(([a, x], [b, y]) => size(y) - size(x) || (a < b ? -1 : 1)))

export const summaryOf = (
  tally: Tally,
  about: Pick<
    ImportSummary,
    'files' | 'source' | 'standard' | 'dryRun' | 'ignoredBecause' | 'rejects'
  >,
): ImportSummary => ({
  files: about.files,
  source: about.source,
  standard: about.standard,
  dryRun: about.dryRun,
  rows: {
    read: tally.rows,
    mapped: tally.mapped,
    noted: tally.noted,
    ignored: tally.ignored,
    rejected: tally.rejected,
  },
  cases: tally.cases,
  events: {
    mapped: tally.events,
    written: tally.written,
    alreadyThere: tally.alreadyThere,
  },
  rules: Object.fromEntries(tally.rules),
  unmapped: sorted(tally.unmapped, (n) => n),
  ignoredBecause: about.ignoredBecause,
  breaches: {
    cases: tally.breachingCases,
    rules: sorted(tally.breaches, ({ cases }) => cases),
  },
  rejects: about.rejects,
})
