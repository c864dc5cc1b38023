/**
 * What holds of every complaint, whatever it is told: random commands, right and wrong, and a ledger of
 * what happened that is kept by the events alone, apart from the aggregate's own state.
 */
import {
  complaintCommands,
  complaintEvents,
  type ComplaintCommand,
  type ComplaintEvent,
  type RemedyStanding,
} from '@casetrail/core/complaint'
import {
  foldRead,
  handle,
  inMemoryEventStore,
  sameMoney,
  type Money,
  type RecordedEvent,
} from '@casetrail/core'
import { retail2025 } from '@casetrail/core/standards'
import { corrupted, histories, testBoundary } from '@casetrail/core/testing'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { complaintCommandsFor } from '../../test/complaint-commands.js'
import { A, complaints } from '../../test/complaint-kit.js'

const RUNS = 400
const told = histories(complaints, complaintCommandsFor, { maxCommands: 60 })

type Severity = 'general' | 'major' | 'serious'
const gravity: Readonly<Record<Severity, number>> = { general: 0, major: 1, serious: 2 }

interface Approval {
  readonly by: string
  readonly role: string
  readonly amount: Money | undefined
  readonly severity: Severity | undefined
  /** As far as it was known then. */
  readonly isByComplainedAbout: boolean
}
interface Remedy {
  readonly standing: RemedyStanding
  readonly proposedBy: string
  readonly amount: Money | undefined
  readonly goodwill: boolean
  /** Of its last step. */
  readonly cycle: number
  /** Of the last proposal. */
  readonly approval: Approval | undefined
}

/** What the events said so far. */
interface Ledger {
  readonly remedies: Map<string, Remedy>
  severity: Severity | undefined
  severityBy: string | undefined
  about: Set<string>
  investigators: Set<string>
  /** Who did anything that a reviewer must not have done. */
  parts: Set<string>
  isInvestigated: boolean
  isDecided: boolean
  outcome: string | undefined
  /** Whether the last decision says why there is no remedy. */
  hasReason: boolean
  isCommunicated: boolean
  isReviewOpen: boolean
  absorbed: Set<string>
  cycle: number
  isOver: boolean
}

const empty = (): Ledger => ({
  remedies: new Map(),
  severity: undefined,
  severityBy: undefined,
  about: new Set(),
  investigators: new Set(),
  parts: new Set(),
  isInvestigated: false,
  isDecided: false,
  outcome: undefined,
  hasReason: false,
  isCommunicated: false,
  isReviewOpen: false,
  absorbed: new Set(),
  cycle: 1,
  isOver: false,
})

const noPart = new Set<ComplaintEvent['type']>([
  'ComplaintReceived',
  'ComplaintAcknowledged',
  'OwnerReminded',
])

const standings: Partial<Record<ComplaintEvent['type'], RemedyStanding>> = {
  RemedyApproved: 'approved',
  RemedyRefused: 'refused',
  RemedyOffered: 'offered',
  RemedyAccepted: 'accepted',
  RemedyDeclined: 'declined',
  RemedyFulfilled: 'fulfilled',
  RemedyWithdrawn: 'withdrawn',
}

/** An approval is of a severity: a graver one asks anew, save for what the customer was offered. */
const voidApprovals = ({ remedies }: Ledger): void => {
  for (const [id, remedy] of remedies) {
    if (remedy.standing === 'approved') {
      remedies.set(id, { ...remedy, standing: 'proposed', approval: undefined })
    }
  }
}

const enter = (ledger: Ledger, event: ComplaintEvent): void => {
  if (!noPart.has(event.type)) ledger.parts.add(event.by)
  const standing = standings[event.type]
  if (standing !== undefined && 'remedy' in event) {
    const known = ledger.remedies.get(event.remedy)
    if (known === undefined) throw new Error(`${event.type} of a remedy that nobody proposed`)
    const approval =
      event.type === 'RemedyApproved'
        ? {
            by: event.by,
            role: event.role,
            amount: event.amount,
            severity: ledger.severity,
            isByComplainedAbout: ledger.about.has(event.by),
          }
        : known.approval
    ledger.remedies.set(event.remedy, { ...known, standing, approval, cycle: event.cycle })
  }
  switch (event.type) {
    case 'ComplaintReceived':
    case 'ComplaintClassified':
      if (event.about?.kind === 'person') ledger.about.add(event.about.id)
      break
    case 'SeverityAssessed':
    case 'SeverityChanged':
      if (event.type === 'SeverityChanged' && gravity[event.severity] > gravity[event.from]) {
        voidApprovals(ledger)
      }
      if (ledger.severity !== event.severity) ledger.severityBy = event.by
      ledger.severity = event.severity
      break
    case 'InvestigatorAssigned':
      ledger.investigators.add(event.investigator)
      ledger.isInvestigated = true
      break
    case 'RemedyProposed':
      ledger.remedies.set(event.remedy, {
        standing: 'proposed',
        proposedBy: event.by,
        amount: event.amount,
        goodwill: event.goodwill,
        cycle: event.cycle,
        approval: undefined,
      })
      break
    case 'ComplaintDecided':
    case 'ReviewCompleted':
      ledger.isDecided = true
      ledger.outcome = event.outcome
      ledger.hasReason = event.withoutRemedy !== undefined
      ledger.isCommunicated = false
      ledger.isReviewOpen = false
      break
    case 'DecisionCommunicated':
      ledger.isCommunicated = true
      break
    case 'ReviewRequested':
      ledger.isReviewOpen = true
      break
    case 'ComplaintReopened':
      ledger.cycle += 1
      ledger.isDecided = false
      ledger.isCommunicated = false
      ledger.isReviewOpen = false
      break
    case 'ComplaintAbsorbed':
      ledger.absorbed.add(event.duplicate)
      break
    case 'ComplaintReleased':
      ledger.absorbed.delete(event.duplicate)
      break
    case 'ComplaintArchived':
    case 'ComplaintMerged':
      ledger.isOver = true
      break
    default:
      break
  }
}

type Check = (event: ComplaintEvent, ledger: Ledger) => boolean

/** Checks every event against the ledger before it; the check says whether it had something to look at. */
const always = (check: Check): void => {
  let looked = 0
  fc.assert(
    fc.property(told, ({ events }) => {
      const ledger = empty()
      for (const event of events) {
        if (check(event, ledger)) looked += 1
        enter(ledger, event)
      }
    }),
    { numRuns: RUNS },
  )
  expect(looked, 'something was looked at').toBeGreaterThan(0)
}

const { discretion, bands } = retail2025.approval

/** The approval rules once more, straight from the document. */
const isWithinDiscretion = (role: string, severity: Severity, amount: Money | undefined): boolean =>
  discretion.some(
    (one) =>
      one.role === role &&
      one.severities.includes(severity) &&
      (amount === undefined || (one.currency === amount.currency && amount.amount <= one.upTo)),
  )
const approvers = (severity: Severity, amount: Money | undefined): ReadonlyArray<string> =>
  bands.find(
    (band) =>
      band.severities.includes(severity) &&
      (amount === undefined ||
        (band.currency === amount.currency && amount.amount <= (band.upTo ?? Infinity))),
  )?.approvers ?? []

const unsettled = new Set<RemedyStanding>(['proposed', 'approved', 'offered', 'accepted'])

describe('a closed complaint', () => {
  test('has no remedy unsettled, its decision communicated, no review open', () => {
    always((event, ledger) => {
      if (event.type !== 'ComplaintClosed') return false
      for (const [id, { standing }] of ledger.remedies) {
        expect(unsettled.has(standing), `${id} is ${standing}`).toBe(false)
      }
      expect(ledger.isDecided && ledger.isCommunicated).toBe(true)
      expect(ledger.isReviewOpen).toBe(false)
      return true
    })
  })

  test('upheld, it is closed with a remedy, one that was declined, or a reason', () => {
    always((event, ledger) => {
      if (event.type !== 'ComplaintClosed') return false
      expect(event.outcome).toBe(ledger.outcome)
      const came = [...ledger.remedies.values()].filter(({ cycle }) => cycle === event.cycle)
      const has = (standing: RemedyStanding): boolean =>
        came.some((one) => one.standing === standing)
      expect(event.withRemedy).toBe(has('fulfilled'))
      if (event.outcome === 'notUpheld' || event.withRemedy) return false
      expect(has('declined') || ledger.hasReason || event.withoutRemedy !== undefined).toBe(true)
      return true
    })
  })

  test('nothing happens after the end', () => {
    always((_, ledger) => {
      expect(ledger.isOver).toBe(false)
      return true
    })
  })
})

describe('what is offered or fulfilled', () => {
  const approvalOf = (event: ComplaintEvent, ledger: Ledger): Approval | undefined => {
    if (event.type !== 'RemedyOffered' && event.type !== 'RemedyFulfilled') return undefined
    const remedy = ledger.remedies.get(event.remedy)
    expect(remedy?.approval, 'an approval of the last proposal').toBeDefined()
    expect(sameMoney(remedy?.approval?.amount, event.amount), 'of the very amount').toBe(true)
    expect(sameMoney(remedy?.amount, event.amount), 'as it was proposed').toBe(true)
    return remedy?.approval
  }

  test('was approved with the very amount; above discretion by another, in a role of the band', () => {
    always((event, ledger) => {
      const approval = approvalOf(event, ledger)
      if (approval === undefined || !('remedy' in event)) return false
      const { severity, role, amount, by } = approval
      expect(severity, 'a severity').toBeDefined()
      if (severity === undefined) return false
      const isOwn = by === ledger.remedies.get(event.remedy)?.proposedBy
      if (isOwn && isWithinDiscretion(role, severity, amount)) return false
      expect(approvers(severity, amount)).toContain(role)
      expect(isOwn, 'approved by the proposer').toBe(false)
      expect(approval.isByComplainedAbout, 'by the one complained about').toBe(false)
      return true
    })
  })

  test('was accepted before it was fulfilled, unless it is goodwill', () => {
    always((event, ledger) => {
      if (event.type !== 'RemedyFulfilled') return false
      const remedy = ledger.remedies.get(event.remedy)
      expect(remedy?.standing === 'accepted' || remedy?.goodwill).toBe(true)
      return true
    })
  })
})

describe('an approval', () => {
  test('says truly whether it was within discretion, and for which amount', () => {
    always((event, ledger) => {
      if (event.type !== 'RemedyApproved') return false
      const { severity } = ledger
      const remedy = ledger.remedies.get(event.remedy)
      expect(remedy?.standing).toBe('proposed')
      expect(sameMoney(remedy?.amount, event.amount)).toBe(true)
      expect(severity).toBeDefined()
      if (severity === undefined) return true
      const isOwn =
        remedy?.proposedBy === event.by && isWithinDiscretion(event.role, severity, event.amount)
      expect(event.basis).toBe(isOwn ? 'discretion' : 'band')
      if (isOwn) return true
      expect(event.by, 'approved by the proposer').not.toBe(remedy?.proposedBy)
      expect([...ledger.about], 'approved by the one complained about').not.toContain(event.by)
      expect(approvers(severity, event.amount)).toContain(event.role)
      return true
    })
  })
})

describe('the one complained about', () => {
  test('neither handles nor investigates nor decides nor reviews', () => {
    always((event, { about }) => {
      if (about.size === 0) return false
      switch (event.type) {
        case 'InvestigatorAssigned':
          expect([...about]).not.toContain(event.investigator)
          expect([...about]).not.toContain(event.by)
          return true
        case 'RemedyRefused':
        case 'DecisionCommunicated':
        case 'ComplaintClosed':
        case 'EvidenceRecorded':
        case 'FindingRecorded':
        case 'RootCauseDetermined':
        case 'ComplaintDecided':
        case 'ReviewCompleted':
          expect([...about], event.type).not.toContain(event.by)
          return true
        default:
          return false
      }
    })
  })
})

describe('a review', () => {
  test('is by someone who took no part, and only where it was asked for', () => {
    always((event, ledger) => {
      if (event.type !== 'ReviewCompleted') return false
      expect(ledger.isReviewOpen).toBe(true)
      expect([...ledger.parts]).not.toContain(event.by)
      expect([...ledger.investigators]).not.toContain(event.by)
      return true
    })
  })

  test('one at a time, of what is decided', () => {
    always((event, ledger) => {
      if (event.type !== 'ReviewRequested') return false
      expect(ledger.isReviewOpen).toBe(false)
      expect(ledger.isDecided).toBe(true)
      return true
    })
  })
})

describe('money', () => {
  test('is never negative, always whole, always of a currency', () => {
    always((event) => {
      const amount = 'amount' in event ? event.amount : undefined
      if (amount === undefined) return false
      expect(Number.isSafeInteger(amount.amount)).toBe(true)
      expect(amount.amount).toBeGreaterThanOrEqual(0)
      expect(amount.currency).toMatch(/^[A-Z]{3}$/)
      return true
    })
  })

  test('is there where a refund or a compensation is', () => {
    always((event) => {
      if (event.type !== 'RemedyProposed' && event.type !== 'RemedyFulfilled') return false
      if (event.kind !== 'refund' && event.kind !== 'compensation') return false
      expect(event.amount).toBeDefined()
      return true
    })
  })
})

describe('a severity', () => {
  test('is never lowered by who set it', () => {
    always((event, { severity, severityBy }) => {
      if (event.type !== 'SeverityChanged') return false
      expect(event.from).toBe(severity)
      if (gravity[event.severity] >= gravity[event.from]) return false
      expect(event.by).not.toBe(severityBy)
      return true
    })
  })

  test('is assessed once, and before it is changed', () => {
    always((event, { severity }) => {
      if (event.type === 'SeverityAssessed') expect(severity).toBeUndefined()
      if (event.type === 'SeverityChanged') expect(severity).toBeDefined()
      return event.type === 'SeverityAssessed'
    })
  })
})

describe('a decision', () => {
  test('comes after an investigation, once in each cycle', () => {
    always((event, ledger) => {
      if (event.type !== 'ComplaintDecided') return false
      expect(ledger.isInvestigated).toBe(true)
      expect(ledger.isDecided).toBe(false)
      return true
    })
  })

  test('that upholds has a remedy or says why not', () => {
    always((event, ledger) => {
      if (event.type !== 'ComplaintDecided' && event.type !== 'ReviewCompleted') return false
      if (event.outcome === 'notUpheld') return false
      if (event.withoutRemedy !== undefined) return true
      const live = [...ledger.remedies.values()].filter(
        ({ standing }) => unsettled.has(standing) || standing === 'fulfilled',
      )
      expect(live.length).toBeGreaterThan(0)
      return true
    })
  })

  test('is communicated once', () => {
    always((event, ledger) => {
      if (event.type !== 'DecisionCommunicated') return false
      expect(ledger.isDecided).toBe(true)
      expect(ledger.isCommunicated).toBe(false)
      return true
    })
  })
})

describe('cycles', () => {
  test('count up by reopening alone, and every event carries its own', () => {
    always((event, { cycle }) => {
      expect(event.cycle).toBe(event.type === 'ComplaintReopened' ? cycle + 1 : cycle)
      return event.type === 'ComplaintReopened'
    })
  })
})

describe('a merge', () => {
  test('is never into itself, nor of one that has claimed others', () => {
    always((event, { absorbed }) => {
      if (event.type !== 'ComplaintMerged') return false
      expect(event.survivor).not.toBe(event.duplicate)
      expect([...absorbed]).toEqual([])
      return true
    })
  })

  test('a claim is made once and released once', () => {
    always((event, { absorbed }) => {
      if (event.type === 'ComplaintAbsorbed') expect(absorbed.has(event.duplicate)).toBe(false)
      if (event.type === 'ComplaintReleased') expect(absorbed.has(event.duplicate)).toBe(true)
      return event.type === 'ComplaintReleased'
    })
  })
})

describe('a remedy', () => {
  const from: Readonly<Record<string, ReadonlyArray<RemedyStanding | undefined>>> = {
    RemedyProposed: [undefined, 'proposed', 'approved', 'refused'],
    RemedyApproved: ['proposed'],
    RemedyRefused: ['proposed'],
    RemedyOffered: ['approved'],
    RemedyAccepted: ['offered'],
    RemedyDeclined: ['offered'],
    RemedyFulfilled: ['accepted', 'approved', 'offered'],
    RemedyWithdrawn: ['proposed', 'approved', 'offered', 'accepted'],
  }
  test('goes only where it may go from where it stands', () => {
    always((event, { remedies }) => {
      if (!('remedy' in event)) return false
      expect(from[event.type], event.type).toContain(remedies.get(event.remedy)?.standing)
      return true
    })
  })
})

describe('whatever is sent', () => {
  const sent = fc
    .array(fc.nat(), { minLength: 5, maxLength: 25 })
    .chain((picks) =>
      told.map(({ steps }) =>
        picks.flatMap((pick) => {
          const command = steps[pick % Math.max(1, steps.length)]?.command
          return command === undefined ? [] : [command]
        }),
      ),
    )
    .chain((commands) =>
      fc.tuple(
        ...commands.map((command) =>
          fc.oneof(fc.constant<unknown>(command), corrupted(fc.constant<unknown>(command))),
        ),
      ),
    )

  test('nothing is stored that can not be read, and no answer is thrown', async () => {
    let refused = 0
    await fc.assert(
      fc.asyncProperty(sent, async (commands) => {
        const store = inMemoryEventStore(testBoundary())
        const desk = handle(store, complaints)
        for (const [i, command] of commands.entries()) {
          // what comes from outside is no command until it is decoded; `handle` must see to that too
          const context = { commandId: `command ${String(i)}` }
          const answer = await desk(A, command as ComplaintCommand, context)()
          const isCommand = complaintCommands.decode(command)._tag === 'Right'
          if (!isCommand) {
            refused += 1
            expect(answer).toMatchObject({ _tag: 'Left' })
          }
        }
        const events: RecordedEvent[] = []
        await foldRead(store, { all: true }, 0, (n, event) => n + events.push(event))()
        for (const { event } of events) {
          expect(complaintEvents.decode(event, 1, 'full')).toEqual({
            _tag: 'Right',
            right: event,
          })
        }
      }),
      { numRuns: 300 },
    )
    expect(refused).toBeGreaterThan(0)
  })
})
