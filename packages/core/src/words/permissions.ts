/** What a role may be permitted: groups of commands. Each aggregate says which command takes which. */
import type * as t from 'io-ts'

import { oneOf } from '../codec/primitives.js'

/** All there are, each with the aggregate that it is of before the point. */
export const permissions = [
  'case.open',
  'case.route',
  'case.work',
  'case.contact',
  'case.appoint',
  'case.resolve',
  'case.settle',
  'case.close',
  'case.cancel',
  'case.tie',
  'case.remind',
  'complaint.receive',
  'complaint.classify',
  'complaint.assign',
  'complaint.investigate',
  'complaint.propose',
  'complaint.approve',
  'complaint.answer',
  'complaint.decide',
  'complaint.appeal',
  'complaint.review',
  'complaint.close',
  'complaint.remind',
  'followUp.plan',
  'followUp.call',
  'followUp.survey',
  'followUp.answer',
  'followUp.remind',
  'correctiveAction.open',
  'correctiveAction.carryOut',
  'correctiveAction.verify',
  'correctiveAction.review',
  'correctiveAction.remind',
  'emergency.declare',
  'emergency.lead',
  'emergency.report',
  'emergency.compensate',
  'emergency.review',
  'emergency.remind',
  'operations.report',
  'operations.risk',
] as const

/** Leave for a group of commands; a standard gives it to roles. */
export const Permission = oneOf('Permission', ...permissions)
export type Permission = t.TypeOf<typeof Permission>
