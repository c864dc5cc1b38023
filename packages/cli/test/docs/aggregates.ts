/** What the pages on authority and lifecycles say of each aggregate, taken from its own tables. */
import { caseAuthority, caseCommands, caseLabels, caseRejections } from '@casetrail/core/case'
import {
  complaintAuthority,
  complaintCommands,
  complaintLabels,
  complaintRejections,
} from '@casetrail/core/complaint'
import {
  correctiveActionAuthority,
  correctiveActionCommands,
  correctiveActionLabels,
  correctiveActionRejections,
} from '@casetrail/core/corrective-action'
import {
  emergencyAuthority,
  emergencyCommands,
  emergencyLabels,
  emergencyRejections,
} from '@casetrail/core/emergency'
import {
  followUpAuthority,
  followUpCommands,
  followUpLabels,
  followUpRejections,
} from '@casetrail/core/follow-up'
import type { Permission } from '@casetrail/core'
import {
  operationsAuthority,
  operationsCommands,
  operationsLabels,
  operationsRejections,
} from '@casetrail/core/operations'
import type { Label } from '@casetrail/core/standards'

type Labels = Readonly<Record<string, Label>>

export interface Described {
  readonly category: string
  readonly title: Label
  readonly commands: ReadonlyArray<string>
  readonly permissions: Readonly<Record<string, Permission>>
  readonly duties: ReadonlyArray<{
    readonly rule: string
    readonly label: Label
    readonly on: string
  }>
  /** By the type of the event. */
  readonly labels: Labels
  /** By the tag of the rejection. */
  readonly rejections: Labels
}

export const aggregates: ReadonlyArray<Described> = [
  {
    category: 'case',
    title: { en: 'Case', zh: '工單' },
    commands: caseCommands.types,
    ...caseAuthority,
    labels: caseLabels,
    rejections: caseRejections,
  },
  {
    category: 'complaint',
    title: { en: 'Complaint', zh: '投訴' },
    commands: complaintCommands.types,
    ...complaintAuthority,
    labels: complaintLabels,
    rejections: complaintRejections,
  },
  {
    category: 'followUp',
    title: { en: 'Follow-up', zh: '回訪' },
    commands: followUpCommands.types,
    ...followUpAuthority,
    labels: followUpLabels,
    rejections: followUpRejections,
  },
  {
    category: 'correctiveAction',
    title: { en: 'Corrective action', zh: '改進' },
    commands: correctiveActionCommands.types,
    ...correctiveActionAuthority,
    labels: correctiveActionLabels,
    rejections: correctiveActionRejections,
  },
  {
    category: 'emergency',
    title: { en: 'Emergency', zh: '應急' },
    commands: emergencyCommands.types,
    ...emergencyAuthority,
    labels: emergencyLabels,
    rejections: emergencyRejections,
  },
  {
    category: 'operations',
    title: { en: 'Operations', zh: '運營' },
    commands: operationsCommands.types,
    ...operationsAuthority,
    labels: operationsLabels,
    rejections: operationsRejections,
  },
]

/** A table of Markdown. */
export const table = (
  head: ReadonlyArray<string>,
  rows: ReadonlyArray<ReadonlyArray<string>>,
): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

export const code = (text: string): string => `\`${text}\``

export const both = ({ en, zh }: Label): string => `${en} ${zh}`
