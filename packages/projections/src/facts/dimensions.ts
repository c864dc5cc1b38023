/** The dimensions of a stream: by what its readings can be broken down. */
import type { CaseEvent, CaseOpened } from '@casetrail/core/case'
import type { ComplaintEvent, ComplaintReceived } from '@casetrail/core/complaint'
import type { EmergencyDeclared } from '@casetrail/core/emergency'
import type { FollowUpScheduled } from '@casetrail/core/follow-up'
import type { Dimensions } from '@casetrail/core/read-model'

const refOf = ({ standard }: Pick<CaseOpened, 'standard'>): string =>
  `${standard.id}@${String(standard.version)}`

/** At the opening: its own words, and the source's attributes before those of the same name. */
const openedDimensions = (event: CaseOpened): Dimensions => ({
  channel: event.channel,
  requestType: event.requestType,
  phase: event.phase,
  problemType: event.problemType,
  tier: event.tier,
  language: event.language,
  customer: event.customer,
  standard: refOf(event),
  ...(event.region === undefined ? {} : { region: event.region }),
  ...(event.category === undefined ? {} : { category: event.category.join('/') }),
  ...(event.firstContactOwner === undefined ? {} : { owner: event.firstContactOwner }),
  ...event.attributes,
})

const withOne = (
  known: Dimensions,
  attributes: Dimensions,
  name: string,
  value: string,
): Dimensions => {
  if (known[name] === value || attributes[name] !== undefined) return known
  // in two steps: a name that is computed makes the spread slow
  const next: Record<string, string> = { ...known }
  next[name] = value
  return next
}

/**
 * Of a case after an event, the same value where it changes none. A dimension that the source has an
 * attribute of stays as the source has it.
 */
export const dimensionsAfter = (
  known: Dimensions,
  attributes: Dimensions,
  event: CaseEvent,
): Dimensions => {
  switch (event.type) {
    case 'CaseOpened':
      return openedDimensions(event)
    case 'CaseClassified': {
      const category = withOne(known, attributes, 'category', event.category.join('/'))
      return event.problemType === undefined
        ? category
        : withOne(category, attributes, 'problemType', event.problemType)
    }
    case 'CasePrioritised':
      return withOne(known, attributes, 'priority', event.priority)
    case 'CaseAccepted':
      return withOne(known, attributes, 'owner', event.owner)
    default:
      return known
  }
}

const receivedDimensions = (event: ComplaintReceived): Dimensions => ({
  complaintType: event.complaintType,
  channel: event.channel,
  source: event.source,
  customer: event.customer,
  standard: refOf(event),
  ...(event.tier === undefined ? {} : { tier: event.tier }),
  ...(event.language === undefined ? {} : { language: event.language }),
  ...(event.category === undefined ? {} : { category: event.category.join('/') }),
  ...(event.about === undefined ? {} : { about: event.about.kind }),
  ...event.attributes,
})

/** The same of a complaint. */
export const complaintDimensionsAfter = (
  known: Dimensions,
  attributes: Dimensions,
  event: ComplaintEvent,
): Dimensions => {
  const described = (from: Dimensions, name: string, value: string | undefined): Dimensions =>
    value === undefined ? from : withOne(from, attributes, name, value)
  switch (event.type) {
    case 'ComplaintReceived':
      return receivedDimensions(event)
    case 'ComplaintClassified': {
      const { complaintType, priority, category, about } = event
      const typed = described(known, 'complaintType', complaintType)
      const ranked = described(typed, 'priority', priority)
      return described(described(ranked, 'category', category?.join('/')), 'about', about?.kind)
    }
    case 'SeverityAssessed':
    case 'SeverityChanged':
      return withOne(known, attributes, 'severity', event.severity)
    case 'RootCauseDetermined':
      return withOne(known, attributes, 'cause', event.cause)
    case 'ComplaintDecided':
    case 'ReviewCompleted':
      return withOne(known, attributes, 'outcome', event.outcome)
    default:
      return known
  }
}

/** Of a follow-up: its own, without those of the case that it is about. */
export const followUpDimensions = (event: FollowUpScheduled): Dimensions => ({
  purpose: event.purpose,
  method: event.method,
  customer: event.customer,
  standard: refOf(event),
  ...(event.plan === undefined ? {} : { plan: event.plan }),
  ...event.attributes,
})

export const emergencyDimensions = (event: EmergencyDeclared): Dimensions => ({
  kind: event.kind,
  standard: refOf(event),
  ...event.attributes,
})
