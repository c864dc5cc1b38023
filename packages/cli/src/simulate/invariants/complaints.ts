/** What holds of complaints: none is closed without a communicated decision, no unapproved remedy is offered. */
import { categoryOf, sameMoney, type Money, type RecordedEvent } from '@casetrail/core'
import type { ComplaintEvent } from '@casetrail/core/complaint'

import { eventOf, type Object, type Watcher } from './watch.js'

interface Remedy {
  standing: string
  amount: Money | undefined
  goodwill: boolean
  proposedBy: string
}

interface Complaint {
  isDecided: boolean
  isCommunicated: boolean
  isUnderReview: boolean
  readonly complainedAbout: Set<string>
  readonly remedies: Map<string, Remedy>
}

const settled = new Set(['refused', 'declined', 'fulfilled', 'withdrawn'])

const gravity: Readonly<Record<string, number>> = { general: 1, major: 2, serious: 3 }

const moveRemedy = (
  { remedies, complainedAbout }: Complaint,
  recorded: RecordedEvent,
  object: Object,
): void => {
  const event = eventOf<ComplaintEvent>(recorded)
  if (!('remedy' in event)) return
  const remedy = remedies.get(event.remedy)
  const expect = (...allowed: ReadonlyArray<string>): void => {
    if (remedy !== undefined && allowed.includes(remedy.standing)) return
    const found = remedy?.standing ?? 'unknown'
    object('approvedRemedies', recorded, `${event.type} of ${event.remedy}, which is ${found}`)
  }
  if (event.type === 'RemedyProposed') {
    const { amount, goodwill, by } = event
    remedies.set(event.remedy, { standing: 'proposed', amount, goodwill, proposedBy: by })
    return
  }
  if (remedy === undefined) {
    expect()
    return
  }
  switch (event.type) {
    case 'RemedyApproved':
      expect('proposed')
      if (event.basis === 'band' && event.by === remedy.proposedBy) {
        object('dutiesApart', recorded, `${event.by} approves what ${event.by} proposed`)
      }
      if (event.basis === 'band' && complainedAbout.has(event.by)) {
        object('dutiesApart', recorded, `${event.by} is complained about, and approves`)
      }
      remedy.standing = 'approved'
      return
    case 'RemedyRefused':
      expect('proposed')
      remedy.standing = 'refused'
      return
    case 'RemedyOffered':
      expect('approved')
      if (!sameMoney(event.amount, remedy.amount)) {
        object('approvedRemedies', recorded, `${event.remedy} is offered for another amount`)
      }
      remedy.standing = 'offered'
      return
    case 'RemedyAccepted':
      expect('offered')
      remedy.standing = 'accepted'
      return
    case 'RemedyDeclined':
      expect('offered')
      remedy.standing = 'declined'
      return
    case 'RemedyFulfilled':
      expect('accepted', ...(remedy.goodwill ? ['approved', 'offered'] : []))
      remedy.standing = 'fulfilled'
      return
    case 'RemedyWithdrawn':
      expect('proposed', 'approved', 'offered', 'accepted')
      remedy.standing = 'withdrawn'
  }
}

const close = (complaint: Complaint, recorded: RecordedEvent, object: Object): void => {
  const { isDecided, isCommunicated, isUnderReview, remedies } = complaint
  if (!isDecided || !isCommunicated) {
    object('decisionCommunicated', recorded, 'is closed without a communicated decision')
  }
  if (isUnderReview) object('decisionCommunicated', recorded, 'is closed while under review')
  for (const [id, { standing }] of remedies) {
    if (!settled.has(standing)) object('remediesSettled', recorded, `${id} is ${standing}`)
  }
}

const move = (complaint: Complaint, recorded: RecordedEvent, object: Object): void => {
  const event = eventOf<ComplaintEvent>(recorded)
  switch (event.type) {
    case 'ComplaintReceived':
    case 'ComplaintClassified':
      if (event.about?.kind === 'person') complaint.complainedAbout.add(event.about.id)
      return
    case 'SeverityChanged':
      if ((gravity[event.severity] ?? 0) <= (gravity[event.from] ?? 0)) return
      for (const remedy of complaint.remedies.values()) {
        if (remedy.standing === 'approved') remedy.standing = 'proposed'
      }
      return
    case 'InvestigatorAssigned':
      if (complaint.complainedAbout.has(event.investigator)) {
        object('dutiesApart', recorded, `${event.investigator} is complained about`)
      }
      return
    case 'ComplaintDecided':
    case 'ReviewCompleted':
      complaint.isDecided = true
      complaint.isCommunicated = false
      complaint.isUnderReview = false
      return
    case 'ReviewRequested':
      complaint.isUnderReview = true
      return
    case 'DecisionCommunicated':
      complaint.isCommunicated = true
      return
    case 'ComplaintReopened':
      complaint.isDecided = false
      complaint.isCommunicated = false
      return
    case 'ComplaintClosed':
      close(complaint, recorded, object)
      return
    default:
      moveRemedy(complaint, recorded, object)
  }
}

export const complaintsWatcher: Watcher = (object) => {
  const complaints = new Map<string, Complaint>()
  return {
    see: (recorded) => {
      if (categoryOf(recorded.stream) !== 'complaint') return
      const known = complaints.get(recorded.stream) ?? {
        isDecided: false,
        isCommunicated: false,
        isUnderReview: false,
        complainedAbout: new Set<string>(),
        remedies: new Map<string, Remedy>(),
      }
      complaints.set(recorded.stream, known)
      move(known, recorded, object)
    },
    end: () => undefined,
  }
}
