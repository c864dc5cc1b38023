/** TLS is the rule; without it, loopback, or when asked for explicitly. */
import { readFileSync } from 'node:fs'

import * as E from 'fp-ts/lib/Either.js'
import type { ChannelCredentialOptions } from '@eventstore/db-client'

import type { Connection } from './parse.js'
import { mistake, problemOf, type ConnectionMistake, type ConnectionProblem } from './problem.js'

const isLoopback = (address: string): boolean =>
  /^(?:(?:.+\.)?localhost|127(?:\.\d{1,3}){3}|\[(?:::1|::ffff:127(?:\.\d{1,3}){3})\])$/i.test(
    address,
  )

const FILES = ['tlsCAFile', 'userCertFile', 'userKeyFile'] as const

const CERTIFICATE = /-----BEGIN CERTIFICATE-----/
const KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/

/** What the channel is made with: certificates read, or plain text where it may be. */
export const channelOf = (
  { hosts, settings }: Connection,
  insecure: boolean,
): E.Either<ConnectionProblem, ChannelCredentialOptions> => {
  const mistakes: ConnectionMistake[] = []
  const open = settings.tls === false
  const away = hosts.find(({ address }) => !isLoopback(address))
  if (open && away !== undefined && !insecure) {
    const expected = `TLS to ${away.address}, or the option { insecure: true }`
    mistakes.push(mistake('/options/tls', 'false', expected))
  }
  for (const name of FILES) {
    if (open && settings[name] !== undefined) {
      mistakes.push(mistake(`/options/${name}`, settings[name], 'no certificate with tls=false'))
    }
  }
  const { userCertFile, userKeyFile } = settings
  if ((userCertFile === undefined) !== (userKeyFile === undefined)) {
    const missing = userCertFile === undefined ? 'userCertFile' : 'userKeyFile'
    mistakes.push(
      mistake(`/options/${missing}`, undefined, 'userCertFile and userKeyFile together'),
    )
  }
  if (mistakes.length > 0) return E.left(problemOf(mistakes))
  if (open) return E.right({ insecure: true })
  const read = (name: (typeof FILES)[number], like: RegExp, what: string): Buffer | undefined => {
    const path = settings[name]
    if (path === undefined) return undefined
    const content = contentOf(path)
    if (content === undefined) mistakes.push(mistake(`/options/${name}`, path, 'a readable file'))
    else if (!like.test(content.toString('latin1'))) {
      mistakes.push(mistake(`/options/${name}`, path, `a file with ${what} in PEM`))
    }
    return content
  }
  const rootCertificate = read('tlsCAFile', CERTIFICATE, 'a certificate')
  const certificate = read('userCertFile', CERTIFICATE, 'a certificate')
  const key = read('userKeyFile', KEY, 'a private key')
  if (mistakes.length > 0) return E.left(problemOf(mistakes))
  return E.right({
    insecure: false,
    ...(rootCertificate === undefined ? {} : { rootCertificate }),
    ...(certificate === undefined ? {} : { userCertFile: certificate }),
    ...(key === undefined ? {} : { userKeyFile: key }),
  })
}

const contentOf = (path: string): Buffer | undefined => {
  try {
    return readFileSync(path)
  } catch {
    return undefined
  }
}
