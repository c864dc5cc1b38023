/** Standards by the names that people give them. */
import type { ServiceStandard } from '@casetrail/core/standards'
import * as E from 'fp-ts/lib/Either.js'

import type { Failure } from '../failure.js'
import { mistyped } from '../query/mistyped.js'

/** As `id@version`. */
export const refOf = ({ id, version }: Pick<ServiceStandard, 'id' | 'version'>): string =>
  `${id}@${String(version)}`

/** The standard of a name: an id, which means its newest version, or `id@version`. */
export const named = (
  standards: ReadonlyArray<ServiceStandard>,
  name: string,
): E.Either<Failure, ServiceStandard> => {
  const found = standards
    .filter((standard) => standard.id === name || refOf(standard) === name)
    .reduce<ServiceStandard | undefined>(
      (newest, one) => (newest === undefined || one.version > newest.version ? one : newest),
      undefined,
    )
  if (found !== undefined) return E.right(found)
  const known = [...new Set(standards.map(({ id }) => id))]
  return E.left(mistyped('standard', 'UnknownStandard', name, known))
}
