/** A certificate for tests, signed by itself: X.509 in DER, as little of it as TLS asks for. */
import { createSign, generateKeyPairSync, randomBytes } from 'node:crypto'

import type { Identity } from './connections.js'

const der = (tag: number, ...content: ReadonlyArray<Uint8Array>): Buffer => {
  const body = Buffer.concat(content)
  const { length } = body
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), body])
}

const sequence = (...content: ReadonlyArray<Uint8Array>): Buffer => der(0x30, ...content)
const set = (...content: ReadonlyArray<Uint8Array>): Buffer => der(0x31, ...content)
const octets = (content: Uint8Array): Buffer => der(0x04, content)
const bits = (content: Uint8Array): Buffer => der(0x03, Buffer.from([0]), content)
const id = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'))
const time = (date: Date): Buffer =>
  der(0x17, Buffer.from(`${date.toISOString().replace(/\D/gu, '').slice(2, 14)}Z`))

const COMMON_NAME = id('550403')
const ECDSA_SHA256 = sequence(id('2a8648ce3d040302'))
const BASIC_CONSTRAINTS = id('551d13')
const ALTERNATIVE_NAMES = id('551d11')
const TRUE = der(0x01, Buffer.from([0xff]))
const VERSION_3 = der(0xa0, der(0x02, Buffer.from([2])))

const DAY = 86_400_000

/** A certificate for 127.0.0.1 and localhost and its key, in PEM, valid for a day. */
export const selfSigned = (): Identity => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const name = sequence(set(sequence(COMMON_NAME, der(0x0c, Buffer.from('localhost')))))
  const names = sequence(
    der(0x82, Buffer.from('localhost')),
    der(0x87, Buffer.from([127, 0, 0, 1])),
  )
  const now = Date.now()
  const certificate = sequence(
    VERSION_3,
    der(0x02, Buffer.from([1]), randomBytes(8)),
    ECDSA_SHA256,
    name,
    sequence(time(new Date(now - DAY)), time(new Date(now + DAY))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(
      0xa3,
      sequence(
        sequence(BASIC_CONSTRAINTS, TRUE, octets(sequence(TRUE))),
        sequence(ALTERNATIVE_NAMES, octets(names)),
      ),
    ),
  )
  const signature = createSign('sha256').update(certificate).sign(privateKey)
  const whole = sequence(certificate, ECDSA_SHA256, bits(signature)).toString('base64')
  const lines = whole.match(/.{1,64}/gu) ?? []
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}
