/** The calls of groups, together. */
import type { UntypedServiceImplementation } from '@grpc/grpc-js'

import type { Host } from '../call.js'

import { consume } from './consume.js'
import type { Groups } from './groups.js'
import {
  createGroup,
  deleteGroup,
  getInfo,
  listGroups,
  replayParked,
  restartSubsystem,
  updateGroup,
} from './manage.js'

export const groupCalls = (host: Host, groups: Groups): UntypedServiceImplementation => ({
  create: createGroup(host, groups),
  update: updateGroup(host, groups),
  delete: deleteGroup(host, groups),
  read: consume(host, groups),
  getInfo: getInfo(host, groups),
  replayParked: replayParked(host, groups),
  list: listGroups(host, groups),
  restartSubsystem: restartSubsystem(host, groups),
})
