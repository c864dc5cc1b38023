/** Commands written beforehand by a seed, stream by stream, as they come to a desk. */
import { fromEpochMs, type Actor, type Command, type EpochMs, type Instant } from '@casetrail/core'

import { random32 } from './chance.js'

export interface Script<C extends Command> {
  readonly id: string
  readonly commands: ReadonlyArray<C>
}

export interface Scripted<C extends Command> {
  readonly id: string
  readonly command: C
  readonly commandId: string
}

export interface By {
  readonly at: Instant
  readonly actor: Actor
}

const BEGIN: EpochMs = Date.UTC(2025, 2, 1, 8)
const MINUTE = 60_000

/** The nth stream's id, a version 4 UUID. */
export const streamId = (n: number): string => {
  const hex = (Math.imul(n + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0')
  return `${hex}-0000-4000-8000-${n.toString(16).padStart(12, '0')}`
}

/** Chance and time of the nth stream, which begins so many minutes after the first. */
export const story = (n: number) => {
  const next = random32(n + 1)
  let now = BEGIN + n * MINUTE
  return {
    next,
    pick: <A>(options: ReadonlyArray<A>, otherwise: A): A =>
      options[next() % options.length] ?? otherwise,
    /** Up to four hours later, or so many days. */
    by: (id: string, role: string, days = 0): By => {
      now += (1 + (next() % 240) + days * 1_440) * MINUTE
      return { at: fromEpochMs(now), actor: { id, role } }
    },
    /** So many hours from the last command. */
    inHours: (hours: number): Instant => fromEpochMs(now + hours * 60 * MINUTE),
  }
}

/** The streams' commands in the order in which they come to a desk: by their times. */
export const interleaved = <C extends Command>(
  scripts: ReadonlyArray<Script<C>>,
): ReadonlyArray<Scripted<C>> =>
  scripts
    .flatMap(({ id, commands }) =>
      commands.map((command, step) => ({ id, command, commandId: `${id}/${String(step)}` })),
    )
    .sort((a, b) => (a.command.at < b.command.at ? -1 : a.command.at > b.command.at ? 1 : 0))
