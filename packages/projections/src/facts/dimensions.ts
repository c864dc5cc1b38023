/** The dimensions of a case: by what its readings can be broken down. */
import type { CaseEvent, CaseOpened } from '@casetrail/core/case'
import type { Dimensions } from '@casetrail/core/read-model'

/** At the opening: its own words, and the source's attributes before those of the same name. */
const openedDimensions = (event: CaseOpened): Dimensions => ({
  channel: event.channel,
  requestType: event.requestType,
  phase: event.phase,
  problemType: event.problemType,
  tier: event.tier,
  language: event.language,
  customer: event.customer,
  standard: `${event.standard.id}@${event.standard.version}`,
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
): Dimensions =>
  known[name] === value || attributes[name] !== undefined ? known : { ...known, [name]: value }

/**
 * After an event, the same value where it changes none. A dimension that the source has an attribute
 * of stays as the source has it.
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
