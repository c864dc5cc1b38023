/** A story's clock events and answers to policies, each with the event that it came of. */
import { fieldsOf, isClockEntry, keyOf } from './clock-runs.js'
import { causeOf, isAnswer, isTold } from './policy-answers.js'
import type { StoryEntry } from './story-entry.js'

/** An event and what it did to clocks; a clock event stands by itself where time alone brought it. */
export interface Woven {
  readonly entry: StoryEntry
  readonly caused: ReadonlyArray<StoryEntry>
  /** What policies wanted because of it, where that is not among the events: refused, or of another story. */
  readonly answers: ReadonlyArray<StoryEntry>
}

const isCausedBy = (clock: StoryEntry, { stream, at, causationId }: StoryEntry): boolean =>
  clock.stream === stream && clock.at === at && clock.causationId === causationId

/** What counts is judged as it begins, so that its beginning says nothing. */
const isIdle = (entry: StoryEntry, next: StoryEntry | undefined): boolean =>
  entry.type === 'ClockStarted' &&
  fieldsOf(entry)['target.kind'] === 'count' &&
  next !== undefined &&
  isClockEntry(next) &&
  keyOf(next, fieldsOf(next)) === keyOf(entry, fieldsOf(entry))

interface Weaving extends Woven {
  readonly caused: StoryEntry[]
  readonly answers: StoryEntry[]
}

/** Answers go under their causes; one whose cause is in another story stands by itself. */
const withAnswers = (
  story: ReadonlyArray<Weaving>,
  answers: ReadonlyArray<StoryEntry>,
): ReadonlyArray<Woven> => {
  const byId = new Map(
    story.flatMap((one) => [one.entry, ...one.caused].map(({ eventId }) => [eventId, one])),
  )
  const alone = answers.filter((answer) => {
    const cause = byId.get(causeOf(answer))
    cause?.answers.push(answer)
    return cause === undefined
  })
  if (alone.length === 0) return story
  const by = (entry: StoryEntry): Woven => ({ entry, caused: [], answers: [] })
  return [...story, ...alone.map(by)].sort(({ entry: a }, { entry: b }) =>
    a.at < b.at ? -1 : a.at > b.at ? 1 : 0,
  )
}

/** The story with clock events and answers under those that they came of, in its order. */
export const woven = (entries: ReadonlyArray<StoryEntry>): ReadonlyArray<Woven> => {
  const story: Weaving[] = []
  const events = entries.filter((entry) => !isAnswer(entry))
  events.forEach((entry, i) => {
    if (isIdle(entry, events[i + 1])) return
    const last = story.at(-1)
    if (last !== undefined && isClockEntry(entry) && isCausedBy(entry, last.entry)) {
      last.caused.push(entry)
    } else {
      story.push({ entry, caused: [], answers: [] })
    }
  })
  const told = entries.filter((entry) => isAnswer(entry) && isTold(entry, events))
  return withAnswers(story, told)
}
