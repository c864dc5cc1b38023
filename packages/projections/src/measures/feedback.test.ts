import { describe, expect, test } from 'vitest'

import { complaint, followUp } from '../../test/care-desk.js'
import {
  cancelled,
  figureFrom,
  figureOf,
  hour,
  later,
  merged,
  opened,
  reopened,
  reply,
  resolved,
  right,
  rowsOf,
  shareFrom,
  type Story,
} from '../../test/desk.js'
import { explain } from '../engine/explain.js'

const f = followUp()
const suggested = opened(0, { requestType: 'suggestion' })
const low = [opened(0), resolved(1), f.scheduled(2, 24), f.answered(5, { csat: 2 })]
const handled = [1, 1, {}]
const open = [0, 1, {}]

describe('feedback.handled', () => {
  const cases: ReadonlyArray<readonly [what: string, story: Story, expected: unknown]> = [
    ['a suggestion that nobody took up', [suggested], open],
    ['a suggestion answered by a person', [suggested, reply(3)], handled],
    ['a suggestion answered by a bot', [suggested, reply(3, { by: 'bot' })], open],
    ['a suggestion resolved at once', [suggested, resolved(0)], handled],
    [
      'a suggestion of a merged case',
      [suggested, merged(1)],
      [undefined, undefined, { merged: 1 }],
    ],
    [
      'a suggestion of a cancelled case',
      [suggested, cancelled(1)],
      [undefined, undefined, { cancelled: 1 }],
    ],
    ['a low answer after which nothing came', low, open],
    ['contacts before a low answer', [reply(3), ...low], open],
    ['an outbound contact after it', [...low, reply(6)], handled],
    ['a private one is a contact too', [...low, reply(6, { public: false })], handled],
    ['a reopening after it', [...low, reopened(6)], handled],
    ['a resolution after it', [...low, resolved(6)], handled],
    ['a call that did not reach the customer', [...low, f.attempted(6, 'noAnswer')], open],
    ['a call that did', [...low, f.attempted(6)], handled],
    ['the call in which it was given', [...low, f.attempted(5)], open],
    [
      'a complaint raised from it, and acknowledged',
      [...low, complaint().received(6), complaint().acknowledged(7)],
      handled,
    ],
    ['a complaint that nobody acknowledged', [...low, complaint().received(6)], open],
    [
      'a 3 is not low',
      [opened(0), f.scheduled(2, 24), f.answered(5, { csat: 3 })],
      [undefined, undefined, {}],
    ],
    [
      'the low answer was taken back',
      [...low, f.answered(6, { csat: 5, answer: 2 })],
      [undefined, undefined, {}],
    ],
  ]
  test.each(cases)('%s', async (_, story, expected) => {
    expect(await shareFrom('feedback.handled', { a: story })).toEqual(expected)
  })

  test('a suggestion and a low answer of one story are two', async () => {
    const story = [suggested, resolved(1), f.scheduled(2, 24), f.answered(5, { csat: 1 })]
    expect(await figureFrom('feedback.handled', { a: story })).toMatchObject({
      numerator: 1,
      denominator: 2,
    })
  })

  test('is dated at the feedback and cites what handled it', async () => {
    const rows = await rowsOf({ a: [...low, reply(6)] })
    const { readings } = await right(explain(rows, figureOf('feedback.handled'), later))
    expect(readings).toMatchObject([{ at: Date.parse(hour(5)), evidence: ['a.3', 'a.4'] }])
  })
})
