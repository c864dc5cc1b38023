export type { EventSource, Facts, Finding, Key } from './facts.js'
export type { Contribution, Grouped, Items } from './grouped.js'
export { counted, excluded } from './measure.js'
export type {
  Counted,
  Dimensions,
  Excluded,
  Label,
  Measure,
  Origin,
  Reading,
  Unit,
  Verdict,
} from './measure.js'
export type {
  Distribution,
  Figure,
  FigureInput,
  NoValue,
  Part,
  Ranked,
  SideOf,
  Tallies,
  Tally,
  Value,
} from './figure.js'
export type {
  Changes,
  ContributionChange,
  Overtaken,
  ProjectionId,
  RowChange,
  RowStore,
} from './rows.js'
export { JsonText } from './json-text.js'
export { inMemoryRowStore } from './in-memory-rows.js'
