/** From a mapping document to a plan: names are looked up, formats tried, all faults listed at once. */
import { show, type Problem } from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'

import type { Feeds, Lifecycle } from '../lifecycle.js'

import { compileCondition } from './condition.js'
import type { ActorFrom, Emission, Mapping, TimeSpec } from './document.js'
import { checkFields } from './check-fields.js'
import { fieldsOf } from './fields.js'
import { part, unknownName } from './name.js'
import type { Plan, PlannedEmission, ReadActor, TimeAt } from './plan.js'
import { timeReader, type ReadTime } from './time.js'
import { compileFields } from './value.js'

const never: ReadTime = () => E.left('the mapping has no way to read it')

interface Builder {
  readonly mapping: Mapping
  readonly problems: Problem[]
  readonly index: (column: string) => number
  readonly timeOf: (column: string) => TimeAt
}

const builderOf = (mapping: Mapping, problems: Problem[], columns: string[]): Builder => {
  const index = (column: string): number => {
    const known = columns.indexOf(column)
    return known >= 0 ? known : columns.push(column) - 1
  }
  const compile = (pointer: string, spec: TimeSpec): ReadTime => {
    const reader = timeReader(spec)
    if (E.isRight(reader)) return reader.right
    const { setting, found, expected } = reader.left
    problems.push({ pointer: `${pointer}/${setting}`, found: show(found), expected })
    return never
  }
  const { field, columns: own, ...main } = mapping.time
  const byDefault = compile('/time', main)
  const byColumn = new Map(
    Object.entries(own ?? {}).map(([column, spec]) => {
      index(column)
      return [column, compile(`/time/columns/${part(column)}`, { ...main, ...spec })]
    }),
  )
  const timeOf = (column: string): TimeAt => ({
    column,
    place: index(column),
    read: column === field ? byDefault : (byColumn.get(column) ?? byDefault),
  })
  return { mapping, problems, index, timeOf }
}

const actorReader = (from: ActorFrom, index: (column: string) => number): ReadActor => {
  if ('id' in from) return () => from
  const place = index(from.column)
  const { role, otherwise = 'unknown' } = from
  return (row) => ({ id: row.values[place] ?? otherwise, role })
}

const emissionOf = (
  { mapping, problems, index, timeOf }: Builder,
  lifecycle: Lifecycle,
  emission: Emission,
  pointer: string,
  given: ReadonlyArray<string>,
): PlannedEmission => {
  const version = lifecycle.versions.get(emission.type)
  const mapped = emission.fields ?? {}
  const fields = version === undefined ? undefined : fieldsOf(version.codec)
  if (fields === undefined) {
    const what = `a type of ${lifecycle.category} event`
    problems.push(unknownName(`${pointer}/type`, emission.type, what, lifecycle.types))
  } else {
    const importer = [...lifecycle.filled, ...given]
    problems.push(...checkFields(`${pointer}/fields`, emission.type, fields, mapped, importer))
  }
  return {
    type: emission.type,
    at: emission.at === undefined ? undefined : timeOf(emission.at.column),
    actor: actorReader(emission.actor ?? mapping.actor, index),
    fields: compileFields(mapped, index, (column) => timeOf(column).read),
    filled: lifecycle.filled.filter((name) => fields?.codecs.has(name) && !(name in mapped)),
  }
}

/** What the opening event gets from the importer beside what every event gets. */
const OPENING = ['standard', 'externalRef', 'attributes']

/** The plan of a mapping, or everything that is wrong with it. */
export const planOf = (mapping: Mapping, feeds: Feeds): E.Either<ReadonlyArray<Problem>, Plan> => {
  const problems: Problem[] = []
  const columns: string[] = []
  const builder = builderOf(mapping, problems, columns)
  const categories = Object.keys(feeds.lifecycles)
  const [fed, ...more] = Object.entries(mapping.streams)
  for (const [category] of Object.entries(mapping.streams)) {
    if (categories.includes(category)) continue
    problems.push(unknownName(`/streams/${part(category)}`, category, 'an aggregate', categories))
  }
  if (fed === undefined || more.length > 0) {
    problems.push({ pointer: '/streams', found: show(mapping.streams), expected: 'one aggregate' })
  }
  problems.push(...standardProblems(mapping, feeds), ...attributeProblems(mapping))
  const lifecycle = fed === undefined ? undefined : feeds.lifecycles[fed[0]]
  if (fed === undefined || lifecycle === undefined) return E.left(problems)
  const [category, stream] = fed
  const opening = { type: lifecycle.opening, ...stream.opening }
  const plan: Plan = {
    source: mapping.source,
    format: mapping.format,
    standard: mapping.standard,
    lifecycle,
    columns,
    nulls: new Set(mapping.nulls ?? ['']),
    key: builder.index(stream.key),
    activity: builder.index(mapping.activity),
    time: builder.timeOf(mapping.time.field),
    order: mapping.order ?? 'file',
    actor: actorReader(mapping.actor, builder.index),
    opening: emissionOf(builder, lifecycle, opening, `/streams/${part(category)}/opening`, OPENING),
    attributes: Object.entries(mapping.attributes ?? {}).map(([dimension, { field, take }]) => ({
      dimension,
      place: builder.index(field),
      take,
    })),
    rules: mapping.rules.map((rule, r) => ({
      name: rule.name ?? `rule ${r + 1}`,
      test: compileCondition(rule.when, builder.index),
      emit: rule.emit.map((emission, e) =>
        emissionOf(builder, lifecycle, emission, `/rules/${r}/emit/${e}`, []),
      ),
    })),
    unmapped: mapping.unmapped ?? 'error',
  }
  return problems.length > 0 ? E.left(problems) : E.right(plan)
}

/** What `--by` understands as something else, and what no event can hold. */
const RESERVED = new Set(['day', 'week', 'month', 'constructor', 'prototype'])

const attributeProblems = ({ attributes = {} }: Mapping): ReadonlyArray<Problem> =>
  Object.keys(attributes)
    .filter((name) => RESERVED.has(name) || name.includes(','))
    .map((name) => ({
      pointer: `/attributes/${part(name)}`,
      found: show(name),
      expected:
        'a name that can be asked for: no comma, none of day, week, month, constructor, prototype',
    }))

const standardProblems = ({ standard }: Mapping, { standards }: Feeds): ReadonlyArray<Problem> => {
  const named = standards.filter((known) => known.id === standard.id)
  if (named.length === 0) {
    const ids = standards.map((known) => known.id)
    return [unknownName('/standard/id', standard.id, 'a known standard', ids)]
  }
  if (named.some((known) => known.version === standard.version)) return []
  const versions = named.map((known) => known.version).join(' or ')
  return [
    {
      pointer: '/standard/version',
      found: show(standard.version),
      expected: `version ${versions}`,
    },
  ]
}
