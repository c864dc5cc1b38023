/** Roles: each once, and those that are to approve may approve. */
import { show } from '../../codec/problem.js'
import type { Permission } from '../../words/permissions.js'
import type { Role, ServiceStandard } from '../document.js'

import { codesOf, repeated, someOnce, unknown, type Problems } from './codes.js'

const APPROVE: Permission = 'complaint.approve'

/** A reference to a role that approves remedies. */
export const approver = (pointer: string, code: string, roles: ReadonlyArray<Role>): Problems => {
  const named = roles.filter((role) => role.code === code)
  if (named.length === 0) return unknown(pointer, code, codesOf(roles))
  return named.some((role) => role.may.includes(APPROVE))
    ? []
    : [{ pointer, found: show(code), expected: `a role that may ${APPROVE}` }]
}

/** A list of such, at least one and each once. */
export const approvers = (
  pointer: string,
  codes: ReadonlyArray<string>,
  roles: ReadonlyArray<Role>,
): Problems => [
  ...someOnce(pointer, codes),
  ...codes.flatMap((code, i) => approver(`${pointer}/${String(i)}`, code, roles)),
]

export const inRoles = ({ roles, supervisorRoles }: ServiceStandard): Problems => [
  ...repeated('/roles', codesOf(roles)),
  ...roles.flatMap(({ may }, i) => repeated(`/roles/${String(i)}/may`, may)),
  ...approvers('/supervisorRoles', supervisorRoles, roles),
]
