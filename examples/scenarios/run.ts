/**
 * Plays a scenario for each handbook and prints what the rules refused, each case's timeline with its
 * clocks, and the scorecard: `npm run scenarios`, or `npm run scenarios -- retail-2025 --locale zh`.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect, parseArgs } from 'node:util'

import { processTerminal, run } from '@casetrail/cli'
import { inMemoryEventStore, nearest, type Instant } from '@casetrail/core'
import { testBoundary } from '@casetrail/core/testing'
import { sqliteStore } from '@casetrail/sqlite'

import type { Refusal } from './asked.js'
import { play, standardOf, words, type Told } from './desk.js'
import { scenarios } from './index.js'
import { scorecard, scorecardText } from './scorecard.js'
import { stepsOf, when, type Locale, type Scenario } from './story.js'

const terminal = processTerminal()
const print = (line = ''): void => terminal.out(`${line}\n`)

const said = {
  example: {
    en: 'EXAMPLE VALUES, the handbook leaves them to the house:',
    zh: '示例值（手冊留給企業設定）：',
  },
  minor: { en: '(in cents)', zh: '（以分計）' },
  without: { en: 'Without them the standard does not run:', zh: '未設定則標準不運行：' },
  silence: { en: 'time passes', zh: '時間流逝' },
  refused: { en: 'refused', zh: '拒絕' },
  not: { en: 'NOT AS TOLD', zh: '與所述不符' },
  scorecard: { en: 'Scorecard', zh: '記分卡' },
} as const

const refusalText = ({ _tag, ...fields }: Refusal, locale: Locale): string => {
  const says = words[_tag]?.[locale] ?? ''
  return `${_tag} ${inspect(fields, { breakLength: Infinity, depth: 4 })} ${says}`
}

const noteText = ({ step, refusal }: Told, locale: Locale): ReadonlyArray<string> => {
  const { time, what, who, note, refused, isTick } = step
  const by = isTick === true ? said.silence[locale] : `${what} ${who.id}`
  const unforeseen = refused === refusal?._tag ? '' : `${said.not[locale]} `
  const lines = [
    ...(note === undefined ? [] : [note[locale]]),
    ...(refusal === undefined ? [] : [`${said.refused[locale]}: ${refusalText(refusal, locale)}`]),
  ]
  return lines.length === 0 && unforeseen === ''
    ? []
    : [`  ${time}  ${unforeseen}${by}: ${lines.join('; ')}`]
}

/** Plays one; answers whether all went as told. */
const tell = async (scenario: Scenario, path: string, locale: Locale): Promise<boolean> => {
  const { title, settings, chapters, stories } = scenario
  const standard = standardOf(scenario)
  print(
    `\n${title[locale]} · ${standard.label[locale]} (${standard.id}@${String(standard.version)})`,
  )
  const steps = stepsOf(scenario)
  if (settings !== undefined) {
    const { hostMustSet } = scenario.standard
    const values = Object.entries(settings).map(([name, value]) => {
      const isAmount = hostMustSet.some((one) => one.name === name && one.unit === 'amount')
      return `${name} = ${String(value)}${isAmount ? ` ${said.minor[locale]}` : ''}`
    })
    print(`${said.example[locale]} ${values.join(', ')}`)
    const nowhere = inMemoryEventStore(testBoundary())
    const [first] = await play(
      nowhere,
      () => undefined,
      scenario.standard,
      steps.slice(0, 1),
      locale,
    )
    if (first?.refusal !== undefined)
      print(`${said.without[locale]} ${refusalText(first.refusal, locale)}`)
  }
  let now: Instant = when('2025-01-01', '00:00:00')
  const store = sqliteStore(path, { now: () => now })
  const told = await play(store, (to) => (now = to), standard, steps, locale)
  let isAsTold = true
  for (const { title: heading, day, steps: own } of chapters) {
    print(`\n${day}  ${heading[locale]}`)
    for (const one of told.filter(({ step }) => own.includes(step))) {
      isAsTold &&= one.step.refused === one.refusal?._tag
      for (const line of noteText(one, locale)) print(line)
    }
  }
  const scores = await scorecard(store, standard, now)
  store.close()
  // the file is gone when all is told
  const url = `sqlite:${path}`
  const shown = {
    ...terminal,
    out: (text: string): void => terminal.out(text.replace(`${url} · `, '')),
  }
  for (const name of stories) {
    print()
    const zone = ['--zone', standard.zone, '--locale', locale]
    await run(['trace', name, '--store', url, ...zone, '--personal', '--quiet'], shown)
  }
  print(`\n${said.scorecard[locale]}\n${scorecardText(scores, locale)}`)
  return isAsTold
}

const known = scenarios.map(({ id }) => id)
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { locale: { type: 'string', default: 'en' } },
})
const locale: Locale = values.locale === 'zh' ? 'zh' : 'en'
const isKnownLocale = values.locale === locale
const unknown = positionals.find((id) => !known.includes(id))
if (!isKnownLocale) {
  terminal.err(`--locale is en or zh, not '${values.locale}'\n`)
  process.exitCode = 2
} else if (unknown !== undefined) {
  const near = nearest(unknown, known)
  const hint = near === undefined ? '' : `; did you mean ${near}?`
  terminal.err(`there is no scenario '${unknown}'${hint}\nknown: ${known.join(', ')}\n`)
  process.exitCode = 2
} else {
  const folder = mkdtempSync(join(tmpdir(), 'casetrail-scenarios-'))
  const home = process.cwd()
  process.chdir(folder)
  for (const scenario of scenarios) {
    if (positionals.length > 0 && !positionals.includes(scenario.id)) continue
    if (!(await tell(scenario, `${scenario.id}.db`, locale))) process.exitCode = 1
  }
  process.chdir(home)
  rmSync(folder, { recursive: true, force: true })
}
