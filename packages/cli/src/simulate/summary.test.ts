import { describe, expect, it } from 'vitest'

import { number } from '../present/format.js'
import { styleOf } from '../present/style.js'

import { historyOf } from './simulated.fixture.js'
import { summaryOf } from './summary.js'
import { stagesText } from './summary-words.js'
import { summaryText } from './summary-text.js'

const isMean = (target: unknown): boolean =>
  typeof target === 'object' && target !== null && 'kind' in target && target.kind === 'mean'

describe('a summary', () => {
  it('has promises that add up, and apart from them times of which only the mean is promised', async () => {
    const { events } = await historyOf({ cases: 400, seed: 11, days: 3 })
    const { promises, means } = summaryOf(events)
    const meanRuns = new Set<string>()
    const runs = new Map<string, ReadonlyArray<string>>()
    for (const { stream, event } of events) {
      if (!event.type.startsWith('Clock')) continue
      const fields: Readonly<Record<string, unknown>> = { ...event }
      const { clock, run, target } = fields
      const key = `${stream} ${String(clock)} ${String(run)}`
      if (event.type === 'ClockStarted' && isMean(target)) meanRuns.add(key)
      runs.set(key, [...(runs.get(key) ?? []), event.type])
    }
    const given = [...runs].filter(([key]) => !meanRuns.has(key))
    const breached = given.filter(([, types]) => {
      const last = types.findLast((type) => type.startsWith('ClockBreach'))
      return last === 'ClockBreached'
    })
    expect(Object.values<number>({ ...promises }).reduce((sum, n) => sum + n, 0)).toBe(given.length)
    expect(breached.length).toBeGreaterThan(0)
    expect(promises.late + promises.broken).toBe(breached.length)
    expect(means.longer).toBeGreaterThan(0)
    expect(means.counted).toBeLessThanOrEqual(meanRuns.size)
    const told = { standard: 'x@1', zone: 'UTC', seed: 7, summary: summaryOf(events) }
    const en = summaryText(told, styleOf(false))
    expect(en).toContain(`${number(given.length)} given: `)
    expect(en).toMatch(/^promises .*\n +and \d+ times of which only the mean is promised/m)
    const zh = summaryText(told, styleOf(false), 'zh')
    expect(zh).toMatch(/^時限承諾 {2}共 [\d,]+ 項：按時達成 /m)
    expect(zh.replace(/^.*\n.*\n/, '').replaceAll(/[A-Z]\w+/g, '')).not.toMatch(/[a-z]{3}/)
  })

  it('tells stages in the order in which they come', () => {
    const none = { stages: {}, complaints: {}, followUps: {}, emergencies: {} }
    const summary = { ...none, stages: { archived: 7, closed: 2, open: 1, pendingCustomer: 3 } }
    expect(stagesText(summary, 'stages', 'en', String)).toBe(
      '1 open, 3 waiting for the customer, 2 closed, 7 archived',
    )
    expect(stagesText(summary, 'stages', 'zh', String)).toBe(
      '1 處理中，3 待客戶，2 已關閉，7 已歸檔',
    )
    expect(stagesText(summary, 'complaints', 'zh', String)).toBe('無')
  })
})
