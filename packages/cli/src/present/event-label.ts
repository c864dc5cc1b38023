/** What an event type is called. */
import { caseLabels } from '@casetrail/core/case'
import type { Label } from '@casetrail/core/read-model'

const labels = new Map<string, Label>(Object.entries(caseLabels))

export const eventLabel = (type: string): Label | undefined => labels.get(type)
