/** Which event leads to which command: a picture of policies, drawn from the policies themselves. */
import { deskVocabulary } from '../../desk/vocabulary.js'
import type { AnyPolicy } from '../policy.js'

type Types = Readonly<Record<string, ReadonlyArray<string>>>

/** Of several categories it is told once, as that of any of them. */
const typesOf = (types: Types): ReadonlyArray<readonly [type: string, category: string]> => {
  const found = new Map<string, string>()
  for (const [category, its] of Object.entries(types)) {
    for (const type of its) found.set(type, found.has(type) ? 'any' : category)
  }
  return [...found]
}

const isOnlyWithdrawing = ({ withdrawsOn = {} }: AnyPolicy, type: string): boolean =>
  Object.values(withdrawsOn).some((types) => types.includes(type))

interface Drawing {
  readonly nodes: Map<string, string>
  readonly edges: string[]
}

const draw = ({ nodes, edges }: Drawing, policy: AnyPolicy): void => {
  const { name, label, on, gives } = policy
  const middle = `policy_${name}`
  nodes.set(middle, `${middle}{{"${label.en}<br/>${label.zh}"}}`)
  for (const [type, category] of typesOf(on)) {
    const event = `event_${category}_${type}`
    const zh = deskVocabulary.labels[type]?.zh ?? ''
    nodes.set(event, `${event}(["${type} ${zh}"])`)
    edges.push(`${event} ${isOnlyWithdrawing(policy, type) ? '-.-x' : '-->'} ${middle}`)
  }
  for (const [type, category] of typesOf(gives)) {
    const command = `command_${category}_${type}`
    nodes.set(command, `${command}["${category === 'any' ? '' : `${category}: `}${type}"]`)
    edges.push(`${middle} --> ${command}`)
  }
}

/**
 * A Mermaid flowchart: rounded are events, six-sided the policies, square the commands. A dotted line that
 * ends in a cross only withdraws what waits.
 *
 * @example
 * import { deskPolicies, policyPicture } from '@casetrail/core/policy'
 * import { retail2025 } from '@casetrail/core/standards'
 *
 * const policies = deskPolicies([retail2025]).flatMap((manager) => manager.policies)
 * policyPicture(policies).split('\n')[0] // 'flowchart LR'
 */
export const policyPicture = (policies: ReadonlyArray<AnyPolicy>): string => {
  const drawing: Drawing = { nodes: new Map(), edges: [] }
  for (const policy of policies) draw(drawing, policy)
  const lines = [...drawing.nodes.values(), ...drawing.edges]
  return ['flowchart LR', ...lines.map((line) => `  ${line}`)].join('\n')
}
