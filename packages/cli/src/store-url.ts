/** Which store a command works on. */
import * as E from 'fp-ts/lib/Either.js'

export interface StoreUrl {
  readonly scheme: 'sqlite'
  readonly path: string
  /** As it may be printed: without a password. */
  readonly shown: string
}

/** No store is known by that URL. */
export interface UnsupportedStore {
  readonly _tag: 'UnsupportedStore'
  /** The URL without its password. */
  readonly url: string
  readonly reason: string
}

const DEFAULT_STORE = 'sqlite:casetrail.db'

/** A URL as it may be printed; a mistyped one, or a password with a slash, gives no password away either. */
const withoutPassword = (url: string): string =>
  url.replace(/^(?=[^@]*:)([a-z][\w+.-]*:\/+)?.*@/is, '$1***@')

/**
 * The store of `--store`, else of CASETRAIL_STORE, else `sqlite:casetrail.db`.
 *
 * Rejects: `UnsupportedStore` for another scheme or an empty path.
 */
export const storeUrl = (
  option: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): E.Either<UnsupportedStore, StoreUrl> => {
  const named = env['CASETRAIL_STORE'] ?? ''
  const url = option ?? (named === '' ? DEFAULT_STORE : named)
  const unsupported = (reason: string): E.Either<UnsupportedStore, never> =>
    E.left({ _tag: 'UnsupportedStore', url: withoutPassword(url), reason })
  const scheme = /^([a-z][a-z+]+):/i.exec(url)?.[1]?.toLowerCase()
  if (scheme === undefined) return unsupported(`write it as sqlite:${withoutPassword(url)}`)
  if (scheme !== 'sqlite') return unsupported('only sqlite:FILE is supported so far')
  const path = url.slice('sqlite:'.length)
  return path === ''
    ? unsupported('it names no file; write sqlite:desk.db')
    : E.right({ scheme, path, shown: url })
}
