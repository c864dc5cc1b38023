/** What a standard is called, when and where it holds, and the numbers that stand by themselves. */
import { show } from '../../codec/problem.js'
import { isZone } from '../../time/zone.js'
import type { ServiceStandard } from '../document.js'

import { hintOf, someOnce, type Problems } from './codes.js'
import { positive } from './targets.js'

export const inNames = ({ id }: ServiceStandard): Problems =>
  id.includes('@')
    ? [{ pointer: '/id', found: show(id), expected: 'an id without @: the version is told apart' }]
    : []

export const inValidity = ({ validFrom, validUntil }: ServiceStandard): Problems =>
  validUntil === undefined || validUntil > validFrom
    ? []
    : [{ pointer: '/validUntil', found: show(validUntil), expected: `after ${validFrom}` }]

export const inZone = ({ zone }: ServiceStandard): Problems => {
  if (isZone(zone)) return []
  const expected = () => `an IANA time zone${hintOf(zone, Intl.supportedValuesOf('timeZone'))}`
  return [{ pointer: '/zone', found: show(zone), expected }]
}

export const inChannels = ({ channels }: ServiceStandard): Problems =>
  someOnce('/channels', channels)

/** Windows in which nothing could happen, and thresholds that everything would pass. */
export const inNumbers = (standard: ServiceStandard): Problems => {
  const { firstContact, pause, followUps, policies } = standard
  const { times } = policies.surge
  return [
    ...positive('/firstContact/window', firstContact.window),
    ...positive('/pause/longest', pause.longest),
    ...positive('/followUps/due', followUps.due),
    ...positive('/policies/ordinaryFailed/paused', policies.ordinaryFailed.paused),
    ...positive('/policies/surge/window', policies.surge.window),
    ...(times > 0
      ? []
      : [{ pointer: '/policies/surge/times', found: show(times), expected: 'above zero' }]),
    ...positive('/policies/recurringCause/window', policies.recurringCause.window),
  ]
}
