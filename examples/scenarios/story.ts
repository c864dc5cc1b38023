/** The language that scenarios are told in: files, steps with their times, chapters. */
import { randomUUID } from 'node:crypto'

import { derivedId, epochMs, fromEpochMs } from '@casetrail/core'
import type { Actor, Command, Instant } from '@casetrail/core'
import type { Label, ServiceStandard } from '@casetrail/core/standards'

import type { Ask, Desk, Refusal } from './asked.js'

export type Locale = 'en' | 'zh'

/** Fields of a command, their words in both languages. */
type Said<T> = T extends string
  ? T | Label
  : T extends object
    ? { readonly [K in keyof T]: Said<T[K]> }
    : T
type Fields<C> = Said<Omit<C, 'type' | 'at' | 'actor'>>

/** One line of a story. */
export interface Step {
  /** `09:00:12` in Asia/Shanghai. */
  readonly time: string
  /** When it was entered, where that was later. */
  readonly entered?: string
  readonly who: Actor
  /** The file and the command, such as `R-1001 OpenCase`. */
  readonly what: string
  readonly note?: Label
  /** The tag of the rejection that it is to be met with. */
  readonly refused?: string
  readonly isTick?: boolean
  readonly give: (desk: Desk, at: Instant, locale: Locale) => Promise<Refusal | undefined>
}
type More = Pick<Step, 'entered' | 'note' | 'refused'>

/** What of a story happened on one day, under the handbook's heading. */
export interface Chapter {
  readonly title: Label
  readonly day: string
  readonly steps: ReadonlyArray<Step>
}

export interface Scenario {
  readonly id: string
  readonly title: Label
  readonly standard: ServiceStandard
  /** EXAMPLES of what the handbook leaves to the house. */
  readonly settings?: Readonly<Record<string, string | number>>
  /** What is traced, by the reference of a file. */
  readonly stories: ReadonlyArray<string>
  readonly chapters: ReadonlyArray<Chapter>
}

export const say = (en: string, zh: string): Label => ({ en, zh })
export const person = (id: string, role: string): Actor => ({ id, role })
export const on = (day: string, title: Label, ...steps: ReadonlyArray<Step>): Chapter => ({
  day,
  title,
  steps,
})

/** `2025-09-30`, `09:00:12` as an instant. */
export const when = (day: string, time: string): Instant =>
  fromEpochMs(Date.parse(`${day}T${time}+08:00`))

const isLabel = (value: object): value is Label => 'en' in value && 'zh' in value

const told = (value: unknown, locale: Locale): unknown => {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item) => told(item, locale))
  if (isLabel(value)) return value[locale]
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, told(one, locale)]))
}

const NAMESPACE = '3f0a5a4e-6f3c-4c0d-9a55-0c1f6a3e7b11'
const idOf = (ref: string): string => derivedId(NAMESPACE, ref)

/** Files of one kind, by their reference; in the story of another where they are not their own. */
const filesOf =
  <Cs extends Command>(pick: (desk: Desk) => Ask<Cs>) =>
  (ref: string, story = ref) => {
    const id = idOf(ref)
    const step = <C extends Cs>(
      time: string,
      who: Actor,
      make: (given: Omit<C, 'type'>) => C,
      fields: Fields<C>,
      more?: More,
    ): Step => ({
      ...more,
      time,
      who,
      what: ref,
      give: (desk, at, locale) => {
        const command = make({ ...(told(fields, locale) as Omit<C, 'type'>), at, actor: who })
        const context = { commandId: randomUUID(), correlationId: idOf(story) }
        return pick(desk)(id, command, context)
      },
    })
    return Object.assign(step, { id, ref, named: { externalRef: ref } })
  }

export const caseFile = filesOf((desk) => desk.case)
export const complaintFile = filesOf((desk) => desk.complaint)
export const followUpFile = filesOf((desk) => desk.followUp)
export const actionFile = filesOf((desk) => desk.correctiveAction)
export const emergencyFile = filesOf((desk) => desk.emergency)
export const operationsFile = filesOf((desk) => desk.operations)

/** Time passes in silence: what is due is recorded. */
export const tick = (time: string, note?: Label): Step => ({
  time,
  who: person('deadlines', 'system'),
  what: 'tick',
  isTick: true,
  ...(note === undefined ? {} : { note }),
  give: (desk, at) => desk.tick(at),
})

/** A step with its instants. */
export interface Timed {
  readonly step: Step
  readonly at: Instant
  /** When it was entered. */
  readonly now: Instant
}

/** The steps in the order in which they were entered. */
export const stepsOf = ({ chapters }: Pick<Scenario, 'chapters'>): ReadonlyArray<Timed> =>
  chapters
    .flatMap(({ day, steps }) =>
      steps.map((step) => ({
        step,
        at: when(day, step.time),
        now: when(day, step.entered ?? step.time),
      })),
    )
    .sort((a, b) => epochMs(a.now) - epochMs(b.now))
