/** Corrective actions as a house carries them out, each command accepted by the lifecycle. */
import {
  completeCorrectiveAction,
  dropCorrectiveAction,
  failVerification,
  measureEffect,
  openCorrectiveAction,
  planCorrectiveAction,
  remindOwner,
  reviewCorrectiveAction,
  verifyCorrectiveAction,
  type CorrectiveActionCommand,
} from '@casetrail/core/corrective-action'

import { story, streamId, type By, type Script } from './script.js'

const sources = ['complaint', 'recurringCause', 'inspection', 'review'] as const
const causes = ['supplier', 'warehouse', 'carrier', 'staff'] as const
const figure = 'repeat.rate'

/** The nth corrective action: planned, done, verified, measured and reviewed; some are dropped. 4 to 13 commands. */
export const scriptedCorrectiveAction = (n: number): Script<CorrectiveActionCommand> => {
  const { next, pick, by, inHours } = story(n)
  const owner = `trainer-${String(n % 6)}`
  const doer = (): By => by(owner, 'trainer')
  const lead = (): By => by('lead-1', 'supervisor')
  const inspector = (): By => by('inspector-1', 'qualityInspector')
  const plan = (text: string): CorrectiveActionCommand =>
    planCorrectiveAction({
      ...lead(),
      plan: text,
      owner,
      due: inHours(240),
      criterion: 'No parcel of glass breaks in a week',
      figure,
      analysis: { method: 'fiveWhys', whys: ['It broke', 'Thin carton', 'Another supplier'] },
    })
  const done = (): CorrectiveActionCommand =>
    completeCorrectiveAction({ ...doer(), result: 'All cartons are of the thick kind.' })
  const commands: CorrectiveActionCommand[] = [
    openCorrectiveAction({
      ...inspector(),
      source: pick(sources, 'review'),
      problem: 'Parcels of glass break on the way',
      cause: pick(causes, 'unknown'),
      reference: streamId(n),
    }),
    plan('Thicker cartons'),
  ]
  const more = (...some: ReadonlyArray<CorrectiveActionCommand>): void =>
    void commands.push(...some)
  if (n % 4 === 0) more(plan('Thicker cartons, and straw'))
  if (n % 3 === 0) more(remindOwner({ ...inspector(), to: 'owner', reason: 'Due tomorrow' }))
  if (n % 9 === 4) {
    more(dropCorrectiveAction({ ...lead(), reason: 'The supplier is gone.' }))
    return { id: streamId(n), commands }
  }
  more(done())
  if (n % 5 === 2) {
    more(
      failVerification({ ...inspector(), reason: 'Two broke.' }),
      plan('Thicker cartons, and straw, and a label'),
      done(),
    )
  }
  more(verifyCorrectiveAction({ ...inspector(), evidence: 'A week without' }))
  for (let i = next() % 3; i >= 0; i--) {
    const before = (next() % 100) / 1_000
    more(measureEffect({ ...inspector(), figure, before, after: before / 2, unit: 'share' }))
  }
  more(reviewCorrectiveAction({ ...lead(), lessons: 'Weigh before packing.' }))
  return { id: streamId(n), commands }
}
