/** What is personal in complaint events: the list that printing, sealing and erasing go by. */
import {
  complaintAuthority,
  complaintEvents,
  complaintLabels,
  complaintRejections,
} from '@casetrail/core/complaint'
import { arbitraryOf } from '@casetrail/core/testing'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { namesTheCustomer } from '../../test/laws.js'

/** Every type with its personal places; a place that is not in this list is stored for ever. */
const personal: Readonly<Record<(typeof complaintEvents.types)[number], string>> = {
  ComplaintReceived: '/subject /description',
  ComplaintAcknowledged: '/nextStep',
  ComplaintClassified: '',
  SeverityAssessed: '/reason',
  SeverityChanged: '/reason',
  InvestigatorAssigned: '',
  EvidenceRecorded: '/description',
  FindingRecorded: '/finding',
  RootCauseDetermined: '/analysis/whys/* /analysis/detail',
  RemedyProposed: '/description',
  RemedyApproved: '',
  RemedyRefused: '/reason',
  RemedyOffered: '',
  RemedyAccepted: '',
  RemedyDeclined: '/reason',
  RemedyFulfilled: '',
  RemedyWithdrawn: '/reason',
  ComplaintDecided: '/reasons /withoutRemedy',
  DecisionCommunicated: '',
  ReviewRequested: '/reason',
  ReviewCompleted: '/reasons /withoutRemedy',
  ComplaintEscalated: '/reason',
  ComplaintClosed: '/withoutRemedy',
  ComplaintArchived: '',
  ComplaintWithdrawn: '/reason',
  ComplaintReopened: '/reason',
  ReferredExternally: '/reason',
  ComplaintAbsorbed: '',
  ComplaintMerged: '',
  ComplaintReleased: '',
  OwnerReminded: '/reason',
}

interface Node {
  readonly _tag?: string
  readonly name?: string
  readonly props?: Readonly<Record<string, Node>>
  readonly type?: Node
  readonly types?: ReadonlyArray<Node>
}

const isText = (node: Node): boolean =>
  node._tag === 'StringType' ||
  ((node._tag === 'PersonalType' || node._tag === 'RefinementType') &&
    node.type !== undefined &&
    isText(node.type))

/** The places, at any depth, that hold text of any kind: what someone typed. Words of a list are none. */
const textPlaces = (node: Node, at = ''): ReadonlyArray<string> => {
  if (isText(node)) return [at]
  const { props, type, types } = node
  return [
    ...Object.entries(props ?? {}).flatMap(([key, field]) => textPlaces(field, `${at}/${key}`)),
    ...(type === undefined
      ? []
      : textPlaces(type, node._tag?.endsWith('ArrayType') === true ? `${at}/*` : at)),
    ...(types ?? []).flatMap((member) => textPlaces(member, at)),
  ]
}

/** Text that names no customer: ids, codes and times. A new text field is personal or stands here. */
const impersonal = new Set([
  '/at',
  '/customer',
  '/by',
  '/standard/id',
  '/about/id',
  '/case',
  '/language',
  '/tier',
  '/category/*',
  '/externalRef',
  '/priority',
  '/investigator',
  '/handler',
  '/evidence',
  '/cause',
  '/remedy',
  '/role',
  '/amount/currency',
  '/to/id',
  '/body',
  '/reference',
  '/receivedAt',
  '/closedAt',
  '/decidedAt',
  '/survivor',
  '/duplicate',
])

describe('personal places', () => {
  test('are these, of every type', () => {
    const listed = Object.fromEntries(
      complaintEvents.versions.map((version) => [
        version.type,
        version.personal.map((path) => path.pointer).join(' '),
      ]),
    )
    expect(listed).toEqual(personal)
  })

  test("are the customer's free text, kept for the service", () => {
    for (const { personal: paths } of complaintEvents.versions) {
      for (const { pointer: _, ...mark } of paths) {
        expect(mark).toEqual({ subject: 'customer', category: 'freeText', purpose: 'service' })
      }
    }
  })

  test('no other place holds free text', () => {
    const found = new Set<string>()
    for (const { type, codec, personal: paths } of complaintEvents.versions) {
      const marked = new Set(paths.map((path) => path.pointer))
      const texts = textPlaces(codec)
      for (const place of texts) found.add(place)
      expect([...marked].filter((place) => !texts.includes(place))).toEqual([])
      expect(
        texts.filter((place) => !marked.has(place) && !impersonal.has(place)),
        type,
      ).toEqual([])
    }
    expect([...impersonal].filter((place) => !found.has(place))).toEqual([])
  })

  namesTheCustomer(complaintEvents)
})

describe('every event', () => {
  test('says who did it, and in which cycle', () => {
    for (const { type, codec } of complaintEvents.versions) {
      const values: fc.Arbitrary<unknown> = arbitraryOf(codec)
      for (const value of fc.sample(values, 20)) {
        const { by, ...byNobody } = value as Readonly<Record<string, unknown>>
        expect(typeof by, type).toBe('string')
        expect(codec.is(byNobody), type).toBe(false)
        const { cycle: _, ...inNoCycle } = value as Readonly<Record<string, unknown>>
        expect(codec.is(inNoCycle), type).toBe(false)
      }
    }
  })
})

describe('labels', () => {
  const distinct = (labels: ReadonlyArray<{ readonly en: string; readonly zh: string }>): void => {
    expect(new Set(labels.map((label) => label.en)).size).toBe(labels.length)
    expect(new Set(labels.map((label) => label.zh)).size).toBe(labels.length)
    for (const { en, zh } of labels) {
      expect(en).toMatch(/[a-z]/)
      expect(zh).toMatch(/\p{Script=Han}/u)
    }
  }

  test('every event type has its own, in both languages', () => {
    expect(Object.keys(complaintLabels).sort()).toEqual([...complaintEvents.types].sort())
    distinct(Object.values(complaintLabels))
  })

  test('so has every rejection', () => {
    distinct(Object.values(complaintRejections))
  })

  test('and every separation of duties', () => {
    const labels = new Map(complaintAuthority.duties.map(({ rule, label }) => [rule, label]))
    distinct([...labels.values()])
  })
})
