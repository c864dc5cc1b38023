/** `casetrail simulate --faults`: whether a history is whole that was made where everything goes wrong. */
import * as E from 'fp-ts/lib/Either.js'

import type { Failure } from '../../failure.js'
import { number } from '../../present/format.js'
import { styleOf } from '../../present/style.js'
import { refOf } from '../../standards/named.js'
import type { ExitCode, Terminal } from '../../terminal.js'
import type { SimulateOptions } from '../asked.js'
import { simulationBar } from '../progress.js'
import type { Setting } from '../setting.js'
import { summaryOf } from '../summary.js'
import { simulationFailure, summaryText, violated } from '../summary-text.js'

import { simulateUnderFaults } from './under-faults.js'

export const answerUnderFaults = async (
  setting: Setting,
  { quiet = false, json = false, locale }: SimulateOptions,
  terminal: Terminal,
): Promise<E.Either<Failure, ExitCode>> => {
  const bar = simulationBar(quiet ? undefined : terminal.bar)
  const begun = performance.now()
  const simulated = await simulateUnderFaults(setting, {
    signal: terminal.signal,
    onProgress: (done, total) => {
      bar.show('simulate', done, total)
    },
  })
  bar.stop()
  if (E.isLeft(simulated)) return E.left(simulationFailure(simulated.left, 'in memory'))
  const { events, violations, faults } = simulated.right
  if (violations.length > 0) return E.left(violated(violations))
  const { standard, seed } = setting
  const told = {
    standard: refOf(standard),
    zone: standard.zone,
    seed,
    summary: summaryOf(events),
    faults,
  }
  terminal.out(
    json
      ? `${JSON.stringify(told, null, 2)}\n`
      : summaryText(told, styleOf(terminal.colour), locale),
  )
  if (!quiet) {
    const seconds = (performance.now() - begun) / 1_000
    terminal.err(`simulated in ${number(seconds, 1)} s\n`)
  }
  return E.right(0)
}
