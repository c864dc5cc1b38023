/** Read models of customer service: facts, measures, figures, and what runs and explains them. */
export { caseFacts } from './facts/case-facts.js'
export type {
  CaseRow,
  Contacts,
  Ending,
  Escalations,
  Moves,
  Eta,
  Opening,
  Promised,
  Resolution,
  Resolutions,
  Span,
} from './facts/case-row.js'
export { clockFacts } from './facts/clock-facts.js'
export type { ClockRow, StreamEnd, StreamOpening } from './facts/clock-facts.js'
export type { Breach, ClockRun, OlderRuns, RunEnd, Runs } from './facts/clock-runs.js'
export type { Terms } from './facts/clock-terms.js'
export type { Talk } from './facts/talk.js'
export type { Deed, Trace } from './facts/trace.js'
export type { Fact } from './facts/fact.js'
export { flowFacts } from './facts/flow-facts.js'
export type { Edge, FlowRow } from './facts/flow-facts.js'
export { dueList, nextTickAt } from './due/due-list.js'
export type { Due, DueStatus } from './due/due-list.js'
export { dueAsOf, dueNow, openClocks, streamsToTick } from './due/open-clocks.js'
export type { TickDue } from './due/open-clocks.js'
export { askedFor, conformance } from './conduct/conformance.js'
export type { Conformance, TakenStep } from './conduct/conformance.js'
export { sameCustomer } from './measures/same-customer.js'
export type { CustomerCase, WindowRules } from './measures/same-customer.js'
export * as measures from './measures/index.js'
export { caseFigures } from './figures/case-figures.js'
export { addFlow, emptyFlow, flowResult, processFlow } from './figures/flow.js'
export type { FlowEdge, FlowResult, FlowTally, FlowVariant } from './figures/flow.js'
export { slaFigure, timeFigure } from './figures/service-level-figures.js'
export { deskFigures } from './figures/desk-figures.js'
export { caseModels, deskModels } from './models.js'
export { factsModel, groupModel, joined } from './engine/read-models.js'
export type { AnyFacts, AnyGroup, ReadModels } from './engine/read-models.js'
export { project } from './engine/project.js'
export type { ProjectError } from './engine/project.js'
export { parked, parkedIn, parkedReason } from './engine/parked.js'
export type { FactsThrew, Parked, ParkedEvent, ParkedReason, ParkedRow } from './engine/parked.js'
export type { Progress, ProjectOptions, RowMove } from './engine/run.js'
export { forget } from './engine/regroup.js'
export { evaluate, scanReadings } from './engine/evaluate.js'
export type { BreakdownRow, Evaluation } from './engine/evaluate.js'
export type { FigureResult, InputResult } from './engine/result.js'
export { explain } from './engine/explain.js'
export type { Explained, ExplainQuery, Explanation, Side } from './engine/explain.js'
export { dimensionsOf, findCase, findings, namesOf, storiesOf } from './engine/find.js'
export type { FoundCase } from './engine/find.js'
export { liveBoard } from './engine/board.js'
export type { BoardOptions, LiveBoard } from './engine/board.js'
export { merge, subtract } from './engine/tally.js'
export type { Query } from './engine/select.js'
