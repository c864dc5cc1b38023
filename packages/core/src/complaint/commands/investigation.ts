/** Commands of a complaint's investigation. */
import type * as t from 'io-ts'

import { Text } from '../../codec/primitives.js'
import { commandMaker, commandRecord } from '../../lifecycle/message.js'
import { FreeText } from '../../words/words.js'
import { EvidenceKind, RootCauseAnalysis } from '../events/investigation.js'

export const AssignInvestigator = commandRecord('AssignInvestigator', { investigator: Text })
export interface AssignInvestigator extends t.TypeOf<typeof AssignInvestigator> {}
/** Begins the investigation. Rejects: `DutiesNotSeparated` for or by the person complained about. */
export const assignInvestigator = commandMaker<AssignInvestigator>('AssignInvestigator')

export const RecordEvidence = commandRecord('RecordEvidence', {
  evidence: Text,
  kind: EvidenceKind,
  description: FreeText,
})
export interface RecordEvidence extends t.TypeOf<typeof RecordEvidence> {}
/** Adds to the evidence; what is there is never overwritten. Rejects: `EvidenceAlreadyRecorded`, `DutiesNotSeparated`. */
export const recordEvidence = commandMaker<RecordEvidence>('RecordEvidence')

export const RecordFinding = commandRecord('RecordFinding', { finding: FreeText })
export interface RecordFinding extends t.TypeOf<typeof RecordFinding> {}
/** What was found out. Rejects: `DutiesNotSeparated` for the person complained about. */
export const recordFinding = commandMaker<RecordFinding>('RecordFinding')

export const DetermineRootCause = commandRecord('DetermineRootCause', {
  cause: Text,
  analysis: RootCauseAnalysis,
})
export interface DetermineRootCause extends t.TypeOf<typeof DetermineRootCause> {}
/** By a chain of one to seven whys, or a fishbone category. Rejects: `NotInTaxonomy`, `DutiesNotSeparated`. */
export const determineRootCause = commandMaker<DetermineRootCause>('DetermineRootCause')
