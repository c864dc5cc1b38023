/** What the policies of a desk are called; their names are the same under every standard. */
import { deskPolicies } from '@casetrail/core/policy'
import { readyStandards, type Label } from '@casetrail/core/standards'

import { cleaned } from './cleaned.js'
import type { Locale } from './format.js'

const labels: ReadonlyMap<string, Label> = new Map(
  deskPolicies(readyStandards).flatMap(({ policies }) =>
    policies.map(({ name, label }) => [name, label] as const),
  ),
)

/** A policy's label; its name where the desk has no such policy. */
export const policyText = (name: string, locale: Locale): string =>
  cleaned(labels.get(name)?.[locale] ?? name)
