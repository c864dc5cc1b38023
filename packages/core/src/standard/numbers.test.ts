/** Where the handbooks' numbers live: each in one of the five standards, with its value and its source. */
import { readFileSync } from 'node:fs'

import {
  baseStandards,
  decodeStandard,
  readyStandards,
  unsetOf,
  type Label,
  type ServiceStandard,
} from '@casetrail/core/standards'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

import { isFields } from '../codec/fields.js'

import { find, listsByName } from './references.js'

const lists = listsByName()
const valueAt = (standard: ServiceStandard, pointer: string): unknown =>
  find(standard, pointer, lists)?.value

/** The source of a place: its own, or that of the nearest part that it belongs to. */
const sourceOf = (standard: ServiceStandard, at: string): unknown => {
  const segments = at.split('/')
  for (let length = segments.length; length > 0; length--) {
    const place = segments.slice(0, length).join('/')
    const told = standard.sources.find((source) => source.at === place)
    if (told !== undefined) return told.handbook
    const part = valueAt(standard, place)
    if (isFields(part) && isFields(part['source'])) return part['source']['handbook']
  }
  return undefined
}

/** Standard, handbook, what it says, its value, its place: in the order of the handbooks. */
const TABLE = `
front-desk | H0 | progress told while in progress | 15 min of business time | /clocks/progressUpdate/targets/0/target
front-desk | H0 | application: guide | 2 min | /clocks/guide/targets/0/target
front-desk | H0 | application: fill in | 5 min | /clocks/fillIn/targets/0/target
front-desk | H0 | application: check | 2 min | /clocks/checkForm/targets/0/target
front-desk | H0 | application: confirm | 1 min | /clocks/confirm/targets/0/target
front-desk | H0 | application: confirm the need and hand it in at once | confirmNeed, guide, fillIn, checkForm, confirm, submit | /procedures/application
front-desk | H0 | consultation | listen, restate, lookUp, answer, verify, recordFeedback | /procedures/consultation
front-desk | H0 | handling of a service, ended when the customer is satisfied | receive, understand, checkPapers, explain, carryOut, handOver, satisfied | /procedures/serviceHandling
front-desk | H0 | failed booking with its reason, reminder before an appointment | book, answer, remind | /procedures/appointment
front-desk | H0 | the customer's own steps | rule | /principles/customersOwnSteps
front-desk | H0 | periodic follow-up, monthly | every month | /followUps/plans/vip-monthly
front-desk | H0 | periodic follow-up, quarterly | every quarter | /followUps/plans/member-quarterly
front-desk | H0 | periodic follow-up, yearly | every year | /followUps/plans/yearly
front-desk | H0 | periodic follow-up: purpose, method, record | plan, contact, record | /procedures/periodicFollowUp
front-desk | H0 | periodic follow-up: analysis and improvement | rule | /principles/followUpAnalysed
front-desk | H0 | delay or change told, with the new time | tell | /procedures/delay
support-sop | H1 | complaint response, an example | 24 h | /clocks/complaintResponse/targets/0/target
support-sop | H1 | phone answered | at most 3 answeredAfterRings | /clocks/phoneAnswer/targets/0/target
support-sop | H1 | first response, hours left to the host | left to the host, example 4 h | /clocks/firstResponse/targets/0/target/time
support-sop | H1 | resolution, working days left to the host | left to the host, example 3 | /clocks/resolution/targets/0/target/days
support-sop | H1 | discretion, amount left to the host | left to the host, example 10000 | /approval/discretion/0/upTo
support-sop | H1 | remedy carried out only after approval | propose, approve, carryOut | /procedures/approvedRemedy
support-sop | H1 | solution verified, turned into a standard procedure | propose, solve, verify | /procedures/verifiedSolution
support-sop | H1 | urgent and general | rule | /principles/urgentOrGeneral
support-sop | H1 | special team | rule | /principles/specialTeam
support-sop | H1 | alternatives in an emergency | alternative, inform, recover | /procedures/emergencyAlternative
retail-2025 | H2 | inquiry response, with a first solution or direction | 10 min of business time | /clocks/inquiryResponse/targets/0/target
retail-2025 | H2 | front-line response | 30 s on average | /clocks/frontLineResponse/targets/0/target
retail-2025 | H2 | front-line response, over a period | mean of time.frontLineResponse at most 30 | /kpis/frontLineResponse
retail-2025 | H2 | service response | 24 h | /clocks/firstResponse/targets/0/target
retail-2025 | H2 | mean handling of a problem | mean of resolution.first at most 86400 | /kpis/meanHandling
retail-2025 | H2 | complaint response started | 24 h | /clocks/complaintResponse/targets/0/target
retail-2025 | H2 | complaint handled | 2 working days | /clocks/complaintHandled/targets/0/target
retail-2025 | H2 | first follow-up after completion | 24 h | /clocks/firstFollowUp/targets/0/target
retail-2025 | H2 | first follow-up due | 24 h | /followUps/due
retail-2025 | H2 | satisfaction | csat at least 0.95 | /kpis/csat
retail-2025 | H2 | satisfaction with the staff | csat.staff at least 0.9 | /kpis/csatStaff
retail-2025 | H2 | standard coverage | standard.coverage at least 1 | /kpis/standardCoverage
retail-2025 | H2 | standard execution | standard.execution at least 1 | /kpis/standardExecution
retail-2025 | H2 | training coverage | training.coverage at least 0.95 | /kpis/trainingCoverage
retail-2025 | H2 | repurchase | repurchase at least 0.3 | /kpis/repurchase
retail-2025 | H2 | first-contact ownership | rule | /principles/firstContactOwnership
retail-2025 | H2 | one-stop intake | rule | /principles/oneStop
retail-2025 | H2 | 5-Why | rule | /principles/fiveWhy
retail-2025 | H2 | owner, deadline, acceptance | rule | /principles/improvement
retail-2025 | H2 | PDCA | rule | /principles/pdca
premium-2025 | H3 | emergency plan started | 15 min | /clocks/planStart/targets/0/target
premium-2025 | H3 | emergency handled, off by default | 24 h | /clocks/emergencyHandled/targets/0/target
premium-2025 | H3 | five-step service | receive, communicate, confirm, carryOut, feedBack | /procedures/fiveSteps
premium-2025 | H3 | training at least once a year | training.coverage at least 1 | /kpis/training
premium-2025 | H3 | interruption rate | interruption tracked | /kpis/interruption
premium-2025 | H3 | drills | emergency.drills tracked | /kpis/drills
premium-2025 | H3 | VIP to senior specialists | senior-specialists | /routing/0
premium-2025 | H3 | customer lifecycle | rule | /principles/customerLifecycle
premium-2025 | H3 | Likert 1 to 5 | mean of csat tracked | /kpis/csat
premium-2025 | H3 | service gap | gap.reliability tracked | /kpis/gapReliability
premium-2025 | H3 | repeat problem | repeat.rate tracked | /kpis/repeatProblem
premium-2025 | H3 | repurchase | repurchase tracked | /kpis/repurchase
premium-2025 | H3 | referral | referral tracked | /kpis/referral
premium-2025 | H3 | after an emergency | plan, inform, compensate, review | /procedures/emergencyHandling
premium-2025 | H3 | post-incident survey, relationship repair | survey, repair | /procedures/relationshipRepair
premium-2025 | H3 | compensation | compensate | /procedures/compensation
standard-process | H4 | phone answered | at most 3 answeredAfterRings | /clocks/phoneAnswer/targets/0/target
standard-process | H4 | e-mail answered | 24 h | /clocks/emailAnswer/targets/0/target
standard-process | H4 | chat answered, seconds left to the host | left to the host, example 30 s | /clocks/chatAnswer/targets/0/target/time
standard-process | H4 | resolution rate by phone | resolution.rate of channel phone at least 0.9 | /kpis/phoneResolution
standard-process | H4 | FCR | fcr.gross tracked | /kpis/fcr
standard-process | H4 | AHT | mean of aht tracked | /kpis/aht
standard-process | H4 | CSAT | csat tracked | /kpis/csat
standard-process | H4 | the process, from receiving to archiving | receive, assess, assign, solve, implement, verify, archive | /procedures/standardProcess
standard-process | H4 | escalation | rule | /principles/escalate
standard-process | H4 | revisit | contact, record | /procedures/revisit
standard-process | H4 | knowledge updated | rule | /principles/knowledge
standard-process | H4 | risk register | rule | /principles/riskRegister
`

interface Row {
  readonly id: string
  readonly from: string
  readonly what: string
  readonly value: string
  readonly at: string
}

const rowOf = (cells: ReadonlyArray<string>): Row => {
  const [id = '', from = '', what = '', value = '', at = ''] = cells.map((cell) => cell.trim())
  return { id, from, what, value, at }
}

const rows = TABLE.trim()
  .split('\n')
  .map((line) => rowOf(line.split('|')))

const standardOf = (id: string): ServiceStandard => {
  const found = readyStandards.find((standard) => standard.id === id)
  if (found === undefined) throw new Error(`no ${id} ships`)
  return found
}

const UNITS: Readonly<Record<string, string>> = { H: 'h', M: 'min', S: 's' }

const word = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '?'

const spanOf = (time: unknown): string =>
  word(time).replace(
    /^PT(\d+)([HMS])$/,
    (_, n: string, unit: string) => `${n} ${UNITS[unit] ?? '?'}`,
  )

type Part = Readonly<Record<string, unknown>>

const kpiText = ({ metric, of, where, atLeast, atMost }: Part): string => {
  const figure = of === undefined ? word(metric) : `${word(of)} of ${word(metric)}`
  const channel = isFields(where) ? ` of channel ${word(where['channel'])}` : ''
  if (atLeast !== undefined) return `${figure}${channel} at least ${word(atLeast)}`
  return atMost === undefined ? `${figure} tracked` : `${figure} at most ${word(atMost)}`
}

/** What stands at a place, in words; nothing of what is none of the kinds that the table speaks of. */
const textOf = (value: unknown): string | undefined => {
  if (!isFields(value)) return value === undefined ? undefined : spanOf(value)
  const { kind, time, days, atMost, of, metric, steps, every, team } = value
  if (kind === 'elapsed') return spanOf(time)
  if (kind === 'business') return `${spanOf(time)} of business time`
  if (kind === 'mean') return `${spanOf(time)} on average`
  if (kind === 'workingDays') return `${word(days)} working days`
  if (kind === 'count') return `at most ${word(atMost)} ${word(of)}`
  if (metric !== undefined) return kpiText(value)
  if (Array.isArray(steps)) {
    return steps.map((step: unknown) => (isFields(step) ? word(step['id']) : '?')).join(', ')
  }
  if (every !== undefined) return `every ${word(every)}`
  if (team !== undefined) return word(team)
  return 'source' in value ? 'rule' : undefined
}

const shown = (standard: ServiceStandard, at: string): string | undefined => {
  const text = textOf(valueAt(standard, at))
  const isLeft = standard.hostMustSet.some((setting) => setting.at === at)
  return isLeft && text !== undefined ? `left to the host, example ${text}` : text
}

const page = readFileSync(new URL('../../../../docs/standards.md', import.meta.url), 'utf8')

describe('each number of the handbooks', () => {
  test.each(rows)('$id: $what', ({ id, from, value, at }) => {
    const standard = standardOf(id)
    expect(shown(standard, at)).toBe(value)
    expect(sourceOf(standard, at)).toBe(from)
  })

  test('stands in the page of standards, and no other does', () => {
    const section = page.slice(page.indexOf("## Where the handbooks' numbers live"))
    const written = section
      .split('\n')
      .flatMap((line) =>
        line.startsWith('| `') ? [rowOf(line.replaceAll('`', '').split('|').slice(1, -1))] : [],
      )
    expect(written).toEqual(rows)
  })

  test('of which one is switched off: it is told of, and no rule', () => {
    expect(
      readyStandards.flatMap(({ id, clocks }) =>
        clocks.flatMap((clock) => (clock.off === true ? [`${id} ${clock.id}`] : [])),
      ),
    ).toEqual(['premium-2025 emergencyHandled'])
  })
})

describe('the page of standards', () => {
  test('shows a document that extends one of them, and can be used', () => {
    const [, example = ''] = /```json\n([^]*?)```/.exec(page) ?? []
    expect(decodeStandard(JSON.parse(example))).toMatchObject({
      right: { id: 'our-shops', basedOn: 'retail-2025@1', reopen: { window: 'P14D' } },
    })
  })
})

describe('what a handbook leaves to the host', () => {
  test('is listed, marked as an example, and nothing else is', () => {
    expect(readyStandards.map(unsetOf)).toEqual([
      [],
      ['firstResponse', 'resolution', 'discretion'],
      [],
      [],
      ['chatAnswer'],
    ])
    for (const standard of readyStandards) {
      for (const { at, label } of standard.hostMustSet) {
        expect(label).toMatchObject({
          en: expect.stringContaining('example') as unknown,
          zh: expect.stringContaining('示例') as unknown,
        })
        expect(standard.sources.find((source) => source.at === at)?.gist).toMatchObject({
          en: expect.stringContaining('example') as unknown,
          zh: expect.stringContaining('示例') as unknown,
        })
      }
    }
  })
})

/** Characters that traditional Chinese writes otherwise. */
const SIMPLIFIED =
  /[务户诉时间对应现实电话语变发质检订单议仅从会体关写决则办动协单厂压参双员响图团场坏备复够头夹实审层属岁师带应张录当态总战户护担择损换据数断无显条来标样档检权欢残毁气汇沟测浏渐满灭点热状独环现电监盘确种积称稳穷笔签类约级纪纯纳线组细终经结给络绝统继续维综缓编罚联胜脑营药虑补装见规视觉计订认讨让训议记讲许论设访证评识诉词译试询该详语误说请诸读课谁调谈谢负贡财责败账货质购贴贵费资赔赢转轮软轻载较辅辆边达过运还这进远连迟适选递逻遗邮释针钟钢错键锁长门闭问闲间闻队际陆险随难预领频题额颜风飞饭馆验鸡龄]/

const labelsIn = (value: unknown, at = ''): ReadonlyArray<readonly [string, Label]> => {
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, i) => labelsIn(item, `${at}/${String(i)}`))
  }
  if (!isFields(value)) return []
  const { en, zh } = value
  if (typeof en === 'string' && typeof zh === 'string') return [[at, { en, zh }]]
  return Object.entries(value).flatMap(([key, field]) => labelsIn(field, `${at}/${key}`))
}

describe.each(baseStandards.map((standard) => ({ standard })))('$standard.id', ({ standard }) => {
  test('is decoded as it is', () => {
    expect(decodeStandard(standard)).toEqual(E.right(standard))
  })

  test('says all in English and in traditional Chinese', () => {
    const wrong = labelsIn(standard).filter(
      ([, { en, zh }]) =>
        /\p{Script=Han}/u.test(en) || !/\p{Script=Han}/u.test(zh) || SIMPLIFIED.test(zh),
    )
    expect(wrong).toEqual([])
  })

  test('names the sources of places that are there', () => {
    for (const { at } of standard.sources) {
      expect(valueAt(standard, at), at).toBeDefined()
    }
  })
})
