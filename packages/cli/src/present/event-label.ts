/** What an event type is called. */
import { deskVocabulary } from '@casetrail/core/desk'
import type { Label } from '@casetrail/core/read-model'

const labels = new Map<string, Label>(Object.entries(deskVocabulary.labels))

export const eventLabel = (type: string): Label | undefined => labels.get(type)
