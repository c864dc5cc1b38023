import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import { storeUrl, type StoreUrl } from './url.js'

describe('the store', () => {
  it('is that of the option, else of the environment, else the default', () => {
    const env = { CASETRAIL_STORE: 'sqlite:env.db' }
    expect(storeUrl('sqlite:/a/b.db', env)).toMatchObject(E.right({ path: '/a/b.db' }))
    expect(storeUrl(undefined, env)).toMatchObject(E.right({ path: 'env.db' }))
    expect(storeUrl(undefined, { CASETRAIL_STORE: '' })).toMatchObject(
      E.right({ path: 'casetrail.db' }),
    )
  })

  it.each([
    ['desk.db', 'write it as sqlite:desk.db'],
    ['sqlite:', 'it names no file; write sqlite:desk.db'],
    ['mysql://u:p@h:2113', 'write sqlite:FILE, esdb://HOST or esdb+discover://HOST'],
    [
      'kurrentdb+discover://u:p@h',
      'write esdb+discover://; newer servers are spoken to by that name too',
    ],
  ])('is not %s', (url, reason) => {
    const refused = storeUrl(url, {})
    expect(refused).toMatchObject(E.left({ _tag: 'UnsupportedStore', reason }))
    expect(JSON.stringify(refused)).not.toContain('u:p')
  })

  it.each([
    'esdb://admin:hunter2@host:2113',
    'esdb://admin:hunt/er2#@host',
    'esdb:/admin:hunter2@host',
    'mysql:hunter2@host',
    'admin:hunter2@host',
    '://admin:hunter2@host',
  ])('tells no password of %s', (url) => {
    const named = storeUrl(url, {})
    const { connection, ...told } = E.isRight(named)
      ? { connection: '', ...named.right }
      : { connection: '', ...named.left }
    expect(connection.includes('hunt')).toBe(E.isRight(named))
    expect(JSON.stringify(told)).toContain('***@host')
    expect(JSON.stringify(told)).not.toMatch(/hunt/)
  })

  it('is a server by its hosts, whoever connects, in whichever order they are named', () => {
    const hosts = (url: string): unknown =>
      E.map((named: StoreUrl) => 'hosts' in named && named.hosts)(storeUrl(url, {}))
    expect(hosts('esdb://u:p@B:2114,a?tls=false')).toEqual(E.right(['a:2113', 'b:2114']))
    expect(hosts('ESDB+discover://a/?tls=true')).toEqual(E.right(['a:2113']))
    expect(hosts('esdb://u:p/w?x@[::1]:2113')).toEqual(E.right(['[::1]:2113']))
  })
})
