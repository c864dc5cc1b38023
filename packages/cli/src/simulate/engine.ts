/** The simulation's clockwork: one queue of what happens next, and people who take up what there is to do. */
import { fromEpochMs, type EpochMs } from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'

import { board, type Need } from './board.js'
import type { Category, Give, Play, Refusal } from './doing.js'
import type { Answer } from './floor.js'
import { actionNeed, emergencyNeed } from './play/emergency.js'
import { caseNeed } from './play/case-need.js'
import { complaintNeed } from './play/complaint-need.js'
import { followUpNeed } from './play/follow-up.js'
import { queue } from './queue.js'
import type { Person } from './staff.js'
import type { World } from './world.js'

/** Somebody at something. */
interface Running {
  readonly play: Play
  readonly person: Person | undefined
  readonly key: string | undefined
}

type Next = Running | 'match' | { readonly look: string }

/** A command of the play was refused that should not have been: a mistake in the simulation. */
export interface CommandRefused {
  readonly _tag: 'CommandRefused'
  readonly stream: string
  readonly at: string
  readonly command: object
  readonly error: object
  readonly state: unknown
}

export interface Engine {
  readonly now: () => EpochMs
  readonly begin: World['begin']
  readonly post: World['post']
  readonly isPosted: World['isPosted']
  readonly look: World['look']
  /** When something happens next. */
  readonly nextAt: () => EpochMs | undefined
  /** Time goes on to an instant without anything happening. */
  readonly moveTo: (at: EpochMs) => void
  /** Does what happens next, and all that it leads to at once. */
  readonly step: () => Promise<E.Either<CommandRefused, void>>
  /** Plays that can't go on within the simulated days, and work that nobody took. */
  readonly leftOver: () => number
}

export type Perform = (give: Give, at: EpochMs) => Promise<Answer>

const categoryOf = (stream: string): string => stream.slice(0, stream.indexOf('-'))

const needOf = (world: World, stream: string): Need | undefined => {
  const category = categoryOf(stream)
  const id = stream.slice(category.length + 1)
  switch (category as Category) {
    case 'case':
      return caseNeed(world, id)
    case 'complaint':
      return complaintNeed(world, id)
    case 'followUp':
      return followUpNeed(world, id)
    case 'emergency':
      return emergencyNeed(world, id)
    case 'correctiveAction':
      return actionNeed(world, id)
    case 'operations':
      return undefined
  }
}

const stateOf = (world: World, { category, id }: Give): unknown => {
  const all = {
    case: world.cases,
    complaint: world.complaints,
    followUp: world.followUps,
    emergency: world.emergencies,
    correctiveAction: world.actions,
    operations: new Map<string, never>(),
  }
  return all[category].get(id)
}

export const engine = (begins: EpochMs, world: () => World, perform: Perform): Engine => {
  const next = queue<Next>()
  const open = board()
  /** Streams that somebody has in hand. */
  const inHand = new Set<string>()
  /** Streams that are to be looked at again later, and when. */
  const later = new Map<string, EpochMs>()
  let now = begins
  let isStirred = true

  const post = (key: string, need: Need | undefined): void => {
    if (inHand.has(key)) return
    open.post(key, need)
    if (need !== undefined) isStirred = true
  }

  const look = (stream: string): void => {
    if (inHand.has(stream)) return
    const need = needOf(world(), stream)
    if (need?.from !== undefined && need.from > now) {
      open.post(stream, undefined)
      if (later.get(stream) !== need.from) {
        later.set(stream, need.from)
        next.put(need.from, { look: stream })
      }
      return
    }
    post(stream, need)
  }

  const finish = ({ person, key }: Running): void => {
    if (person !== undefined) person.busy = false
    isStirred = true
    if (key === undefined) return
    inHand.delete(key)
    if (isStream(key)) look(key)
  }

  const refused = (give: Give, error: object): CommandRefused => ({
    _tag: 'CommandRefused',
    stream: `${give.category}-${give.id}`,
    at: fromEpochMs(now),
    command: give.command,
    error,
    state: stateOf(world(), give),
  })

  const goOn = async (running: Running): Promise<E.Either<CommandRefused, void>> => {
    const { play, person } = running
    let answer: Refusal | undefined
    for (;;) {
      const said = play.next(answer)
      answer = undefined
      if (said.done === true) {
        finish(running)
        return E.right(undefined)
      }
      const doing = said.value
      if (doing.do === 'wait') {
        const at = person === undefined ? now + doing.ms : world().staff.done(person, now, doing.ms)
        next.put(at, running)
        return E.right(undefined)
      }
      const given = await perform(doing, now)
      if (E.isRight(given)) continue
      const { left } = given
      const rejection = left._tag === 'Rejected' ? left.rejection : undefined
      if (rejection === undefined || doing.mayBeRefused?.includes(rejection._tag) !== true) {
        return E.left(refused(doing, rejection ?? left))
      }
      answer = rejection
    }
  }

  /** Whoever is free and on shift takes up the most pressing. */
  const match = async (): Promise<E.Either<CommandRefused, void>> => {
    while (isStirred) {
      isStirred = false
      for (const person of world().staff.all) {
        if (person.busy || !world().staff.isOn(person, now)) continue
        const taken = open.take(person)
        if (taken === undefined) continue
        const { key, need } = taken
        person.busy = true
        inHand.add(key)
        const begun = await goOn({ play: need.play(person), person, key })
        if (E.isLeft(begun)) return begun
      }
    }
    return E.right(undefined)
  }

  return {
    now: () => now,
    begin: (play, afterMs = 0) =>
      next.put(now + afterMs, { play, person: undefined, key: undefined }),
    post,
    isPosted: (key) => open.has(key),
    look,
    nextAt: next.nextAt,
    moveTo: (at) => {
      now = Math.max(now, at)
    },
    step: async () => {
      const entry = next.take()
      if (entry === undefined) return E.right(undefined)
      now = Math.max(now, entry.at)
      const { what } = entry
      if (what === 'match') isStirred = true
      else if ('look' in what) {
        if (later.get(what.look) === entry.at) {
          later.delete(what.look)
          look(what.look)
        }
      } else {
        const done = await goOn(what)
        if (E.isLeft(done)) return done
      }
      return match()
    },
    leftOver: open.size,
  }
}

const streams = /^(case|complaint|followUp|emergency|correctiveAction)-/

const isStream = (key: string): boolean => streams.test(key)
