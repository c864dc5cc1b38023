/** Emissions of a mapping, made ready: the stream that each is for, its event's fields checked. */
import type { Lifecycle } from '../lifecycle.js'

import { actorReader, type Builder } from './builder.js'
import { checkFields } from './check-fields.js'
import type { Emission } from './document.js'
import { fieldsOf } from './fields.js'
import { unknownName } from './name.js'
import type { PlannedEmission } from './plan.js'
import { compileFields } from './value.js'

/** The lifecycles of the streams that a mapping feeds, in their order, and all that could be fed. */
export interface Fed {
  readonly streams: ReadonlyArray<Lifecycle>
  readonly all: ReadonlyArray<Lifecycle>
}

const either = (names: ReadonlyArray<string>): string => names.join(' or ')

const categories = (lifecycles: ReadonlyArray<Lifecycle>): ReadonlyArray<string> =>
  lifecycles.map(({ category }) => category)

/** The streams that an emission may be for, by its word or by the events that they know. */
const candidates = (
  { problems }: Builder,
  { streams, all }: Fed,
  { type, stream }: Emission,
  pointer: string,
): ReadonlyArray<Lifecycle> => {
  const named = streams.filter(({ category }) => stream === undefined || category === stream)
  if (named.length === 0 && stream !== undefined) {
    const what = 'a stream of this mapping'
    problems.push(unknownName(`${pointer}/stream`, stream, what, categories(streams)))
    return []
  }
  const knowing = named.filter(({ types }) => types.includes(type))
  if (knowing.length > 0) return knowing
  const what = `a type of ${either(categories(named))} event`
  const types = named.flatMap(({ types }) => types)
  const problem = unknownName(`${pointer}/type`, type, what, [...new Set(types)])
  const others = all.filter((one) => !named.includes(one) && one.types.includes(type))
  const hint = `${what}; ${either(categories(others))} has it, and is no stream ${stream === undefined ? 'of this mapping' : 'named here'}`
  problems.push(others.length === 0 ? problem : { ...problem, expected: hint })
  return []
}

/** The place of the stream that an emission is for; where there is none or more, a problem is noted. */
export const streamOf = (
  builder: Builder,
  fed: Fed,
  emission: Emission,
  pointer: string,
): number => {
  const [found, ...more] = candidates(builder, fed, emission, pointer)
  if (found !== undefined && more.length > 0) {
    const known = either(categories([found, ...more]))
    builder.problems.push({
      pointer: `${pointer}/stream`,
      found: 'nothing',
      expected: `the stream that ${emission.type} is for, ${known}: each of them knows it`,
    })
  }
  return found === undefined ? -1 : fed.streams.indexOf(found)
}

/** An emission for the stream at `place`; `given` are the fields that the importer adds to it. */
export const emissionOf = (
  { mapping, problems, index, timeOf }: Builder,
  lifecycle: Lifecycle | undefined,
  place: number,
  emission: Emission,
  pointer: string,
  given: ReadonlyArray<string>,
): PlannedEmission => {
  const version = lifecycle?.versions.get(emission.type)
  const mapped = emission.fields ?? {}
  const fields = version === undefined ? undefined : fieldsOf(version.codec)
  const filled = lifecycle?.filled(emission.type) ?? []
  if (fields !== undefined) {
    const importer = [...filled, ...given]
    problems.push(...checkFields(`${pointer}/fields`, emission.type, fields, mapped, importer))
  }
  return {
    stream: place,
    type: emission.type,
    at: emission.at === undefined ? undefined : timeOf(emission.at.column),
    actor: actorReader(emission.actor ?? mapping.actor, index),
    fields: compileFields(mapped, index, (column) => timeOf(column).read),
    filled: filled.filter((name) => fields?.codecs.has(name) && !(name in mapped)),
  }
}
