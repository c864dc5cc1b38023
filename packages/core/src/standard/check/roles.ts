/** Roles: each once, and those that are to approve may approve. */
import { show } from '../../codec/problem.js'
import type { Permission } from '../../words/permissions.js'
import type { Role, ServiceStandard } from '../document.js'

import { codesOf, known, repeated, someOnce, unknown, type Known, type Problems } from './codes.js'

const APPROVE: Permission = 'complaint.approve'

/** The roles that may be referred to, and those of them that approve remedies. */
export interface Approving {
  readonly roles: Known
  readonly approving: ReadonlySet<string>
}

export const approvingOf = (roles: ReadonlyArray<Role>): Approving => ({
  roles: known(codesOf(roles)),
  approving: new Set(codesOf(roles.filter(({ may }) => may.includes(APPROVE)))),
})

/** A reference to a role that approves remedies. */
export const approver = (
  pointer: string,
  code: string,
  { roles, approving }: Approving,
): Problems => {
  if (!roles.has(code)) return unknown(pointer, code, roles)
  return approving.has(code)
    ? []
    : [{ pointer, found: show(code), expected: `a role that may ${APPROVE}` }]
}

/** A list of such, at least one and each once. */
export const approvers = (
  pointer: string,
  codes: ReadonlyArray<string>,
  approving: Approving,
): Problems => [
  ...someOnce(pointer, codes),
  ...codes.flatMap((code, i) => approver(`${pointer}/${String(i)}`, code, approving)),
]

export const inRoles = ({ roles, supervisorRoles }: ServiceStandard): Problems => [
  ...repeated('/roles', codesOf(roles)),
  ...roles.flatMap(({ may }, i) => repeated(`/roles/${String(i)}/may`, may)),
  ...approvers('/supervisorRoles', supervisorRoles, approvingOf(roles)),
]
