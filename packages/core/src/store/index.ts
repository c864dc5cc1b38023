export {
  END,
  START,
  categoryOf,
  isLasting,
  isResend,
  knownAtOf,
  positionNumber,
  positionOf,
} from './port.js'
export type {
  AllQuery,
  AppendError,
  Appended,
  Boundary,
  Conflict,
  EventBatch,
  EventId,
  EventStore,
  Expected,
  Incomplete,
  InvalidEvent,
  NewEvent,
  OutcomeUnknown,
  Position,
  ReadError,
  ReadQuery,
  RecordedEvent,
  Revision,
  StoreFault,
  StreamDeleted,
  StreamName,
  StreamQuery,
  TooLarge,
  Unavailable,
} from './port.js'
export { foldBatches, foldRead } from './fold-read.js'
export { inMemoryEventStore } from './in-memory.js'
export { storable } from './storable.js'
