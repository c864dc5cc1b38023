/** A complaint's investigation. STORAGE CONTRACT: change a codec only as CONTRIBUTING.md says. */
import type * as t from 'io-ts'

import { Text, oneOf } from '../../codec/primitives.js'
import { cycleEventRecord } from '../../lifecycle/message.js'
import { analysisOf } from '../../words/analysis.js'
import { by, customer } from '../../words/fields.js'
import { FreeText } from '../../words/words.js'

/** The investigation began, or went to another. */
export const InvestigatorAssigned = cycleEventRecord('InvestigatorAssigned', {
  ...by,
  investigator: Text,
})
export interface InvestigatorAssigned extends t.TypeOf<typeof InvestigatorAssigned> {}

/** What a piece of evidence is. */
export const EvidenceKind = oneOf(
  'EvidenceKind',
  'document',
  'photo',
  'recording',
  'statement',
  'systemLog',
  'goods',
)

/** `evidence` is the id that the complaint knows it by. */
export const EvidenceRecorded = cycleEventRecord('EvidenceRecorded', {
  ...customer,
  ...by,
  evidence: Text,
  kind: EvidenceKind,
  description: FreeText,
})
export interface EvidenceRecorded extends t.TypeOf<typeof EvidenceRecorded> {}

/** What the investigation found out. */
export const FindingRecorded = cycleEventRecord('FindingRecorded', {
  ...customer,
  ...by,
  finding: FreeText,
})
export interface FindingRecorded extends t.TypeOf<typeof FindingRecorded> {}

export const RootCauseAnalysis = analysisOf('RootCauseAnalysis', FreeText)
export type RootCauseAnalysis = t.TypeOf<typeof RootCauseAnalysis>

/** `cause` is a word of the standard. Determined again, the latest stands. */
export const RootCauseDetermined = cycleEventRecord('RootCauseDetermined', {
  ...customer,
  ...by,
  cause: Text,
  analysis: RootCauseAnalysis,
})
export interface RootCauseDetermined extends t.TypeOf<typeof RootCauseDetermined> {}
