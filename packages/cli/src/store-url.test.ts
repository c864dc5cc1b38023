import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import { storeUrl } from './store-url.js'

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
    ['esdb+discover://u:p@h:2113?tls=false', 'only sqlite:FILE is supported so far'],
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
    const refused = JSON.stringify(storeUrl(url, {}))
    expect(refused).toContain('***@host')
    expect(refused).not.toMatch(/hunt/)
  })
})
