export type { Decider } from './decider.js'
export { mergeCommands, mergeEvents } from './merge.js'
export { fold } from './decider.js'
export { Metadata, Source } from './message.js'
export type { Command, DomainEvent } from './message.js'
export { commandCatalogue, earlierVersion, eventCatalogue, eventType } from './catalogue.js'
export type {
  CommandCatalogue,
  DecodeError,
  EarlierVersion,
  EventCatalogue,
  EventDefinition,
  EventVersion,
  Malformed,
  UnknownType,
  UnknownVersion,
} from './catalogue.js'
export { unreadable, problemOf as whyUnreadable } from './unreadable.js'
export { streamName } from './aggregate.js'
export type { Aggregate } from './aggregate.js'
export { handle } from './handle.js'
export type { Handle, HandleError, HandleOptions, InvalidId } from './handle.js'
export type { CommandContext, Outcome, Rejected } from './outcome.js'
export type { Undecodable } from './load.js'
