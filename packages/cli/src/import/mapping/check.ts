/** From a mapping document to a plan: names are looked up, formats tried, all faults listed at once. */
import { pointerKey, show, type Problem } from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'

import type { Feeds } from '../lifecycle.js'

import { actorReader, builderOf, type Builder } from './builder.js'
import { compileCondition } from './condition.js'
import type { Mapping } from './document.js'
import { emissionOf, streamOf, type Fed } from './emission.js'
import { unknownName } from './name.js'
import type { Plan, PlannedStream } from './plan.js'
import { fedBy, streamsOf } from './streams.js'

/** The plan of a mapping, or everything that is wrong with it. */
export const planOf = (mapping: Mapping, feeds: Feeds): E.Either<ReadonlyArray<Problem>, Plan> => {
  const problems: Problem[] = []
  const columns: string[] = []
  const builder = builderOf(mapping, problems, columns)
  const fed = fedBy(builder, feeds)
  problems.push(...standardProblems(mapping, feeds))
  const [story, ...others] = streamsOf(builder, fed)
  // what rules mean hangs on the streams
  if (story === undefined || 1 + others.length < Object.keys(mapping.streams).length) {
    return E.left(problems)
  }
  problems.push(...attributeProblems(mapping, [story, ...others]), ...noteProblems(mapping, story))
  const plan: Plan = {
    source: mapping.source,
    format: mapping.format,
    standard: mapping.standard,
    streams: [story, ...others],
    columns,
    nulls: new Set(mapping.nulls ?? ['']),
    activity: builder.index(mapping.activity),
    time: builder.timeOf(mapping.time.field),
    order: mapping.order ?? 'file',
    actor: actorReader(mapping.actor, builder.index),
    attributes: Object.entries(mapping.attributes ?? {}).map(([dimension, { field, take }]) => ({
      dimension,
      place: builder.index(field),
      take,
    })),
    rules: rulesOf(builder, fed),
    unmapped: mapping.unmapped ?? 'error',
  }
  return problems.length > 0 ? E.left(problems) : E.right(plan)
}

const rulesOf = (builder: Builder, fed: Fed): Plan['rules'] =>
  builder.mapping.rules.map((rule, r) => ({
    name: rule.name ?? `rule ${r + 1}`,
    test: compileCondition(rule.when, builder.index),
    emit: rule.emit.map((emission, e) => {
      const pointer = `/rules/${r}/emit/${e}`
      const place = streamOf(builder, fed, emission, pointer)
      return emissionOf(builder, fed.streams[place], place, emission, pointer, [])
    }),
  }))

/** What `--by` understands as something else, and what no event can hold. */
const RESERVED = new Set(['day', 'week', 'month', 'constructor', 'prototype'])

const attributeProblems = (
  { attributes }: Mapping,
  streams: ReadonlyArray<PlannedStream>,
): ReadonlyArray<Problem> => {
  const names = Object.keys(attributes ?? {})
  const problems = names
    .filter((name) => RESERVED.has(name) || name.includes(','))
    .map((name) => ({
      pointer: `/attributes/${pointerKey(name)}`,
      found: show(name),
      expected:
        'a name that can be asked for: no comma, none of day, week, month, constructor, prototype',
    }))
  if (names.length === 0 || streams.some(({ carries }) => carries.includes('attributes'))) {
    return problems
  }
  const opening = streams.map(({ lifecycle }) => lifecycle.opening).join(' and ')
  const expected = `none: ${opening} can't carry them`
  return [...problems, { pointer: '/attributes', found: show(attributes), expected }]
}

const noteProblems = (
  { unmapped }: Mapping,
  { lifecycle }: PlannedStream,
): ReadonlyArray<Problem> => {
  if (unmapped !== 'note' || lifecycle.note !== undefined) return []
  const expected = `error or { "ignore": reason }: ${lifecycle.category} events include no note`
  return [{ pointer: '/unmapped', found: show(unmapped), expected }]
}

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
