/** Which projection a measure's rows are. */
import type { Measure, ProjectionId } from '@casetrail/core/read-model'

/** Where a measure's rows are kept. */
export interface OriginId {
  readonly kind: 'facts' | 'group'
  readonly id: ProjectionId
}

export const originOf = ({ from }: Pick<Measure<never>, 'from'>): OriginId =>
  'facts' in from ? { kind: 'facts', id: from.facts } : { kind: 'group', id: from.group }

/** A projection's name and version as one text; another version is another projection. */
export const idText = ({ name, version }: ProjectionId): string => `${name}@${String(version)}`
