/** What is personal in follow-up events: the list that printing, sealing and erasing go by. */
import { followUpEvents, followUpLabels } from '@casetrail/core/follow-up'
import { arbitraryOf } from '@casetrail/core/testing'
import * as fc from 'fast-check'
import type * as t from 'io-ts'
import { describe, expect, test } from 'vitest'

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

  test.each(followUpEvents.versions.filter((version) => version.personal.length > 0))(
    '$type always names the customer whose they are',
    ({ codec }: { readonly codec: t.Mixed }) => {
      const values: fc.Arbitrary<unknown> = arbitraryOf(codec)
      fc.assert(
        fc.property(values, (value) => {
          const { customer, ...anonymous } = value as Readonly<Record<string, unknown>>
          expect(typeof customer).toBe('string')
          expect(codec.is(anonymous)).toBe(false)
        }),
        { numRuns: 200 },
      )
    },
  )
})

describe('labels', () => {
  test('every type has its own, in both languages', () => {
    expect(Object.keys(followUpLabels).sort()).toEqual([...followUpEvents.types].sort())
    const labels = Object.values(followUpLabels)
    expect(new Set(labels.map((label) => label.en)).size).toBe(labels.length)
    expect(new Set(labels.map((label) => label.zh)).size).toBe(labels.length)
  })
})
