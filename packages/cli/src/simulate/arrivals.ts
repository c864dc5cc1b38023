/** Who comes when, with what, and by which channel. */
import type { Channel, EpochMs } from '@casetrail/core'

import { makeCustomer, type Customer } from './customers.js'
import { timeOfDay, type SimulatedDay } from './days.js'
import {
  DAY,
  HOUR,
  MINUTE,
  SECOND,
  anyOf,
  chanceOf,
  drawn,
  type Chance,
  type Some,
} from './draw.js'
import type { Desk } from './desk-document.js'
import type { Topic } from './parameter-parts.js'

/** A customer who comes with something. */
export interface Visit {
  readonly number: number
  readonly id: string
  readonly ref: string
  readonly at: EpochMs
  readonly customer: Customer
  readonly topic: Topic
  readonly channel: Channel
  /** The customer waits for a person. */
  readonly live: boolean
  /** The visit of the same customer about the same, shortly before. */
  readonly twinOf: string | undefined
  /** The one of some days before. */
  readonly earlier: string | undefined
}

export interface Arrivals {
  readonly customers: ReadonlyMap<string, Customer>
  readonly visits: ReadonlyArray<Visit>
}

interface Coming {
  readonly at: EpochMs
  readonly customer: Customer
  readonly topic: Topic
  readonly twin?: Coming
  readonly before?: Coming
}

interface WeightedDay {
  readonly day: SimulatedDay
  readonly weight: number
}

/** A day by the weights of the week, then an hour by its own. */
const usualTime = (
  { hours }: Desk['arrivals'],
  days: Some<WeightedDay>,
  chance: Chance,
): EpochMs => {
  const { day } = drawn(chance, days)
  const total = hours.reduce((sum, weight) => sum + weight, 0)
  let left = chance.between(1, total)
  const hour = hours.findIndex((weight) => (left -= weight) <= 0)
  return day.begins + hour * HOUR + chance.between(0, 59) * MINUTE + chance.between(0, 59) * SECOND
}

/** Within hours of one day. */
const crowded = (
  { day, from, hours }: { readonly day: number; readonly from: string; readonly hours: number },
  days: Some<SimulatedDay>,
  chance: Chance,
): EpochMs =>
  crowdBegins(day, from, days) +
  chance.between(0, hours * 60 - 1) * MINUTE +
  chance.between(0, 59) * SECOND

/** When the crowd of a surge or an outage begins to come. */
export const crowdBegins = (day: number, from: string, days: Some<SimulatedDay>): EpochMs =>
  (days[Math.floor(((days.length - 1) * day) / 100)] ?? days[0]).begins + timeOfDay(from)

const comingOf = (
  desk: Desk,
  days: Some<SimulatedDay>,
  weighted: Some<WeightedDay>,
  chance: Chance,
  customer: Customer,
): Coming => {
  const { surge, outage, topics } = desk
  if (chance.happens(surge.share)) {
    const complaining = topics.filter(({ requestType }) => requestType === 'complaint')
    const topic = chance.happens(surge.complaints) ? anyOf(chance, complaining) : undefined
    return { at: crowded(surge, days, chance), customer, topic: topic ?? drawn(chance, topics) }
  }
  if (chance.happens(outage.share)) {
    const topic = topics.find(({ id }) => id === outage.topic) ?? topics[0]
    return { at: crowded(outage, days, chance), customer, topic }
  }
  return { at: usualTime(desk.arrivals, weighted, chance), customer, topic: drawn(chance, topics) }
}

/** The visits of so many cases, in the order in which they come. */
export const arrivalsOf = (
  desk: Desk,
  days: Some<SimulatedDay>,
  count: number,
  seed: number,
  idOf: (name: string) => string,
): Arrivals => {
  const chance = chanceOf(seed, 'arrivals')
  const size = Math.max(1, Math.ceil((count * desk.customers.perHundredCases) / 100))
  const customers = Array.from({ length: size }, (_, i) => makeCustomer(desk, chance, i + 1))
  const until = days.at(-1)?.ends ?? days[0].ends
  const weightOf = (day: SimulatedDay): WeightedDay => ({
    day,
    weight: desk.arrivals.week[day.weekday],
  })
  const [firstDay, ...otherDays] = days
  const weighted: Some<WeightedDay> = [weightOf(firstDay), ...otherDays.map(weightOf)]
  const coming: Coming[] = []
  for (let i = 0; i < count; i++) {
    const last = anyOf(chance, coming)
    const twinAt = (last?.at ?? until) + chance.between(3, 50) * MINUTE
    const againAt = (last?.at ?? until) + DAY + chance.between(0, 5 * 24 * 60) * MINUTE
    const twin = chance.happens(desk.chances.comesTwice) && twinAt < until
    const again = !twin && chance.happens(desk.chances.comesAgain) && againAt < until
    if (last !== undefined && (twin || again)) {
      const { customer, topic } = last
      coming.push(
        twin
          ? { at: twinAt, customer, topic, twin: last }
          : { at: againAt, customer, topic, before: last },
      )
      continue
    }
    const customer = anyOf(chance, customers) ?? makeCustomer(desk, chance, 1)
    coming.push(comingOf(desk, days, weighted, chance, customer))
  }
  const inOrder = coming
    .map((one, i) => ({ one, i }))
    .sort((a, b) => a.one.at - b.one.at || a.i - b.i)
  const ids = new Map(inOrder.map(({ one }, i) => [one, idOf(`case ${i + 1}`)] as const))
  const visits = inOrder.map(({ one }, i): Visit => {
    const { code: channel, live } = drawn(chance, desk.channels)
    return {
      number: i + 1,
      id: ids.get(one) ?? '',
      ref: `S-${String(i + 1).padStart(5, '0')}`,
      at: one.at,
      customer: one.customer,
      topic: one.topic,
      channel,
      live,
      twinOf: one.twin && ids.get(one.twin),
      earlier: one.before && ids.get(one.before),
    }
  })
  return { customers: new Map(customers.map((one) => [one.id, one] as const)), visits }
}
