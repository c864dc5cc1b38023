import { inspect } from 'node:util'

import { problemText } from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { parseConnection } from './parse.js'
import { mistakeText, type ConnectionMistake } from './problem.js'

const mistakesIn = (text: string): ReadonlyArray<ConnectionMistake> => {
  const parsed = parseConnection(text)
  return E.isLeft(parsed) ? parsed.left.mistakes : []
}

const read = (text: string) => {
  const parsed = parseConnection(text)
  if (E.isLeft(parsed)) throw new Error(inspect(parsed.left, { depth: 5 }))
  return parsed.right
}

describe('a connection string', () => {
  test('has hosts, credentials, options, in the forms that the client reads', () => {
    expect(read('esdb://localhost')).toEqual({
      discover: false,
      hosts: [{ address: 'localhost', port: 2113 }],
      credentials: undefined,
      settings: {},
    })
    expect(
      read(
        ' esdb://admin:ch%40nge:it@a.b.example:1,b-c:2,[::1]:3/?TLS=true&keep-alive_interval=10000 ',
      ),
    ).toEqual({
      discover: false,
      hosts: [
        { address: 'a.b.example', port: 1 },
        { address: 'b-c', port: 2 },
        { address: '[::1]', port: 3 },
      ],
      credentials: { username: 'admin', password: 'ch@nge:it' },
      settings: { tls: true, keepAliveInterval: 10_000 },
    })
    expect(read('esdb+discover://cluster.example?nodePreference=read_only_replica')).toMatchObject({
      discover: true,
      settings: { nodePreference: 'read_only_replica' },
    })
  })

  const wrong: ReadonlyArray<
    readonly [text: string, pointer: string, found: string, expected: string, nearest?: string]
  > = [
    ['', '/scheme', 'nothing', 'esdb:// | esdb+discover://'],
    ['localhost:2113', '/scheme', 'nothing', 'esdb:// | esdb+discover://'],
    ['kurrentdb://localhost', '/scheme', '"kurrentdb"', 'esdb:// | esdb+discover://', 'esdb'],
    [
      'kdb+discover://x',
      '/scheme',
      '"kdb+discover"',
      'esdb:// | esdb+discover://',
      'esdb+discover',
    ],
    ['esdb://', '/hosts/0', '""', 'a host name or address'],
    ['esdb://a,,b', '/hosts/1', '""', 'a host name or address'],
    ['esdb://a b', '/hosts/0', '"a b"', 'a host name or address'],
    ['esdb://a/b', '/hosts/0', '"a/b"', 'a host name or address'],
    ['esdb://a:2113x', '/hosts/0/port', '"2113x"', 'a port from 1 to 65535'],
    ['esdb://a:0', '/hosts/0/port', '"0"', 'a port from 1 to 65535'],
    ['esdb://a:70000', '/hosts/0/port', '"70000"', 'a port from 1 to 65535'],
    ['esdb://a:', '/hosts/0/port', '""', 'a port from 1 to 65535'],
    [
      'esdb+discover://a,b',
      '/hosts',
      '"a,b"',
      'one name with esdb+discover://; the client asks only one',
    ],
    ['esdb://admin@host', '/credentials', 'no colon', 'user:password'],
    ['esdb://admin:@host', '/credentials', 'no password', 'user:password'],
    ['esdb://:secret@host', '/credentials', 'no user', 'user:password'],
    [
      'esdb://admin:sec%ret@host',
      '/credentials',
      'a % that begins no code',
      'percent-encoded UTF-8, % itself as %25',
    ],
    ['esdb://admin:sec@ret@host', '/credentials', '@, /, ? or # before an @', '%40, %2F, %3F, %23'],
    ['esdb://admin:sec?ret@host', '/credentials', '@, /, ? or # before an @', '%40, %2F, %3F, %23'],
    ['esdb://a?', '/options/0', '""', 'name=value'],
    ['esdb://a?tls', '/options/0', '"tls"', 'name=value'],
    ['esdb://a?tls=', '/options/0', '"tls="', 'name=value'],
    ['esdb://a?tls=flase', '/options/tls', '"flase"', 'true | false', 'false'],
    ['esdb://a?tls=true&tls=true', '/options/tls', '"true"', 'the option once'],
    [
      'esdb://a?defaultDeadline=10s',
      '/options/defaultDeadline',
      '"10s"',
      'a whole number from 1 to 2147483647',
    ],
    [
      'esdb://a?defaultDeadline=0',
      '/options/defaultDeadline',
      '"0"',
      'a whole number from 1 to 2147483647',
    ],
    ['esdb://a?connectionName=%', '/options/connectionName', '"%"', 'percent-encoded UTF-8'],
    [
      'esdb://a?tlsVerifyCert=false',
      '/options/tlsVerifyCert',
      '"false"',
      'true: the client verifies always; name the authority by tlsCAFile',
    ],
  ]
  for (const [text, pointer, found, expected, nearest] of wrong) {
    test(`${text} is refused at ${pointer}`, () => {
      const known = { pointer, found, expected }
      expect(mistakesIn(text)).toEqual([nearest === undefined ? known : { ...known, nearest }])
    })
  }

  test('trap: keepAliveTimeout −1 becomes a 1 ms timer, and so does keepAliveInterval: refused', () => {
    for (const name of ['keepAliveTimeout', 'keepAliveInterval']) {
      expect(mistakesIn(`esdb://a?${name}=-1`)).toEqual([
        {
          pointer: `/options/${name}`,
          found: '"-1"',
          expected: 'a whole number from 1 to 2147483647',
        },
      ])
    }
  })

  test('trap: throwOnAppendFailure=false reports 1n as the next revision: refused', () => {
    expect(mistakesIn('esdb://a?throwOnAppendFailure=false')[0]).toMatchObject({
      pointer: '/options/throwOnAppendFailure',
      found: '"false"',
    })
    expect(read('esdb://a?throwOnAppendFailure=true').settings).toEqual({})
  })

  test('an unknown option, which the client would ignore, is named with the nearest known one', () => {
    expect(mistakesIn('esdb://a?tlsCaFille=x')).toMatchObject([
      { pointer: '/options/tlsCaFille', found: '"tlsCaFille"', nearest: 'tlsCAFile' },
    ])
  })

  test('all mistakes are told at once, as lines of text', () => {
    const found = mistakesIn('esdb://admin@a:x?tls=maybe&nodePrefernce=leader')
    expect(found.map(({ pointer }) => pointer)).toEqual([
      '/credentials',
      '/hosts/0/port',
      '/options/tls',
      '/options/nodePrefernce',
    ])
    expect(mistakeText(found[3] ?? { pointer: '', found: '', expected: '' })).toContain(
      'did you mean nodePreference?',
    )
    expect(found.map(problemText)[1]).toContain('/hosts/0/port')
  })

  test('no password is in a mistake, whatever it is made of and wherever the string is broken', () => {
    const password = fc
      .string({
        unit: fc.constantFrom('@', ':', '/', '?', '#', '%', '&', '=', ',', '!', ' ', 'ä', '中'),
        minLength: 1,
        maxLength: 6,
      })
      .map((marks) => `s3cr${marks}et9`)
    const rest = fc.constantFrom('@host', '@host:x', '@host?tls=no', '@?', '@a,b:1?x=y&tls=maybe')
    fc.assert(
      fc.property(
        password,
        rest,
        fc.constantFrom('esdb', 'esdb+discover', 'http'),
        (p, r, scheme) => {
          const told = inspect(parseConnection(`${scheme}://admin:${p}${r}`), { depth: 9 })
          if (told.includes("'Left'")) {
            expect(told).not.toContain('s3cr')
            expect(told).not.toContain('et9')
          }
        },
      ),
      { numRuns: 500 },
    )
  })
})
