/**
 * What lifecycles by hand share. One standard, known beforehand; a refusal is thrown; the state is
 * changed in place as the event is made, and so is lost if the event is not stored.
 */
import type { Actor, Instant } from '@casetrail/core'
import { retail2025 } from '@casetrail/core/standards'

export interface HandLifecycle<C, S, Ev> {
  readonly begin: () => S
  /** The event that a command leads to, `undefined` where nothing changes. Throws where it is refused. */
  readonly carryOut: (state: S, command: C) => Ev | undefined
}

/** An event in the making. */
export type Draft<A> = { -readonly [K in keyof A]: A[K] }

export const STANDARD = { id: retail2025.id, version: retail2025.version } as const

const granted = new Map(retail2025.roles.map(({ code, may }) => [code, new Set<string>(may)]))

export const causes = new Set(retail2025.taxonomies.causes.map(({ code }) => code))

export const refuse = (why: string): never => {
  throw new Error(`refused: ${why}`)
}

export const need = ({ role }: Actor, permission: string): void => {
  if (granted.get(role)?.has(permission) !== true) refuse('NotPermitted')
}

/** Whose standard it is, whether it is not too early, and whether the actor may. */
export const check = (
  openedAt: Instant | undefined,
  { at, actor }: { readonly at: Instant; readonly actor: Actor },
  permission: string,
): void => {
  if (openedAt === undefined || at < openedAt) refuse('HappenedBeforeOpening')
  need(actor, permission)
}

export const checkStandard = (standard: typeof STANDARD | undefined): void => {
  if (standard === undefined) return
  if (standard.id !== STANDARD.id || standard.version !== STANDARD.version) {
    refuse('StandardNotLoaded')
  }
}
