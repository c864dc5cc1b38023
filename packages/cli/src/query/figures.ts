/** The figures that can be asked for, and the dimensions they can be asked by. */
import { nearest } from '@casetrail/core'
import type { Figure, RowStore } from '@casetrail/core/read-model'
import { readyStandards, type ServiceStandard } from '@casetrail/core/standards'
import { deskFigures, deskModels, dimensionsOf } from '@casetrail/projections'
import * as E from 'fp-ts/lib/Either.js'

import type { Failure } from '../failure.js'
import { storeFailure } from '../store/failure.js'

import { allKnown, mistyped } from './mistyped.js'

/** All of them; each case is judged by the standard that it was opened under. */
export const figures = deskFigures(readyStandards)

const FLOW = 'flow'

/** The figures of the standards that ship and of one's own, with those of their clocks. */
export const figuresWith = (own: ReadonlyArray<ServiceStandard>): ReadonlyArray<Figure> =>
  own.length === 0
    ? figures
    : deskFigures([
        ...readyStandards,
        ...own.filter(
          (one) =>
            !readyStandards.some(({ id, version }) => id === one.id && version === one.version),
        ),
      ])

const idsOf = (all: ReadonlyArray<Figure>): ReadonlyArray<string> => all.map(({ id }) => id)

/** As they are listed: those that there is one of for each clock once. */
const shownOf = (ids: ReadonlyArray<string>): ReadonlyArray<string> => [
  ...new Set(ids.map((id) => id.replace(/^(sla|time)\..+/, '$1.<clock>'))),
]

const FAMILY = /^(?:sla|time|gap)\./

/** Of what there is one of for each clock or dimension, what comes after that is compared alone. */
const noMetric = (
  name: string,
  known: ReadonlyArray<string>,
  shown: ReadonlyArray<string>,
): Failure => {
  const [family] = FAMILY.exec(name) ?? []
  const own = family === undefined ? [] : known.filter((id) => id.startsWith(family))
  if (family === undefined || own.length === 0) {
    return mistyped('metric', 'UnknownMetric', name, known, shown)
  }
  const rest = nearest(
    name.slice(family.length),
    own.map((id) => id.slice(family.length)),
  )
  const near = rest === undefined ? null : family + rest
  return mistyped('metric', 'UnknownMetric', name, own, own, near)
}

export interface Asked {
  readonly figures: ReadonlyArray<Figure>
  readonly flow: boolean
  /** None was named. */
  readonly isAll: boolean
}

/** The figures of some names, in the order of the names; of none: all, without the flow. */
export const figuresNamed = (
  names: ReadonlyArray<string>,
  all: ReadonlyArray<Figure> = figures,
): E.Either<Failure, Asked> => {
  if (names.length === 0) return E.right({ figures: all, flow: false, isAll: true })
  const ids = idsOf(all)
  const unknown = names.find((name) => name !== FLOW && !ids.includes(name))
  if (unknown !== undefined) {
    return E.left(noMetric(unknown, [...ids, FLOW], [...shownOf(ids), FLOW]))
  }
  const asked = [...new Set(names)].flatMap((name) => all.filter(({ id }) => id === name))
  return E.right({ figures: asked, flow: names.includes(FLOW), isAll: false })
}

/** The one figure of a name. */
export const figureNamed = (
  name: string,
  all: ReadonlyArray<Figure> = figures,
): E.Either<Failure, Figure> => {
  const ids = idsOf(all)
  const figure = all.find((one) => one.id === name)
  if (figure !== undefined) return E.right(figure)
  return name === FLOW
    ? E.left({
        code: 2,
        tag: 'NotExplainable',
        lines: ['flow is no figure with sides', 'casetrail report flow shows it'],
      })
    : E.left(noMetric(name, ids, shownOf(ids)))
}

/** An input of a figure, where one is named. Rejects: `UnknownInput`. */
export const inputNamed = (
  { inputs }: Figure,
  name: string | undefined,
): E.Either<Failure, string | undefined> => {
  const names = Object.keys(inputs)
  return name === undefined || names.includes(name)
    ? E.right(name)
    : E.left(mistyped('input', 'UnknownInput', name, names))
}

const CALENDAR: ReadonlyArray<string> = ['day', 'week', 'month']

/** Names that are dimensions of the rows or of some figure's readings, or parts of the calendar where those are allowed. */
export const dimensionsKnown = async (
  rows: RowStore,
  names: ReadonlyArray<string>,
  url: string,
  calendar: 'orCalendar' | 'only' = 'only',
): Promise<E.Either<Failure, ReadonlyArray<string>>> => {
  if (names.length === 0) return E.right(names)
  const found = await dimensionsOf(rows, deskModels, figures)()
  if (E.isLeft(found)) return E.left(storeFailure(found.left, url))
  const known = calendar === 'only' ? found.right : [...found.right, ...CALENDAR]
  return allKnown('dimension', 'UnknownDimension', names, known)
}

/** `channel=phone` and others as one condition. */
export const conditionsOf = (
  texts: ReadonlyArray<string>,
): E.Either<Failure, Readonly<Record<string, string>>> => {
  const where: Record<string, string> = {}
  for (const text of texts) {
    const sign = text.indexOf('=')
    const name = text.slice(0, sign)
    if (sign <= 0) {
      return E.left({
        code: 2,
        tag: 'InvalidCondition',
        lines: [`--where ${JSON.stringify(text)} is no condition`, 'write --where channel=phone'],
      })
    }
    if (Object.hasOwn(where, name)) {
      return E.left({
        code: 2,
        tag: 'InvalidCondition',
        lines: [`--where names ${JSON.stringify(name)} twice`, 'a case has one value of each'],
      })
    }
    where[name] = text.slice(sign + 1)
  }
  return E.right(where)
}
