/** Which store a command works on. */
import * as E from 'fp-ts/lib/Either.js'

/** A file with events and rows. */
export interface SqliteUrl {
  readonly scheme: 'sqlite'
  readonly path: string
  /** As it may be printed: without a password. */
  readonly shown: string
}

/** A server or a cluster with events; rows are kept elsewhere. */
export interface EsdbUrl {
  readonly scheme: 'esdb'
  /** As it was given; it may hold a password. */
  readonly connection: string
  /** `host:port` of all servers named, in order, without secrets. */
  readonly hosts: ReadonlyArray<string>
  /** As it may be printed: without a password. */
  readonly shown: string
}

export type StoreUrl = SqliteUrl | EsdbUrl

/** No store is known by that URL. */
export interface UnsupportedStore {
  readonly _tag: 'UnsupportedStore'
  /** The URL without its password. */
  readonly url: string
  readonly reason: string
}

const DEFAULT_STORE = 'sqlite:casetrail.db'
const DEFAULT_PORT = '2113'

/** A URL as it may be printed; a mistyped one, or a password with a slash, gives no password away either. */
const withoutPassword = (url: string): string =>
  url.replace(/^(?=[^@]*:)([a-z][\w+.-]*:\/+)?.*@/is, '$1***@')

/** What stands between the user and the options; who connects as another user reads the same store. */
const hostsOf = (connection: string): ReadonlyArray<string> => {
  const afterUser = connection.slice(connection.lastIndexOf('@') + 1)
  const [authority = ''] = afterUser.replace(/^[^:/]*:\/\//, '').split(/[/?]/)
  const hosts = authority
    .split(',')
    .map((host) => host.trim().toLowerCase())
    .map((host) => (/:\d+$/.test(host) ? host : `${host}:${DEFAULT_PORT}`))
  return [...new Set(hosts)].sort()
}

/** What a scheme of no store comes to. */
const reasonOf = (scheme: string): string =>
  scheme.startsWith('kurrentdb')
    ? `write ${scheme.replace('kurrentdb', 'esdb')}://; newer servers are spoken to by that name too`
    : 'write sqlite:FILE, esdb://HOST or esdb+discover://HOST'

/**
 * A store by its URL: `sqlite:FILE`, `esdb://…`, `esdb+discover://…`.
 *
 * Rejects: `UnsupportedStore` for another scheme or an empty path.
 */
export const storeNamed = (url: string): E.Either<UnsupportedStore, StoreUrl> => {
  const shown = withoutPassword(url)
  const unsupported = (reason: string): E.Either<UnsupportedStore, never> =>
    E.left({ _tag: 'UnsupportedStore', url: shown, reason })
  const scheme = /^([a-z][a-z+]+):/i.exec(url)?.[1]?.toLowerCase()
  if (scheme === undefined) return unsupported(`write it as sqlite:${shown}`)
  if (scheme === 'esdb' || scheme === 'esdb+discover') {
    const connection = `${scheme}${url.slice(scheme.length)}`
    return E.right({ scheme: 'esdb', connection, hosts: hostsOf(connection), shown })
  }
  if (scheme !== 'sqlite') return unsupported(reasonOf(scheme))
  const path = url.slice('sqlite:'.length)
  return path === ''
    ? unsupported('it names no file; write sqlite:desk.db')
    : E.right({ scheme, path, shown: url })
}

/** The store of `--store`, else of CASETRAIL_STORE, else `sqlite:casetrail.db`. Rejects what `storeNamed` does. */
export const storeUrl = (
  option: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): E.Either<UnsupportedStore, StoreUrl> => {
  const named = env['CASETRAIL_STORE'] ?? ''
  return storeNamed(option ?? (named === '' ? DEFAULT_STORE : named))
}
