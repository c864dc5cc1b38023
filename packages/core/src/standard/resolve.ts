/** Documents upon the ones that they extend, in whatever order they come. */
import { fieldOf, isFields } from '../codec/fields.js'
import { show, type Problem } from '../codec/problem.js'

import { hintOf, MOST_COMPARED } from './check/codes.js'
import { tooDeep } from './depth.js'
import type { ServiceStandard } from './document.js'
import { extendStandard } from './extend.js'

/** A document as it was given, without the `$schema` that editors ask for. */
export interface Given {
  readonly document: unknown
  /** `?` where it has none. */
  readonly id: string
  /** `id@version`, where it has both. */
  readonly ref: string | undefined
}

/** What came of a document and of what it extends. */
export interface Resolved {
  /** `undefined` where what it extends can't be had, or it is nested too deep. */
  readonly whole: unknown
  readonly problems: ReadonlyArray<Problem>
  /** What it was merged upon, where that is another of the documents given. */
  readonly base: Given | undefined
  /** The document that it was merged upon. */
  readonly upon?: unknown
  readonly isMerged: boolean
  /** Nested too deep to be looked at. */
  readonly isTooDeep: boolean
}

/** `id@version`, by which a document is extended. */
export const refOf = ({ id, version }: { readonly id: string; readonly version: number }): string =>
  `${id}@${String(version)}`

export const givenOf = (document: unknown): Given => {
  const id = fieldOf(document, 'id')
  const version = fieldOf(document, 'version')
  const isNamed = typeof id === 'string'
  return {
    document: withoutSchema(document),
    id: isNamed ? id : '?',
    ref: isNamed && typeof version === 'number' ? refOf({ id, version }) : undefined,
  }
}

/** Editors ask for it; it says nothing of the document. */
export const withoutSchema = (document: unknown): unknown => {
  if (typeof fieldOf(document, '$schema') !== 'string' || !isFields(document)) return document
  const { $schema: _, ...more } = document
  return more
}

/** Of a document that extends nothing. */
export const whole = (document: unknown): Resolved => ({
  whole: document,
  problems: [],
  base: undefined,
  isMerged: false,
  isTooDeep: false,
})

const refused = (problem: Problem): Resolved => ({ ...whole(undefined), problems: [problem] })

const cannotExtend = (found: unknown, expected: string): Resolved =>
  refused({ pointer: '/extends', found: show(found), expected })

/** What a standard is called is its own: no other inherits that. */
const nameless = (base: unknown): unknown => {
  if (!isFields(base)) return base
  const { id: _id, version: _version, basedOn: _basedOn, ...more } = base
  return more
}

const merged = (base: unknown, document: unknown, given: Given | undefined): Resolved => {
  const { document: both, problems } = extendStandard(nameless(base), document)
  return { whole: both, problems, base: given, upon: base, isMerged: true, isTooDeep: false }
}

const MOST_NAMED = 10

/** The names of a cycle from one of it and back; of a long one the first. */
const roundFrom = (circle: ReadonlyArray<Given>, start: number): string => {
  const names = circle.slice(start, start + MOST_NAMED).map(({ ref }) => ref)
  const around = circle.slice(0, Math.min(start, MOST_NAMED - names.length)).map(({ ref }) => ref)
  const more = circle.length > MOST_NAMED ? [`… (${String(circle.length)} in all)`] : []
  return [...names, ...around, ...more, circle[start]?.ref].join(' → ')
}

/** Resolves each of some documents, which may extend each other and `bases`. */
export const resolved = (
  all: ReadonlyArray<Given>,
  bases: ReadonlyArray<ServiceStandard>,
): ReadonlyMap<Given, Resolved> => {
  const byRef = new Map([...all].reverse().map((given) => [given.ref, given] as const))
  const refs = all.flatMap(({ ref }) => (ref === undefined ? [] : [ref]))
  const shipped = new Map(bases.map((base) => [refOf(base), base] as const))
  // of very many none is looked for
  const known = refs.length > MOST_COMPARED ? [] : [...shipped.keys(), ...refs]
  const done = new Map<Given, Resolved>()

  const baseOf = ({ document }: Given): Given | undefined => {
    const ref = fieldOf(document, 'extends')
    return typeof ref === 'string' ? byRef.get(ref) : undefined
  }

  const resolve = ({ document, ref: own }: Given): Resolved => {
    const ref = fieldOf(document, 'extends')
    if (ref === undefined) return whole(document)
    if (typeof ref !== 'string') return cannotExtend(ref, 'a standard as id@version')
    const given = byRef.get(ref)
    if (given === undefined) {
      const base = shipped.get(ref)
      if (base !== undefined) return merged(base, document, undefined)
      const hint = hintOf(
        ref,
        known.filter((name) => name !== own),
      )
      return cannotExtend(ref, `a standard that is there, as id@version${hint}`)
    }
    const base = done.get(given)?.whole
    return base === undefined
      ? cannotExtend(ref, 'a standard that can be resolved itself')
      : merged(base, document, given)
  }

  /** What a document extends, and what that does, first the document: each once, or a cycle's. */
  const chainFrom = (first: Given): ReadonlyArray<Given> => {
    const chain = new Set<Given>()
    for (let at: Given | undefined = first; at !== undefined; at = baseOf(at)) {
      if (done.has(at)) break
      if (chain.has(at)) {
        endCycle([...chain], at)
        break
      }
      const deep = tooDeep(at.document)
      if (deep !== undefined) {
        done.set(at, { ...refused(deep), isTooDeep: true })
        break
      }
      chain.add(at)
    }
    return [...chain].reverse()
  }

  const endCycle = (chain: ReadonlyArray<Given>, first: Given): void => {
    const circle = chain.slice(chain.indexOf(first))
    circle.forEach((given, i) => {
      const next = fieldOf(given.document, 'extends')
      done.set(given, cannotExtend(next, `no cycle: ${roundFrom(circle, i)}`))
    })
  }

  for (const given of all) {
    for (const one of chainFrom(given)) if (!done.has(one)) done.set(one, resolve(one))
  }
  return done
}
