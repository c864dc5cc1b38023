/** A complaint's investigation. STORAGE CONTRACT: change a codec only as CONTRIBUTING.md says. */
import * as t from 'io-ts'

import { Text, oneOf, record } from '../../codec/primitives.js'
import { cycleEventRecord } from '../../lifecycle/message.js'
import { FreeText, customer } from '../../words/words.js'

import { by } from './parts.js'

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

const WHYS = 7
const isChain = (whys: ReadonlyArray<unknown>): boolean => whys.length >= 1 && whys.length <= WHYS

/** The answers to one why after the other: from one to seven. */
const Whys = new t.RefinementType(
  'Whys',
  (u): u is ReadonlyArray<string> => t.readonlyArray(FreeText).is(u) && isChain(u),
  (i, c) => {
    const list = t.readonlyArray(FreeText).validate(i, c)
    return list._tag === 'Right' && !isChain(list.right) ? t.failure(i, c) : list
  },
  t.identity,
  t.readonlyArray(FreeText),
  isChain,
)

/** Why after why (5-Why, H2), or the bone of the fish it hangs on. */
export const RootCauseAnalysis = t.union(
  [
    record('FiveWhys', { method: t.literal('fiveWhys'), whys: Whys }),
    record('Fishbone', {
      method: t.literal('fishbone'),
      category: oneOf(
        'FishboneCategory',
        'people',
        'method',
        'machine',
        'material',
        'measurement',
        'environment',
      ),
      detail: FreeText,
    }),
  ],
  'RootCauseAnalysis',
)
export type RootCauseAnalysis = t.TypeOf<typeof RootCauseAnalysis>

/** `cause` is a word of the standard. Determined again, the latest stands. */
export const RootCauseDetermined = cycleEventRecord('RootCauseDetermined', {
  ...customer,
  ...by,
  cause: Text,
  analysis: RootCauseAnalysis,
})
export interface RootCauseDetermined extends t.TypeOf<typeof RootCauseDetermined> {}
