/** The read models that the figures need: of cases, and of a whole desk. */
import { factsModel, groupModel, joined, type ReadModels } from './engine/read-models.js'
import { openClocks } from './due/open-clocks.js'
import { caseFacts } from './facts/case-facts.js'
import { clockFacts } from './facts/clock-facts.js'
import { complaintFacts } from './facts/complaint-facts.js'
import { emergencyFacts } from './facts/emergency-facts.js'
import { flowFacts } from './facts/flow-facts.js'
import { exposureFacts, interruptionFacts } from './facts/operations-facts.js'
import { sameCustomer } from './measures/same-customer.js'

export const caseModels: ReadModels = {
  facts: [factsModel(caseFacts), factsModel(flowFacts), factsModel(clockFacts)],
  groups: [groupModel(sameCustomer), groupModel(openClocks)],
}

/** All that a desk keeps. */
export const deskModels: ReadModels = joined(caseModels, {
  facts: [
    factsModel(complaintFacts),
    factsModel(emergencyFacts),
    factsModel(exposureFacts),
    factsModel(interruptionFacts),
  ],
  groups: [],
})
