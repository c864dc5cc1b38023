/**
 * Connection strings: `esdb://user:password@host:2113,host2?tls=false` and `esdb+discover://…`. Read by
 * ourselves, since the client's reader takes mistakes silently: a port `2113x`, unknown and doubled
 * options, a password cut at its second colon, more hosts than it uses.
 */
import * as E from 'fp-ts/lib/Either.js'
import type { Credentials, EndPoint } from '@eventstore/db-client'

import { settingsOf, type Settings } from './options.js'
import {
  mistake,
  problemOf,
  secretMistake,
  type ConnectionMistake,
  type ConnectionProblem,
} from './problem.js'

/** A connection string, read. */
export interface Connection {
  readonly discover: boolean
  readonly hosts: ReadonlyArray<EndPoint>
  readonly credentials: Credentials | undefined
  readonly settings: Settings
}

const SCHEMES = ['esdb', 'esdb+discover']
const DEFAULT_PORT = 2113
const HOST = /^(?:[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?|\[[0-9a-f:.]+\])$/i

/** All before the last `@` is taken for secret, also where one stands that should have been encoded. */
interface Parts {
  readonly scheme: string | undefined
  readonly user: string | undefined
  readonly hosts: string
  readonly query: string | undefined
}

const partsOf = (given: string): Parts => {
  const [, scheme, rest = given] = /^([^:/?#@]*):\/\/(.*)$/s.exec(given) ?? []
  const at = rest.lastIndexOf('@')
  const authority = rest.slice(at + 1)
  const end = authority.indexOf('?')
  return {
    scheme,
    user: at < 0 ? undefined : rest.slice(0, at),
    hosts: (end < 0 ? authority : authority.slice(0, end)).replace(/\/+$/, ''),
    query: end < 0 ? undefined : authority.slice(end + 1),
  }
}

const decoded = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

const credentialsOf = (
  user: string | undefined,
  mistakes: ConnectionMistake[],
): Credentials | undefined => {
  if (user === undefined) return undefined
  const wrong = (found: string, expected: string): undefined => {
    mistakes.push(secretMistake('/credentials', found, expected))
    return undefined
  }
  if (/[@/?#]/.test(user)) {
    wrong('@, /, ? or # before an @', '%40, %2F, %3F, %23')
    return
  }
  const colon = user.indexOf(':')
  if (colon < 0) {
    wrong('no colon', 'user:password')
    return
  }
  const username = decoded(user.slice(0, colon))
  const password = decoded(user.slice(colon + 1))
  if (username === undefined || password === undefined) {
    wrong('a % that begins no code', 'percent-encoded UTF-8, % itself as %25')
    return
  }
  if (username === '') {
    wrong('no user', 'user:password')
    return
  }
  if (password === '') {
    wrong('no password', 'user:password')
    return
  }
  return { username, password }
}

const hostsOf = (given: string, mistakes: ConnectionMistake[]): ReadonlyArray<EndPoint> =>
  given.split(',').map((host, index) => {
    const pointer = `/hosts/${String(index)}`
    const [, address = '', port] = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/s.exec(host.trim()) ?? []
    if (!HOST.test(address)) mistakes.push(mistake(pointer, host, 'a host name or address'))
    const number = port === undefined ? DEFAULT_PORT : Number(port)
    if (port !== undefined && (!/^\d{1,5}$/.test(port) || number < 1 || number > 65_535)) {
      mistakes.push(mistake(`${pointer}/port`, port, 'a port from 1 to 65535'))
    }
    return { address, port: number }
  })

/** Reads a connection string, with all its mistakes at once. Secrets are in no mistake. */
export const parseConnection = (given: string): E.Either<ConnectionProblem, Connection> => {
  const mistakes: ConnectionMistake[] = []
  const { scheme, user, hosts: list, query } = partsOf(given.trim())
  if (scheme === undefined || !SCHEMES.includes(scheme)) {
    const wrong = mistake('/scheme', scheme, 'esdb:// | esdb+discover://')
    const meant = scheme?.includes('discover') === true ? 'esdb+discover' : 'esdb'
    return E.left(problemOf([scheme === undefined ? wrong : { ...wrong, nearest: meant }]))
  }
  const discover = scheme === 'esdb+discover'
  const credentials = credentialsOf(user, mistakes)
  const hosts = hostsOf(list, mistakes)
  if (discover && hosts.length > 1) {
    mistakes.push(
      mistake('/hosts', list, 'one name with esdb+discover://; the client asks only one'),
    )
  }
  const settings = query === undefined ? {} : settingsOf(query, mistakes)
  return mistakes.length > 0
    ? E.left(problemOf(mistakes))
    : E.right({ discover, hosts, credentials, settings })
}

/** Hosts for error texts. */
export const hostsText = ({ hosts }: Pick<Connection, 'hosts'>): string =>
  hosts.map(({ address, port }) => `${address}:${String(port)}`).join(',')
