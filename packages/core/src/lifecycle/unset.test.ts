/** What a handbook leaves to the house: nothing is opened before it is set; what is open goes on. */
import { caseAggregate } from '@casetrail/core/case'
import { complaintAggregate } from '@casetrail/core/complaint'
import { correctiveActionAggregate } from '@casetrail/core/corrective-action'
import { emergencyAggregate } from '@casetrail/core/emergency'
import { followUpAggregate } from '@casetrail/core/follow-up'
import { operationsAggregate } from '@casetrail/core/operations'
import { retail2025, withSettings, type ServiceStandard } from '@casetrail/core/standards'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

import { after, agent, inStage, open } from '../../test/case-kit.js'
import { receive } from '../../test/complaint-kit.js'
import { open as openAction } from '../../test/corrective-action-kit.js'
import { declare } from '../../test/emergency-kit.js'
import { schedule } from '../../test/follow-up-kit.js'
import { report } from '../../test/operations-kit.js'

const label = { en: 'X', zh: '甲' } as const
const unset: ServiceStandard = {
  ...retail2025,
  hostMustSet: [
    { name: 'waiting', label, at: '/closing/waitingTime', unit: 'duration' },
    { name: 'attempts', label, at: '/followUps/attempts', unit: 'count' },
  ],
}

const standard = { id: 'retail-2025', version: 1 } as const
const opened = (rules: ServiceStandard) => {
  const of = [rules] as const
  const [cases, complaints, actions] = [
    caseAggregate(of),
    complaintAggregate(of),
    correctiveActionAggregate(of),
  ]
  const [emergencies, followUps, periods] = [
    emergencyAggregate(of),
    followUpAggregate(of),
    operationsAggregate(of),
  ]
  return {
    case: cases.decide(open, cases.initialState),
    complaint: complaints.decide(receive, complaints.initialState),
    correctiveAction: actions.decide(openAction, actions.initialState),
    emergency: emergencies.decide(declare, emergencies.initialState),
    followUp: followUps.decide(schedule, followUps.initialState),
    operations: periods.decide(report, periods.initialState),
  }
}

describe('a standard that leaves values to the house', () => {
  test.each(Object.entries(opened(unset)))('opens no %s', (_, decision) => {
    const rejection = { _tag: 'StandardNotSet', standard, unset: ['waiting', 'attempts'] }
    expect(decision).toEqual(E.left(rejection))
  })

  test('opens all once they are set, and names what is left of them', () => {
    const some = withSettings(unset, { attempts: 4 })
    const all = withSettings(unset, { attempts: 4, waiting: '2d' })
    if (E.isLeft(some) || E.isLeft(all)) throw new Error('both can be set')
    for (const decision of Object.values(opened(some.right))) {
      expect(decision).toMatchObject(E.left({ _tag: 'StandardNotSet', unset: ['waiting'] }))
    }
    for (const { _tag } of Object.values(opened(all.right))) expect(_tag).toBe('Right')
  })

  test('is asked before the role, and of what is open already no more', () => {
    const cases = caseAggregate([unset])
    const nobody = { id: 'x', role: 'auditor' }
    expect(cases.decide({ ...open, actor: nobody }, cases.initialState)).toMatchObject({
      left: { _tag: 'StandardNotSet' },
    })
    const state = inStage('new').reduce(cases.evolve, cases.initialState)
    const accept = { type: 'AcceptCase', at: after(1_000), actor: agent } as const
    expect(E.isRight(cases.decide(accept, state))).toBe(true)
  })
})
