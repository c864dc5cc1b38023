/** The streams that a mapping feeds, made ready: the first is the story, the others stand in it. */
import { pointerKey, show } from '@casetrail/core'

import type { Feeds, Lifecycle } from '../lifecycle.js'

import type { Builder } from './builder.js'
import { compileCondition } from './condition.js'
import type { Stream } from './document.js'
import { emissionOf, type Fed } from './emission.js'
import { fieldsOf } from './fields.js'
import { unknownName } from './name.js'
import type { Carried, PlannedStream } from './plan.js'

/** What the opening event gets from the importer, where it knows the field. */
const OPENING: ReadonlyArray<Carried> = ['standard', 'externalRef', 'attributes']

/** The lifecycles of a mapping's streams, in its order; those that can't be fed are noted. */
export const fedBy = ({ mapping, problems }: Builder, feeds: Feeds): Fed => {
  const categories = Object.keys(feeds.lifecycles)
  const named = Object.keys(mapping.streams)
  if (named.length === 0) {
    const expected = `an aggregate at least (${categories.join(', ')})`
    problems.push({ pointer: '/streams', found: 'nothing', expected })
  }
  const streams = named.flatMap((category, place) => {
    const pointer = `/streams/${pointerKey(category)}`
    const lifecycle = categories.includes(category) ? feeds.lifecycles[category] : undefined
    if (lifecycle === undefined) {
      problems.push(unknownName(pointer, category, 'an aggregate', categories))
      return []
    }
    if (place > 0 && lifecycle.correlation === 'own') {
      const expected = `${category} as the first stream, whose id the others carry`
      problems.push({ pointer, found: `${category} after ${named[0] ?? ''}`, expected })
    }
    return [lifecycle]
  })
  return { streams, all: Object.values(feeds.lifecycles) }
}

const streamOf = (
  builder: Builder,
  lifecycle: Lifecycle,
  place: number,
  { key, opening }: Stream,
): PlannedStream => {
  const { when, ...event } = opening
  const pointer = `/streams/${pointerKey(lifecycle.category)}/opening`
  const version = lifecycle.versions.get(lifecycle.opening)
  const known = version === undefined ? undefined : fieldsOf(version.codec).codecs
  const carries = OPENING.filter((name) => known?.has(name))
  if (place === 0 && when !== undefined) {
    const expected = 'none: the first stream is opened by the first row of its key'
    builder.problems.push({ pointer: `${pointer}/when`, found: show(when), expected })
  }
  const emission = { type: lifecycle.opening, ...event }
  return {
    lifecycle,
    key: builder.index(key),
    opening: emissionOf(builder, lifecycle, place, emission, pointer, carries),
    when: when === undefined ? () => true : compileCondition(when, builder.index),
    carries,
  }
}

/** The planned streams, in the mapping's order. */
export const streamsOf = (builder: Builder, { streams }: Fed): ReadonlyArray<PlannedStream> =>
  streams.flatMap((lifecycle, place) => {
    const stream = builder.mapping.streams[lifecycle.category]
    return stream === undefined ? [] : [streamOf(builder, lifecycle, place, stream)]
  })
