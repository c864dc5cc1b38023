/** One command on one stream, from loading to an honest answer. */
import * as E from 'fp-ts/lib/Either.js'

import type { AppendError } from '../store/port.js'

import { streamName } from './aggregate.js'
import {
  carriedOut,
  decideAndSeal,
  expectedAt,
  thrownByAppend,
  type Answer,
  type Attempt,
  type Setting,
} from './attempt.js'
import { catchUp, emptyStream } from './load.js'
import type { Command, DomainEvent } from './message.js'
import type { CommandContext } from './outcome.js'
import { pursue } from './pursue.js'

export const carryOut = <C extends Command, S, Ev extends DomainEvent, R>(
  setting: Setting<C, S, Ev, R>,
  id: string,
  command: C,
  context: CommandContext,
): Promise<Answer<R, S, Ev>> => {
  const loaded = setting.states.get(id)
  return loaded === undefined
    ? load(setting, id, command, context)
    : atOnce({ setting, loaded, id, command, context })
}

/** A stream that is not known yet is read first. */
const load = async <C extends Command, S, Ev extends DomainEvent, R>(
  setting: Setting<C, S, Ev, R>,
  id: string,
  command: C,
  context: CommandContext,
): Promise<Answer<R, S, Ev>> => {
  const { store, aggregate, states } = setting
  const loaded = emptyStream(streamName(aggregate, id), aggregate.initialState)
  const read = await catchUp(store, aggregate, loaded)
  if (E.isLeft(read)) return read
  states.set(id, loaded)
  return pursue({ setting, loaded, id, command, context }, 'fresh')
}

/**
 * What nearly every command is: the state is known, it leads to events, and their append succeeds.
 * All else is pursued. (The append is awaited here and no deeper: every further turn of the queue is
 * felt where the store is memory.)
 */
const atOnce = async <C extends Command, S, Ev extends DomainEvent, R>(
  attempt: Attempt<C, S, Ev, R>,
): Promise<Answer<R, S, Ev>> => {
  const { setting, loaded, context } = attempt
  if (loaded.commands.has(context.commandId)) return pursue(attempt, 'cached')
  const decided = decideAndSeal(attempt)
  const sealed = E.isLeft(decided) ? undefined : decided.right
  if (sealed === undefined) return pursue(attempt, 'cached')
  let answer: E.Either<AppendError, unknown>
  try {
    answer = await setting.store.append(loaded.stream, expectedAt(sealed.revision), sealed.events)()
  } catch (thrown) {
    answer = thrownByAppend(thrown)
  }
  return E.isRight(answer)
    ? carriedOut(attempt, sealed)
    : pursue(attempt, 'cached', { sealed, failure: answer.left })
}
