/** What the pages on authority, lifecycles and personal fields say of each aggregate, from its own tables. */
import type { EventVersion, Permission } from '@casetrail/core'
import {
  caseAuthority,
  caseCommands,
  caseEvents,
  caseLabels,
  caseRejections,
} from '@casetrail/core/case'
import {
  complaintAuthority,
  complaintCommands,
  complaintEvents,
  complaintLabels,
  complaintRejections,
} from '@casetrail/core/complaint'
import {
  correctiveActionAuthority,
  correctiveActionCommands,
  correctiveActionEvents,
  correctiveActionLabels,
  correctiveActionRejections,
} from '@casetrail/core/corrective-action'
import {
  emergencyAuthority,
  emergencyCommands,
  emergencyEvents,
  emergencyLabels,
  emergencyRejections,
} from '@casetrail/core/emergency'
import {
  followUpAuthority,
  followUpCommands,
  followUpEvents,
  followUpLabels,
  followUpRejections,
} from '@casetrail/core/follow-up'
import {
  operationsAuthority,
  operationsCommands,
  operationsEvents,
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
  readonly versions: ReadonlyArray<EventVersion>
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
    versions: caseEvents.versions,
    labels: caseLabels,
    rejections: caseRejections,
  },
  {
    category: 'complaint',
    title: { en: 'Complaint', zh: '投訴' },
    commands: complaintCommands.types,
    ...complaintAuthority,
    versions: complaintEvents.versions,
    labels: complaintLabels,
    rejections: complaintRejections,
  },
  {
    category: 'followUp',
    title: { en: 'Follow-up', zh: '回訪' },
    commands: followUpCommands.types,
    ...followUpAuthority,
    versions: followUpEvents.versions,
    labels: followUpLabels,
    rejections: followUpRejections,
  },
  {
    category: 'correctiveAction',
    title: { en: 'Corrective action', zh: '改進' },
    commands: correctiveActionCommands.types,
    ...correctiveActionAuthority,
    versions: correctiveActionEvents.versions,
    labels: correctiveActionLabels,
    rejections: correctiveActionRejections,
  },
  {
    category: 'emergency',
    title: { en: 'Emergency', zh: '應急' },
    commands: emergencyCommands.types,
    ...emergencyAuthority,
    versions: emergencyEvents.versions,
    labels: emergencyLabels,
    rejections: emergencyRejections,
  },
  {
    category: 'operations',
    title: { en: 'Operations', zh: '運營' },
    commands: operationsCommands.types,
    ...operationsAuthority,
    versions: operationsEvents.versions,
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
