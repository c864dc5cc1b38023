/** The options of a connection string: what each may be, and what this adapter refuses and why. */
import * as E from 'fp-ts/lib/Either.js'

import { mistake, unknownName, type ConnectionMistake } from './problem.js'

/** What may be set by `?name=value`; times in milliseconds but `gossipTimeout`, in seconds. */
export interface Settings {
  readonly tls?: boolean
  readonly tlsCAFile?: string
  readonly userCertFile?: string
  readonly userKeyFile?: string
  readonly connectionName?: string
  readonly nodePreference?: 'leader' | 'follower' | 'random' | 'read_only_replica'
  readonly defaultDeadline?: number
  readonly keepAliveInterval?: number
  readonly keepAliveTimeout?: number
  readonly maxDiscoverAttempts?: number
  readonly discoveryInterval?: number
  readonly gossipTimeout?: number
}

type Read<A> = (pointer: string, text: string) => E.Either<ConnectionMistake, A>

/** Beyond it a timer fires at once. */
const LONGEST_MS = 2_147_483_647

const truth: Read<boolean> = (pointer, text) =>
  text === 'true' || text === 'false'
    ? E.right(text === 'true')
    : E.left(unknownName(pointer, text, ['true', 'false']))

const whole =
  (least: number): Read<number> =>
  (pointer, text) => {
    const n = Number(text)
    return /^-?\d+$/.test(text) && n >= least && n <= LONGEST_MS
      ? E.right(n)
      : E.left(
          mistake(pointer, text, `a whole number from ${String(least)} to ${String(LONGEST_MS)}`),
        )
  }

const text: Read<string> = (_, given) => E.right(given)

/** An option that the client takes, but that does harm or nothing at one value. */
const only =
  (wanted: 'true' | 'false', reason: string): Read<undefined> =>
  (pointer, given) =>
    given === wanted ? E.right(undefined) : E.left(mistake(pointer, given, `${wanted}: ${reason}`))

const PREFERENCES = ['leader', 'follower', 'random', 'readOnlyReplica'] as const

const preference: Read<NonNullable<Settings['nodePreference']>> = (pointer, given) => {
  const found = PREFERENCES.find((name) => flat(name) === flat(given))
  if (found === undefined) return E.left(unknownName(pointer, given, PREFERENCES))
  return E.right(found === 'readOnlyReplica' ? 'read_only_replica' : found)
}

/** −1, "never" to the client, becomes a timer of 1 ms. */
const READERS: Readonly<Record<string, Read<unknown>>> = {
  tls: truth,
  tlsCAFile: text,
  userCertFile: text,
  userKeyFile: text,
  connectionName: text,
  nodePreference: preference,
  defaultDeadline: whole(1),
  keepAliveInterval: whole(1),
  keepAliveTimeout: whole(1),
  maxDiscoverAttempts: whole(1),
  discoveryInterval: whole(1),
  gossipTimeout: whole(1),
  tlsVerifyCert: only('true', 'the client verifies always; name the authority by tlsCAFile'),
  throwOnAppendFailure: only('true', 'without throwing, a refused append looks like revision 1'),
}

const NAMES = Object.keys(READERS)

/** As the client compares names: letter case, hyphens and underscores aside. */
const flat = (name: string): string => name.toLowerCase().replaceAll(/[-_]/g, '')

const unescaped = (given: string): string | undefined => {
  try {
    return decodeURIComponent(given)
  } catch {
    return undefined
  }
}

/** Reads what follows the question mark; every mistake goes into `mistakes`. */
export const settingsOf = (query: string, mistakes: ConnectionMistake[]): Settings => {
  const settings: Record<string, unknown> = {}
  const seen = new Set<string>()
  for (const [index, pair] of query.split('&').entries()) {
    const [given = '', ...rest] = pair.split('=')
    const raw = rest.join('=')
    const name = NAMES.find((known) => flat(known) === flat(given.trim()))
    if (given === '' || raw === '') {
      mistakes.push(mistake(`/options/${String(index)}`, pair, 'name=value'))
    } else if (name === undefined) {
      mistakes.push(unknownName(`/options/${given}`, given, NAMES))
    } else if (seen.has(name)) {
      mistakes.push(mistake(`/options/${name}`, raw, 'the option once'))
    } else {
      seen.add(name)
      const value = unescaped(raw.trim())
      const read =
        value === undefined
          ? E.left(mistake(`/options/${name}`, raw, 'percent-encoded UTF-8'))
          : READERS[name]?.(`/options/${name}`, value)
      if (read === undefined) continue
      if (E.isLeft(read)) mistakes.push(read.left)
      else if (read.right !== undefined) settings[name] = read.right
    }
  }
  return settings
}
