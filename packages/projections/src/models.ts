/** The read models that the figures of cases need. */
import { factsModel, groupModel, type ReadModels } from './engine/read-models.js'
import { caseFacts } from './facts/case-facts.js'
import { flowFacts } from './facts/flow-facts.js'
import { sameProblem } from './measures/first-contact.js'

export const caseModels: ReadModels = {
  facts: [factsModel(caseFacts), factsModel(flowFacts)],
  groups: [groupModel(sameProblem)],
}
