/** Who works at the desk, and when: agents act only on shift, one thing at a time. */
import type { Actor, EpochMs } from '@casetrail/core'
import { standardRules } from '@casetrail/core/lifecycle'
import type { ServiceStandard } from '@casetrail/core/standards'
import type { Permission } from '@casetrail/core'

import { timeOfDay, type Days } from './days.js'
import { MINUTE, chanceOf, type Chance } from './draw.js'
import type { Agent } from './parameter-parts.js'

export interface Person {
  readonly id: string
  readonly agent: Agent
  readonly actor: Actor
  readonly chance: Chance
  readonly may: ReadonlySet<Permission>
  /** Has something in hand. */
  busy: boolean
}

const CASE_WORK = [
  'case.work',
  'case.route',
  'case.contact',
  'case.appoint',
  'case.resolve',
] as const satisfies ReadonlyArray<Permission>

/** Whether a role may do all that working on a case takes. */
export const mayWorkOnCases = (may: ReadonlySet<Permission>): boolean =>
  CASE_WORK.every((permission) => may.has(permission))

interface Hours {
  readonly from: EpochMs
  readonly to: EpochMs
}

export interface Staff {
  readonly all: ReadonlyArray<Person>
  readonly find: (id: string | undefined) => Person | undefined
  /** Those of a team who may; where there are none, all who may. */
  readonly group: (team: string, permission: Permission) => ReadonlyArray<Person>
  /** Whether this one takes on something new now: not in the last minutes of a shift. */
  readonly isOn: (person: Person, at: EpochMs) => boolean
  /** When so much work is done that is begun now; what a shift is too short for goes on in the next. */
  readonly done: (person: Person, at: EpochMs, ms: number) => EpochMs
  /** When shifts begin. */
  readonly beginnings: ReadonlyArray<EpochMs>
}

const LAST_MINUTES = 10 * MINUTE

const hoursOf = ({ shifts }: Agent, days: Days): ReadonlyArray<Hours> => {
  const all = days.all.flatMap(({ begins, weekday }) =>
    shifts
      .filter((shift) => shift.days.includes(weekday))
      .map(({ from, to }) => ({ from: begins + timeOfDay(from), to: begins + timeOfDay(to) })),
  )
  const joined: { from: EpochMs; to: EpochMs }[] = []
  for (const one of [...all].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1)
    if (last !== undefined && one.from <= last.to) last.to = Math.max(last.to, one.to)
    else joined.push({ ...one })
  }
  return joined
}

export const staffOf = (
  agents: ReadonlyArray<Agent>,
  standard: ServiceStandard,
  days: Days,
  seed: number,
): Staff => {
  const { roles } = standardRules(standard)
  const all = agents.map((agent): Person => ({
    id: agent.id,
    agent,
    actor: { id: agent.id, role: agent.role },
    chance: chanceOf(seed, `agent ${agent.id}`),
    may: roles.get(agent.role) ?? new Set(),
    busy: false,
  }))
  const hours = new Map(all.map((person) => [person, hoursOf(person.agent, days)] as const))
  /** How far each one's shifts are over: time only goes on. */
  const over = new Map<Person, number>()
  const current = (person: Person, at: EpochMs): number => {
    const own = hours.get(person) ?? []
    let i = over.get(person) ?? 0
    while (i < own.length && (own[i]?.to ?? 0) <= at) i += 1
    over.set(person, i)
    return i
  }
  const byId = new Map(all.map((person) => [person.id, person] as const))
  const groups = new Map<string, ReadonlyArray<Person>>()
  return {
    all,
    find: (id) => (id === undefined ? undefined : byId.get(id)),
    group: (team, permission) => {
      const name = `${team} ${permission}`
      const known = groups.get(name)
      if (known !== undefined) return known
      const permitted = all.filter(({ may }) => may.has(permission))
      const own = permitted.filter(({ agent }) => agent.teams.includes(team))
      const group = own.length > 0 ? own : permitted
      groups.set(name, group)
      return group
    },
    isOn: (person, at) => {
      const shift = hours.get(person)?.[current(person, at)]
      return shift !== undefined && at >= shift.from && at < shift.to - LAST_MINUTES
    },
    done: (person, at, ms) => {
      const own = hours.get(person) ?? []
      let left = ms
      for (let i = current(person, at); i < own.length; i++) {
        const shift = own[i]
        if (shift === undefined) break
        const begun = Math.max(at, shift.from)
        if (begun + left < shift.to) return begun + left
        left -= shift.to - begun
      }
      return Infinity
    },
    beginnings: [
      ...new Set([...hours.values()].flatMap((own) => own.map(({ from }) => from))),
    ].sort((a, b) => a - b),
  }
}
