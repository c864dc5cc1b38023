/** The parts of a desk's document: who works there, what customers come with, and how they take things. */
import {
  ComplaintType,
  Count,
  Ordinal,
  Phase,
  ProblemType,
  RequestType,
  Text,
  oneOf,
} from '@casetrail/core'
import { Label } from '@casetrail/core/standards'
import * as t from 'io-ts'
import * as E from 'fp-ts/lib/Either.js'

import { closed } from '../import/mapping/closed.js'

import type { Some } from './chance.js'

export const someOf = <A>(what: string, item: t.Type<A>): t.Type<Some<A>> => {
  const list = t.readonlyArray(item)
  const isSome = (all: ReadonlyArray<A>): all is Some<A> => all.length > 0
  return new t.Type<Some<A>>(
    `at least one ${what}`,
    (u): u is Some<A> => list.is(u) && isSome(u),
    (i, c) => {
      const all = list.validate(i, c)
      if (E.isLeft(all)) return all
      return isSome(all.right) ? t.success(all.right) : t.failure(i, c)
    },
    t.identity,
  )
}

const HUNDRED = 100

/** So many in a hundred. */
export const Percent = new t.RefinementType(
  'Percent',
  (u): u is number => Count.is(u) && u <= HUNDRED,
  (i, c) => (Count.is(i) && i <= HUNDRED ? t.success(i) : t.failure(i, c)),
  t.identity,
  t.number,
  (n: number) => Count.is(n) && n <= HUNDRED,
)

/** Whole numbers from one to the other, small ones more often; of times, minutes. */
export const Range = closed('Range', { from: Count, to: Count })
export interface Range extends t.TypeOf<typeof Range> {}

/** As `09:00`. */
const TIME = /^([01]\d|2[0-4]):([0-5]\d)$/
export const TimeOfDay = new t.RefinementType(
  'TimeOfDay',
  (u): u is string => t.string.is(u) && TIME.test(u),
  (i, c) => (typeof i === 'string' && TIME.test(i) ? t.success(i) : t.failure(i, c)),
  t.identity,
  t.string,
  (text: string) => TIME.test(text),
)

export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const
export const Weekday = oneOf('Weekday', ...weekdays)
export type Weekday = (typeof weekdays)[number]

const Shift = closed('Shift', { days: someOf('weekday', Weekday), from: TimeOfDay, to: TimeOfDay })
interface Shift extends t.TypeOf<typeof Shift> {}

/** Who works at the desk; `teams` are the standard's (routing) and the skills of this document. */
export const Agent = closed('Agent', {
  id: Text,
  role: Text,
  teams: t.readonlyArray(Text),
  /** How long this one takes, in percent of the usual. */
  pace: Ordinal,
  /** How many in a hundred of this one's solutions do not hold. */
  slips: Percent,
  /** How many in a hundred of the steps that a standard requires this one takes. */
  care: Percent,
  shifts: someOf('shift', Shift),
})
export interface Agent extends t.TypeOf<typeof Agent> {}

/**
 * What a customer comes with. Of `categories` the first that the standard knows is taken; chances are in
 * percent, `work` in minutes.
 */
export const Topic = closed(
  'Topic',
  {
    id: Text,
    weight: Count,
    requestType: RequestType,
    phase: Phase,
    problemType: ProblemType,
    categories: t.readonlyArray(Text),
    subject: Label,
    resolutionCode: Text,
    rootCause: Text,
    work: Range,
    /** Solved while the customer is there. */
    atOnce: Percent,
    /** The customer is asked something. */
    asksCustomer: Percent,
    /** It waits for a third party. */
    thirdParty: Percent,
    /** It takes a visit at the customer's. */
    visit: Percent,
  },
  { firstContactIneligible: Text, complaintType: ComplaintType },
)
export interface Topic extends t.TypeOf<typeof Topic> {}

/** How a customer takes things. Chances are in percent. */
export const Mood = closed('Mood', {
  id: Text,
  weight: Count,
  /** Minutes of waiting by which this one asks again. */
  patience: Ordinal,
  /** Says that it is solved, where it is. */
  confirms: Percent,
  /** Says that it is not, where it is not. */
  rejects: Percent,
  /** Complains where something went wrong. */
  complains: Percent,
  /** Takes a remedy that is offered. */
  accepts: Percent,
  /** Asks for a review of a decision. */
  appeals: Percent,
  /** Answers a survey. */
  answers: Percent,
  /** What is taken off each score, from 0 to 4. */
  harshness: Count,
})
export interface Mood extends t.TypeOf<typeof Mood> {}

export const Weighted = closed('Weighted', { code: Text, weight: Count })
