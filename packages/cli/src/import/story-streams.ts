/** The streams of one story as they grow, row by row; what a refused row did to them is taken back. */
import { streamName, type NewEvent } from '@casetrail/core'

import { subjectId } from './ids.js'
import type { Filling, History } from './lifecycle.js'
import type { Plan, PlannedStream } from './mapping/plan.js'

/** An event that lacks only the time of its recording. */
export type Prepared = Omit<NewEvent, 'recordedAt'>

export interface GrowingStream {
  readonly planned: PlannedStream
  /** The source's own key. */
  readonly key: string
  readonly stream: string
  readonly correlationId: string
  readonly history: History
  readonly events: Prepared[]
  /** The rule that each offending event broke. */
  readonly breaches: string[]
}

/** What one row does to the streams. */
export interface RowWork {
  readonly isOpen: (place: number, key: string) => boolean
  /** The stream of the one planned at `place` with that key, if it is open. */
  readonly find: (place: number, key: string) => GrowingStream | undefined
  readonly open: (place: number, planned: PlannedStream, key: string) => GrowingStream
  readonly takeBack: () => void
}

export interface StoryStreams {
  /** Of the story's own key. */
  readonly subject: string
  readonly story: () => Filling['story']
  readonly all: () => ReadonlyArray<GrowingStream>
  readonly row: () => RowWork
}

/** The streams of the story of a key, none of them open yet. */
export const storyStreams = (plan: Plan, storyKey: string): StoryStreams => {
  const subject = subjectId(plan.source, storyKey)
  const opened = new Map<string, GrowingStream>()
  const nameOf = (place: number, key: string): string => `${place} ${key}`
  const row = (): RowWork => {
    const undo = new Map<GrowingStream, () => void>()
    const touched = (growing: GrowingStream): GrowingStream => {
      if (undo.has(growing)) return growing
      const { history, events, breaches } = growing
      const [reset, before, broken] = [history.mark(), events.length, breaches.length]
      undo.set(growing, () => {
        reset()
        events.length = before
        breaches.length = broken
      })
      return growing
    }
    return {
      isOpen: (place, key) => opened.has(nameOf(place, key)),
      find: (place, key) => {
        const growing = opened.get(nameOf(place, key))
        return growing && touched(growing)
      },
      open: (place, planned, key) => {
        const { lifecycle } = planned
        const id = subjectId(plan.source, key)
        const growing: GrowingStream = {
          planned,
          key,
          stream: streamName(lifecycle, id),
          correlationId: lifecycle.correlation === 'own' ? id : subject,
          history: lifecycle.begin(),
          events: [],
          breaches: [],
        }
        opened.set(nameOf(place, key), growing)
        undo.set(growing, () => opened.delete(nameOf(place, key)))
        return growing
      },
      takeBack: () => {
        for (const step of undo.values()) step()
      },
    }
  }
  const { category } = plan.streams[0].lifecycle
  const story = (): Filling['story'] => ({
    category,
    id: subject,
    cycle: opened.get(nameOf(0, storyKey))?.history.cycle(),
  })
  return { subject, story, all: () => [...opened.values()], row }
}
