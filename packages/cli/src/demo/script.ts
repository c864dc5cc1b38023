/** A case's script: its commands, each with when it happens and when it is entered. */
import { fromEpochMs, type Actor, type EpochMs, type Instant } from '@casetrail/core'
import type { CaseCommand } from '@casetrail/core/case'

import type { Chance } from './chance.js'
import { MINUTE, inOpeningHours } from './clock.js'

/** A command to a case, and when it reaches the desk's system. */
export interface Step {
  readonly id: string
  readonly command: CaseCommand
  readonly enteredAt: EpochMs
}

/** Who gives a command, and when it happens. */
export interface By {
  readonly actor: Actor
  readonly at: Instant
}

/** Writes a case's steps one after the other; times never run backwards. */
export interface Script {
  readonly id: string
  readonly chance: Chance
  readonly now: () => EpochMs
  /** Lets minutes pass. */
  readonly wait: (minutes: number) => void
  /** Lets minutes pass, and the night if the shop is closed then: for what staff do. */
  readonly work: (minutes: number) => void
  readonly step: (actor: Actor, command: (by: By) => CaseCommand) => void
  /** A step that is entered only some minutes after it happened. */
  readonly late: (minutes: number, actor: Actor, command: (by: By) => CaseCommand) => void
  readonly steps: () => ReadonlyArray<Step>
}

export const scriptOf = (id: string, chance: Chance, begin: EpochMs): Script => {
  const steps: Step[] = []
  let now = begin
  /** What is entered late keeps the steps after it from being entered before. */
  let entered = begin
  const late: Script['late'] = (minutes, actor, command) => {
    entered = Math.max(entered, now + minutes * MINUTE)
    steps.push({ id, command: command({ actor, at: fromEpochMs(now) }), enteredAt: entered })
  }
  return {
    id,
    chance,
    now: () => now,
    wait: (minutes) => {
      now += Math.round(minutes * MINUTE) + chance.between(0, 59) * 1_000
    },
    work: (minutes) => {
      const later = now + Math.round(minutes * MINUTE)
      const open = inOpeningHours(later)
      const settling = open === later ? 0 : chance.between(1, 40) * MINUTE
      now = open + settling + chance.between(0, 59) * 1_000
    },
    step: (actor, command) => {
      late(0, actor, command)
    },
    late,
    steps: () => steps,
  }
}
