/** What the desk's operations report: how much there was each day, and when a system stood still. */
import { fromEpochMs } from '@casetrail/core'
import {
  endInterruption,
  operationsId,
  reportExposure,
  startInterruption,
} from '@casetrail/core/operations'

import { crowdBegins } from '../arrivals.js'
import { give, wait, type Play } from '../doing.js'
import { HOUR, chanceOf, type Some } from '../draw.js'
import type { SimulatedDay } from '../days.js'
import { machine, type World } from '../world.js'

/** Each day's exposure, told at its end to the stream of the month. */
export function* reports(world: World, days: ReadonlyArray<SimulatedDay>): Play {
  const { desk, standard } = world
  const chance = chanceOf(world.seed, 'exposure')
  const by = { standard: { id: standard.id, version: standard.version } }
  for (const { begins, ends, month } of days) {
    yield wait(ends - world.now())
    const visits = Math.max(1, world.opened(begins, ends))
    const about = (times: number): number =>
      Math.round((visits * times * chance.between(90, 110)) / 100)
    yield give.operations(
      operationsId(month),
      reportExposure({
        ...world.by(machine),
        ...by,
        from: fromEpochMs(begins),
        to: fromEpochMs(ends),
        orders: about(desk.exposure.ordersPerCase),
        customers: about(desk.exposure.customersPerCase),
        contacts: visits,
        serviceMs: ends - begins,
      }),
    )
  }
}

/** The system stands still for some hours of one day. */
export function* standsStill(world: World, days: Some<SimulatedDay>): Play {
  const { outage } = world.desk
  if (outage.share === 0) return
  const begins = crowdBegins(outage.day, outage.from, days)
  yield wait(begins - world.now())
  const month = world.days.of(begins)?.month ?? days[0].month
  const id = operationsId(month)
  const standard = { id: world.standard.id, version: world.standard.version }
  const interruption = `outage-${month}`
  const { kind } = outage
  yield give.operations(
    id,
    startInterruption({ ...world.by(machine), standard, interruption, kind, reason: '支付中斷' }),
  )
  world.slow(outage.pace)
  yield wait(outage.hours * HOUR)
  world.slow(100)
  yield give.operations(id, endInterruption({ ...world.by(machine), standard, interruption }))
}
