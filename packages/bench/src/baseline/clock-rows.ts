/** Rows of cases' clocks by hand, changed in place: what was done, who spoke, how the case ended. */
import { epochMs, type RecordedEvent } from '@casetrail/core'
import type { CaseEvent, CaseOpened } from '@casetrail/core/case'
import type { ClockRow } from '@casetrail/projections'

import { describe, openedDimensions, type Writable } from './row-parts.js'

export type HandClocks = Writable<ClockRow>
type Message = HandClocks['talk']['messages'][number]

const DEEDS = 256
const MESSAGES = 200

export const newClocks = (story: string): HandClocks => ({
  category: 'case',
  story,
  opening: undefined,
  dimensions: {},
  runs: { kept: [], older: [] },
  trace: { deeds: [], cut: false },
  talk: { messages: [], older: undefined },
  over: undefined,
})

const openedBy = (
  seen: RecordedEvent,
  event: CaseOpened,
): Exclude<HandClocks['opening'], undefined> => {
  const character: Record<string, string> = {
    channel: event.channel,
    requestType: event.requestType,
    phase: event.phase,
    problemType: event.problemType,
    tier: event.tier,
    language: event.language,
    stage: 'new',
  }
  if (event.region !== undefined) character['region'] = event.region
  if (event.category !== undefined) character['category'] = event.category.join('/')
  return {
    at: epochMs(event.at),
    id: seen.eventId,
    timeUnknown: seen.metadata.timeUnknown === true,
    standard: `${event.standard.id}@${String(event.standard.version)}`,
    customer: event.customer,
    externalRef: event.externalRef,
    attributes: event.attributes ?? {},
    character,
  }
}

const note = ({ trace }: HandClocks, word: string, at: number, id: string): void => {
  const { deeds } = trace
  if (trace.cut) return
  const last = deeds[deeds.length - 1]
  if (last !== undefined && last.word === word && at >= last.at) return
  if (deeds.length === DEEDS) trace.cut = true
  else deeds.push({ word, at, id })
}

/** A customer's message of many, or an answer, says nothing to a turn; then the first turn is let go. */
const shorten = (talk: HandClocks['talk']): void => {
  talk.messages = talk.messages.filter(({ by }, i, all) => by !== (all[i - 1]?.by ?? 'desk'))
  const answer = talk.messages[1]
  if (talk.messages.length <= MESSAGES || answer === undefined) return
  const { count, at } = talk.older ?? { count: 0, at: -Infinity }
  const last = talk.older !== undefined && at > answer.at ? talk.older : answer
  talk.older = { count: count + 1, at: last.at, id: last.id }
  talk.messages.splice(0, 2)
}

const say = ({ talk }: HandClocks, message: Message): void => {
  const { messages } = talk
  let place = messages.length
  while ((messages[place - 1]?.at ?? -Infinity) > message.at) place -= 1
  if (place === messages.length) messages.push(message)
  else messages.splice(place, 0, message)
  if (messages.length > MESSAGES) shorten(talk)
}

type EndedAs = 'closed' | 'archived' | 'cancelled' | 'merged'

const end = (row: HandClocks, seen: RecordedEvent, at: number, as: EndedAs): void => {
  const fact = { at, id: seen.eventId, timeUnknown: seen.metadata.timeUnknown === true }
  const goesOn = row.over?.as === 'closed' && (as === 'closed' || as === 'archived')
  const since = goesOn && row.over !== undefined ? row.over.since : fact
  row.over = { at: fact.at, id: fact.id, timeUnknown: fact.timeUnknown, as, since }
}

/** Takes an event of the case's own into account; of its clocks' `changeRun` knows. */
export const changeClocks = (row: HandClocks, seen: RecordedEvent<CaseEvent>): void => {
  const { event, eventId: id } = seen
  const at = epochMs(event.at)
  switch (event.type) {
    case 'CaseOpened':
      row.opening = openedBy(seen, event)
      row.dimensions = openedDimensions(event)
      break
    case 'CaseClassified':
    case 'CasePrioritised':
    case 'CaseAccepted':
      describe({ dimensions: row.dimensions, attributes: row.opening?.attributes ?? {} }, event)
      break
    case 'ContactRecorded': {
      const isAnswer = event.direction === 'outbound' && event.by === 'human'
      if (!event.public || (event.direction === 'outbound' && !isAnswer)) break
      const by = isAnswer ? 'desk' : 'customer'
      say(row, { at, id, timeUnknown: seen.metadata.timeUnknown === true, by })
      break
    }
    case 'StepRecorded':
      note(row, `step:${event.step}`, at, id)
      return
    case 'StepCompleted':
      note(row, `done:${event.step}`, at, id)
      return
    case 'CaseClosed':
      end(row, seen, at, 'closed')
      break
    case 'CaseArchived':
      end(row, seen, at, 'archived')
      break
    case 'CaseCancelled':
      end(row, seen, at, 'cancelled')
      break
    case 'CaseMerged':
      end(row, seen, at, 'merged')
      break
    case 'CaseUnmerged':
    case 'CaseReopened':
      row.over = undefined
      break
    default:
      break
  }
  note(row, event.type, at, id)
}
