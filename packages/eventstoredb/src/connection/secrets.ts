/** Keeps secrets out of what is told. */
import type { Credentials } from '@eventstore/db-client'

export type Redact = (text: string) => string

/** Replaces the password, and what it is sent as, wherever a text holds it. */
export const redactOf = (credentials: Credentials | undefined): Redact => {
  if (credentials === undefined) return (text) => text
  const { username, password } = credentials
  const sent = Buffer.from(`${username}:${password}`).toString('base64')
  const secrets = [sent, encodeURIComponent(password), password]
  return (text) => secrets.reduce((shown, secret) => shown.replaceAll(secret, '***'), text)
}
