/** What is personal in case events: the list that printing, sealing and erasing go by. */
import { caseEvents, caseLabels } from '@casetrail/core/case'
import { describe, expect, test } from 'vitest'

import { labelled, namesTheCustomer } from '../../test/laws.js'

/** Every type with its personal places; a place that is not in this list is stored for ever. */
const personal: Readonly<Record<(typeof caseEvents.types)[number], string>> = {
  CaseOpened: '/subject /description /customerName /customerContact',
  CaseClassified: '',
  CasePrioritised: '/reason',
  CaseAssigned: '',
  CaseAccepted: '',
  CaseTransferred: '/reason',
  ParticipantAdded: '',
  ParticipantRemoved: '',
  CaseEscalated: '/reason',
  EffortRecorded: '',
  ContactRecorded: '/summary',
  ProgressUpdated: '/done /remaining',
  DelayNotified: '/reason',
  StepRecorded: '',
  CustomerInputRequested: '/question',
  CaseHeld: '/reason',
  CaseResumed: '',
  SolutionProposed: '/diagnosis /solution /alternatives/*',
  StepPlanned: '/title',
  StepStarted: '',
  StepCompleted: '',
  StepDropped: '/reason',
  NoteAdded: '/text',
  NoteCorrected: '/text /reason',
  OwnerReminded: '/reason',
  AppointmentBooked: '/place /purpose',
  AppointmentConfirmed: '',
  AppointmentRefused: '/reason /alternative',
  AppointmentRescheduled: '/reason',
  AppointmentReminded: '',
  AppointmentCancelled: '/reason',
  AppointmentKept: '',
  AppointmentMissed: '/reason /alternative',
  CaseResolved: '/notes',
  SolutionVerified: '/notes',
  ResolutionConfirmed: '',
  ResolutionRejected: '/reason',
  CaseReopened: '/reason',
  CaseClosed: '/reason',
  CaseArchived: '',
  CaseCancelled: '/reason',
  DuplicateAbsorbed: '',
  CaseMerged: '',
  CaseUnmerged: '',
  DuplicateReleased: '',
  CaseSplit: '/reason',
  CaseLinked: '',
}

const kinds: Readonly<Record<string, 'name' | 'contact' | 'freeText'>> = {
  '/customerName': 'name',
  '/customerContact': 'contact',
}

interface Node {
  readonly _tag?: string
  readonly props?: Readonly<Record<string, Node>>
  readonly type?: Node
  readonly types?: ReadonlyArray<Node>
}

/** The fields that hold text of any kind: what someone typed. Words of a list are none. */
const textFields = (node: Node): ReadonlyArray<string> => [
  ...Object.entries(node.props ?? {}).flatMap(([key, field]) =>
    isText(field) ? [`/${key}`] : field._tag?.includes('Array') === true ? [`/${key}/*`] : [],
  ),
  ...(node._tag === 'ReadonlyType' && node.type !== undefined ? textFields(node.type) : []),
  ...(node._tag === 'IntersectionType' ? (node.types ?? []).flatMap(textFields) : []),
]

const isText = (node: Node): boolean =>
  node._tag === 'StringType' ||
  ((node._tag === 'PersonalType' || node._tag === 'RefinementType') &&
    node.type !== undefined &&
    isText(node.type))

/** Text that names no person: ids, codes and times. A new text field is personal or stands here. */
const impersonal = new Set([
  '/at',
  '/customer',
  '/tier',
  '/language',
  '/region',
  '/firstContactOwner',
  '/firstContactIneligible',
  '/externalRef',
  '/priority',
  '/owner',
  '/from',
  '/participant',
  '/step',
  '/reference',
  '/article',
  '/appointment',
  '/for',
  '/due',
  '/eta',
  '/resolutionCode',
  '/rootCause',
  '/resolver',
  '/openedAt',
  '/closedAt',
  '/resolvedAt',
  '/survivor',
  '/duplicate',
  '/child',
  '/to',
])

describe('personal places', () => {
  test('are these, of every type', () => {
    const listed = Object.fromEntries(
      caseEvents.versions.map((version) => [
        version.type,
        version.personal.map((path) => path.pointer).join(' '),
      ]),
    )
    expect(listed).toEqual(personal)
  })

  test("are the customer's, with their kind and purpose", () => {
    for (const { personal: paths } of caseEvents.versions) {
      for (const { pointer, ...mark } of paths) {
        expect(mark).toEqual({
          subject: 'customer',
          category: kinds[pointer] ?? 'freeText',
          purpose: 'service',
        })
      }
    }
  })

  test('no other field holds free text', () => {
    for (const { type, codec, personal: paths } of caseEvents.versions) {
      const marked = new Set(paths.map((path) => path.pointer))
      const texts = textFields(codec as Node).filter(
        (pointer) => !marked.has(pointer) && !impersonal.has(pointer),
      )
      expect(
        texts.filter((pointer) => pointer !== '/category/*'),
        type,
      ).toEqual([])
    }
  })

  namesTheCustomer(caseEvents)
})

describe('labels', () => {
  labelled(caseEvents, caseLabels)
})
