import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import document from './desk.json' with { type: 'json' }
import { deskUnder } from './parameter-checks.js'
import { decodeDesk } from './parameters.js'
import { desk, standards } from './simulated.fixture.js'

describe('the desk that ships', () => {
  it.each(standards.map((standard) => [standard.id, standard] as const))(
    'fits the words of %s',
    (_, standard) => {
      expect(deskUnder(desk, standard)).toEqual([])
    },
  )
})

describe('a desk of one’s own', () => {
  const agent = document.agents[0]
  it.each([
    ['no agents', { agents: [] }, '/agents', 'a list of 0', 'at least one agent'],
    ['no topics', { topics: [] }, '/topics', 'a list of 0', 'at least one topic'],
    [
      'an hour too few',
      { arrivals: { ...document.arrivals, hours: document.arrivals.hours.slice(1) } },
      '/arrivals/hours',
      'a list of 23',
      '24 weights, not all of them 0',
    ],
    [
      'more than all',
      { chances: { ...document.chances, survey: 101 } },
      '/chances/survey',
      '101',
      'a whole number from 0 to 100',
    ],
    [
      'a shift that ends before it begins',
      { agents: [{ ...agent, shifts: [{ days: ['monday'], from: '18:00', to: '09:00' }] }] },
      '/agents/0/shifts/0/to',
      '"09:00"',
      'a time after 18:00, on the same day',
    ],
    [
      'the same agent twice',
      { agents: [agent, agent] },
      '/agents/1/id',
      '"agent-lin"',
      'an id of its own',
    ],
    [
      'a range that goes back',
      { work: { ...document.work, call: { from: 9, to: 3 } } },
      '/work/call/to',
      '3',
      'at least 9, its from',
    ],
    [
      'a day that is none',
      { from: '2025-02-30' },
      '/from',
      '"2025-02-30"',
      'a date such as 2025-03-03',
    ],
    [
      'no word of windDown',
      { windDown: 'six weeks' },
      '/windDown',
      '"six weeks"',
      'a duration such as PT10M or P2D',
    ],
    [
      'a field that is not known',
      { casesperday: 9 },
      '/casesperday',
      '9',
      'no such field; did you mean "casesPerDay"?',
    ],
    [
      'a channel that is none',
      { channels: [{ code: 'fone', weight: 1, live: true }] },
      '/channels/0/code',
      '"fone"',
      'one of phone, email, chat, sms, social, store, visit, web, app, thirdPartyPlatform, unknown',
    ],
    ['what is no object', { surge: 3 }, '/surge', '3', 'an object, as in docs/simulation.md'],
    [
      'policies that are looked after all the time',
      { policiesEvery: 'PT0S' },
      '/policiesEvery',
      '"PT0S"',
      'a minute or more',
    ],
    [
      'more than can be held',
      { exposure: { ordersPerCase: 9_007_199_254_740_991, customersPerCase: 1 } },
      '/exposure/ordersPerCase',
      '9007199254740991',
      'at most 1,000,000',
    ],
    [
      'a surge of weeks',
      { surge: { ...document.surge, hours: 500 } },
      '/surge/hours',
      '500',
      'at most 24',
    ],
  ])('is refused by name: %s', (_, wrong, pointer, found, expected) => {
    const decoded = decodeDesk({ ...document, ...wrong })
    expect(decoded).toMatchObject(E.left([{ pointer, found, expected }]))
  })

  it('has someone who may work on cases', () => {
    const [inspector] = desk.agents.filter(({ role }) => role === 'qualityInspector')
    const [standard] = standards
    if (standard === undefined || inspector === undefined) throw new Error('there are both')
    const [problem] = deskUnder({ ...desk, agents: [inspector] }, standard)
    expect(problem).toMatchObject({ pointer: '/agents', found: 'a list of 1' })
    expect(problem?.expected).toMatch(/^someone who may work on cases \(agent, /)
  })

  it('is held to the words of its standard, with the nearest', () => {
    const [first, ...others] = desk.topics
    const topics = [{ ...first, rootCause: 'carier' }, ...others] as const
    const [standard] = standards
    if (standard === undefined) throw new Error('there are standards')
    expect(deskUnder({ ...desk, topics }, standard)).toMatchObject(
      [
        { pointer: '/topics/0/rootCause', found: '"carier"', expected: /did you mean carrier\?$/ },
      ].map((one) => ({ ...one, expected: expect.stringMatching(one.expected) as string })),
    )
  })
})
