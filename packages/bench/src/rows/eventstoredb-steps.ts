/** Scripted cases as appends: what each command leads to, under ids that no server has seen. */
import { randomUUID } from 'node:crypto'

import type { RecordedEvent } from '@casetrail/core'
import type { CaseEvent } from '@casetrail/core/case'
import type { EventStoreDBClient, JSONEventData } from '@eventstore/db-client'

import { must } from '../harness/check.js'
import type { ScriptedCase, ScriptedCommand } from '../history/cases.js'
import { eventsOf, storeOf } from '../history/recorded.js'
import { interleaved } from '../history/script.js'

/** A command with the append that it leads to. */
export interface Step extends ScriptedCommand {
  readonly stream: string
  /** -1: no stream. */
  readonly after: number
  readonly events: JSONEventData[]
}

/** Steps of one case after another, each case in its order. */
export type Steps = ReadonlyArray<ReadonlyArray<Step>>

/** As our store writes it, so that both sides send the same bytes. */
const stored = (
  { event, metadata, recordedAt }: RecordedEvent<CaseEvent>,
  id: string,
  commandId: string,
): JSONEventData => {
  const { type, ...data } = event
  const { correlationId: _, causationId: __, commandId: ___, ...rest } = metadata
  const names = { $correlationId: id, $causationId: commandId, recordedAt }
  return {
    id: randomUUID(),
    contentType: 'application/json',
    type,
    data,
    metadata: { ...rest, commandId, ...names },
  }
}

/** Decides the cases in memory; each call of the answer gives the same steps under new ids. */
export const stepsOf = async (cases: ReadonlyArray<ScriptedCase>): Promise<() => Steps> => {
  const decided = new Map<string, RecordedEvent<CaseEvent>[]>()
  for (const event of await eventsOf(await storeOf(interleaved(cases)))) {
    const { commandId } = event.metadata
    const events = decided.get(commandId) ?? []
    decided.set(commandId, events)
    events.push(event)
  }
  return () =>
    cases.map((one): ReadonlyArray<Step> => {
      const id = randomUUID()
      return interleaved([one]).map(({ command, commandId }, step) => {
        const events = decided.get(commandId) ?? []
        const first = events[0]
        must('a command led to nothing', first !== undefined)
        const own = `${id}/${String(step)}`
        return {
          id,
          command,
          commandId: own,
          stream: `case-${id}`,
          after: first.revision - 1,
          events: events.map((event) => stored(event, id, own)),
        }
      })
    })
}

/** Selects the classic append, as our store does. */
const CLASSIC = { credentials: { username: 'admin', password: 'changeit' } }

/** The bare append of a step; answers the stream's last revision. */
export const appendStep = async (
  bare: EventStoreDBClient,
  { stream, after, events }: Pick<Step, 'stream' | 'after' | 'events'>,
): Promise<number> => {
  const expectedRevision = after < 0 ? ('no_stream' as const) : BigInt(after)
  const answer = await bare.appendToStream(stream, events, { expectedRevision, ...CLASSIC })
  return Number(answer.nextExpectedRevision)
}
