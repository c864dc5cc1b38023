/** What is personal in follow-up events: the list that printing, sealing and erasing go by. */
import { followUpEvents, followUpLabels } from '@casetrail/core/follow-up'
import { describe, expect, test } from 'vitest'

import { labelled, namesTheCustomer } from '../../test/laws.js'

/** Every type with its personal places; a place that is not in this list is stored for ever. */
const personal: Readonly<Record<(typeof followUpEvents.types)[number], string>> = {
  FollowUpScheduled: '',
  FollowUpAssigned: '',
  FollowUpRescheduled: '/reason',
  FollowUpAttempted: '',
  FollowUpCompleted: '/notes',
  FollowUpUnreachable: '',
  FollowUpMissed: '',
  FollowUpDeclined: '/reason',
  FollowUpCancelled: '/note',
  SurveyRequested: '',
  SurveyDelivered: '',
  SurveyBounced: '/reason',
  SatisfactionRecorded: '/verbatim',
  OwnerReminded: '/reason',
}

describe('personal places', () => {
  test('are these, of every type', () => {
    const listed = Object.fromEntries(
      followUpEvents.versions.map((version) => [
        version.type,
        version.personal.map((path) => path.pointer).join(' '),
      ]),
    )
    expect(listed).toEqual(personal)
  })

  test("are the customer's free text", () => {
    for (const { personal: paths } of followUpEvents.versions) {
      for (const { pointer: _, ...mark } of paths) {
        expect(mark).toEqual({ subject: 'customer', category: 'freeText', purpose: 'service' })
      }
    }
  })

  namesTheCustomer(followUpEvents)
})

describe('labels', () => {
  labelled(followUpEvents, followUpLabels)
})
