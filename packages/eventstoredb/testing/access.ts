/** Who may do what, where a server has users: by the roles that streams name. */
import type { Metadata } from '@grpc/grpc-js'

import type { Right } from './call.js'
import type { Log } from './log/log.js'
import { parseObject, parseAcl, type Acl } from './log/metadata.js'
import { originalOf } from './log/record.js'
import { accessDenied, notAuthenticated } from './wire/status.js'

/** A user of a server. */
export interface User {
  readonly password: string
  /** `$admins` may do all, `$ops` manage groups. */
  readonly groups?: ReadonlyArray<string>
}

export type Users = Readonly<Record<string, User>>

const ADMINS = '$admins'
const OPERATORS = '$ops'
const EVERYBODY = ['$all']
const SETTINGS = '$settings'

const rolesOf = (users: Users, caller: Metadata): ReadonlyArray<string> => {
  const header = caller.get('authorization')[0]
  if (header === undefined) throw accessDenied()
  const given = Buffer.from(String(header).replace(/^Basic /u, ''), 'base64').toString()
  const colon = given.indexOf(':')
  const name = given.slice(0, colon)
  const user = users[name]
  if (user === undefined || user.password !== given.slice(colon + 1)) throw notAuthenticated()
  return [name, ...(user.groups ?? []), ...EVERYBODY]
}

const keyOf = (right: Exclude<Right, 'group'>, isMeta: boolean): keyof Acl => {
  if (isMeta) return right === 'read' ? 'metaRead' : 'metaWrite'
  return right
}

/** What streams that say nothing have, as the settings of the server say. */
const defaults = (log: Log, isSystem: boolean): Acl | undefined => {
  const settings = log.event(SETTINGS, log.last(SETTINGS))
  const found = settings && parseObject(settings.data)
  return parseAcl(found?.[isSystem ? '$systemStreamAcl' : '$userStreamAcl'])
}

/** The check of a call. It throws where the caller is unknown or may not. */
export const admission =
  (log: Log, users: Users | undefined) =>
  (right: Right, stream: string, caller: Metadata): void => {
    if (users === undefined) return
    const roles = rolesOf(users, caller)
    if (roles.includes(ADMINS)) return
    if (right === 'group') {
      if (roles.includes(OPERATORS)) return
      throw accessDenied()
    }
    const original = originalOf(stream)
    const about = original ?? stream
    const key = keyOf(right, original !== undefined)
    const isSystem = about.startsWith('$')
    const allowed =
      log.metadata(about).acl?.[key] ??
      defaults(log, isSystem)?.[key] ??
      (isSystem ? [ADMINS] : EVERYBODY)
    if (!allowed.some((role) => roles.includes(role))) throw accessDenied()
  }
