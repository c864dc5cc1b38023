/** Imports of several streams from one file: a case, and the surveys within its rows. */
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { foldRead, inMemoryEventStore, type EventStore, type RecordedEvent } from '@casetrail/core'
import { testBoundary } from '@casetrail/core/testing'
import * as E from 'fp-ts/lib/Either.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { eventIdOf, rowId, subjectId } from './ids.js'
import { decodeMapping } from './mapping/read.js'
import type { Plan } from './mapping/plan.js'
import { importFiles, type ImportOptions } from './run.js'
import { feedsWithSurvey } from './streams.fixture.js'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'casetrail-streams-test-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const right = <A>(either: E.Either<unknown, A>): A => {
  if (E.isRight(either)) return either.right
  throw new Error(JSON.stringify(either.left))
}

const score = { fields: { value: { column: 'score', as: 'number' }, of: 'service' } }

const document = {
  source: 'two',
  format: { type: 'csv' },
  standard: { id: 'retail-2025', version: 1 },
  streams: {
    case: {
      key: 'ticket',
      opening: {
        fields: {
          customer: 'c',
          channel: 'unknown',
          requestType: 'unknown',
          phase: 'unknown',
          problemType: 'unknown',
          tier: 'unknown',
          language: 'unknown',
        },
      },
    },
    survey: {
      key: 'survey',
      opening: { when: { field: 'state', oneOf: ['asked', 'reminded'] }, fields: {} },
    },
  },
  time: { field: 'time', format: 'dd-MMM-yy HH:mm', zone: 'UTC' },
  activity: 'state',
  actor: { column: 'who', role: 'agent' },
  attributes: { 'last hand': { field: 'who', take: 'last' } },
  rules: [
    { name: 'opened', when: { first: true }, emit: [] },
    {
      name: 'solved',
      when: { field: 'state', equals: 'solved' },
      emit: [{ type: 'CaseResolved', fields: { resolutionCode: 'answered', notes: 'done' } }],
    },
    {
      name: 'reopened',
      when: { field: 'state', equals: 'again' },
      emit: [{ type: 'CaseReopened', fields: { reason: 'again' } }],
    },
    { name: 'asked', when: { field: 'state', equals: 'asked' }, emit: [] },
    {
      name: 'reminded',
      when: { field: 'state', equals: 'reminded' },
      emit: [
        { type: 'OwnerReminded', stream: 'survey', fields: { to: 'ann', reason: 'no answer' } },
        { type: 'OwnerReminded', stream: 'case', fields: { to: 'owner', reason: 'no answer' } },
      ],
    },
    {
      name: 'answered',
      when: { field: 'state', equals: 'answered' },
      emit: [{ type: 'SurveyAnswered', fields: { scores: { list: [score] } } }],
    },
  ],
}

const HEADER = 'ticket,time,state,who,survey,score\n'
const rows = `T-1,01-Mar-24 09:00,new,ann,,
T-1,02-Mar-24 09:00,solved,ann,S-1,
T-2,02-Mar-24 10:00,new,ann,,
T-1,03-Mar-24 09:00,asked,bea,S-1,
T-1,04-Mar-24 09:00,answered,bea,S-1,4
T-1,05-Mar-24 09:00,again,ann,,
T-1,06-Mar-24 09:00,asked,cyd,S-2,
T-1,07-Mar-24 09:00,answered,cyd,S-2,5
T-1,08-Mar-24 09:00,answered,cyd,S-2,2
`

const planned = (mapping: unknown): E.Either<unknown, Plan> =>
  decodeMapping(mapping, feedsWithSurvey)

const imports = async (
  store: EventStore,
  text: string = rows,
  more: Partial<ImportOptions> = {},
): ReturnType<ReturnType<typeof importFiles>> => {
  const file = join(folder, 'two.csv')
  writeFileSync(file, HEADER + text)
  const plan = right(planned(document))
  return importFiles({ plan, files: [file], store, temporary: folder, ...more })()
}

const all = async (store: EventStore): Promise<ReadonlyArray<RecordedEvent>> =>
  right(
    await foldRead(store, { all: true }, [] as ReadonlyArray<RecordedEvent>, (seen, e) => [
      ...seen,
      e,
    ])(),
  )

const of = async (
  store: EventStore,
  category: string,
  key: string,
): Promise<ReadonlyArray<RecordedEvent>> => {
  const stream = `${category}-${subjectId('two', key)}`
  return (await all(store)).filter((e) => e.stream === stream)
}

const types = async (store: EventStore, category: string, key: string): Promise<unknown> =>
  (await of(store, category, key)).map((e) => [e.event.type, e.metadata.source?.row])

describe('a mapping of several streams', () => {
  it('feeds each from the rows of its story, opened by the first row that may', async () => {
    const store = inMemoryEventStore(testBoundary())
    const { rows, streams, events, rules } = right(await imports(store))
    expect(rows).toEqual({ read: 9, mapped: 9, noted: 0, ignored: 0, rejected: 0 })
    expect(streams).toEqual({
      case: {
        streams: 2,
        events: { mapped: 4, written: 4, alreadyThere: 0 },
        breaches: { streams: 0, rules: {} },
      },
      survey: {
        streams: 2,
        events: { mapped: 5, written: 5, alreadyThere: 0 },
        breaches: { streams: 1, rules: { AlreadyAnswered: { streams: 1, events: 1 } } },
      },
    })
    expect(events).toEqual({ mapped: 9, written: 9, alreadyThere: 0 })
    expect(rules).toMatchObject({ asked: 2, answered: 3 })
    expect(await types(store, 'case', 'T-1')).toEqual([
      ['CaseOpened', 1],
      ['CaseResolved', 2],
      ['CaseReopened', 6],
    ])
    expect(await types(store, 'survey', 'S-1')).toEqual([
      ['SurveySent', 4],
      ['SurveyAnswered', 5],
    ])
  })

  it('fills events from their own stream and from the story', async () => {
    const store = inMemoryEventStore(testBoundary())
    right(await imports(store))
    const about = `case-${subjectId('two', 'T-1')}`
    const at = (day: number): string => `2024-03-0${day}T09:00:00.000Z`
    expect((await of(store, 'survey', 'S-2')).map((e) => e.event)).toEqual([
      { type: 'SurveySent', at: at(6), about, cycle: 2, externalRef: 'S-2' },
      { type: 'SurveyAnswered', at: at(7), answer: 1, scores: [{ value: 5, of: 'service' }] },
      { type: 'SurveyAnswered', at: at(8), answer: 2, scores: [{ value: 2, of: 'service' }] },
    ])
  })

  it("carries the story's id in all of them, and ids by the story's rows", async () => {
    const store = inMemoryEventStore(testBoundary())
    right(await imports(store))
    const story = subjectId('two', 'T-1')
    const [sent] = await of(store, 'survey', 'S-1')
    expect(sent?.eventId).toBe(eventIdOf(story, 3, 1))
    expect(sent?.metadata).toMatchObject({
      correlationId: story,
      commandId: rowId(story, 3),
      causationId: rowId(story, 3),
      actor: { id: 'bea', role: 'agent' },
      source: { row: 4, file: 'two.csv', activity: 'asked' },
    })
    const events = await all(store)
    expect(new Set(events.map((e) => e.eventId)).size).toBe(events.length)
    expect(new Set(events.map((e) => e.metadata.correlationId)).size).toBe(2)
  })

  it('gives an opening event only the fields that it has', async () => {
    const store = inMemoryEventStore(testBoundary())
    right(await imports(store))
    const [opened] = await of(store, 'case', 'T-1')
    expect(opened?.event).toMatchObject({
      externalRef: 'T-1',
      standard: { id: 'retail-2025', version: 1 },
      attributes: { 'last hand': 'cyd' },
    })
    const [sent] = await of(store, 'survey', 'S-1')
    expect(Object.keys(sent?.event ?? {}).sort()).toEqual([
      'about',
      'at',
      'cycle',
      'externalRef',
      'type',
    ])
  })

  it('may key two streams alike', async () => {
    const store = inMemoryEventStore(testBoundary())
    const { case: aCase } = document.streams
    const survey = { ...document.streams.survey, key: 'ticket' }
    const plan = right(planned({ ...document, streams: { case: aCase, survey } }))
    const { streams } = right(await imports(store, rows, { plan }))
    expect([streams['case']?.streams, streams['survey']?.streams]).toEqual([2, 1])
    const stories = new Set((await all(store)).map((e) => e.metadata.correlationId))
    expect(stories).toEqual(new Set(['T-1', 'T-2'].map((key) => subjectId('two', key))))
  })

  it('may feed a lifecycle alone that is no case: it is a story of its own', async () => {
    const store = inMemoryEventStore(testBoundary())
    const plan = right(
      planned({
        ...document,
        attributes: {},
        streams: { survey: { key: 'survey', opening: { fields: {} } } },
        rules: [
          { when: { field: 'state', equals: 'asked' }, emit: [] },
          ...document.rules.filter(({ name }) => name === 'answered'),
        ],
      }),
    )
    const text = rows.split('\n').filter((line) => /asked|answered/.test(line))
    const { streams } = right(await imports(store, `${text.join('\n')}\n`, { plan }))
    expect(streams).toMatchObject({ survey: { streams: 2, events: { written: 5 } } })
    const [sent] = await of(store, 'survey', 'S-2')
    expect(sent?.metadata.correlationId).toBe(subjectId('two', 'S-2'))
    expect(sent?.event).toMatchObject({ about: `survey-${subjectId('two', 'S-2')}` })
  })
})

describe('the same import of several streams again', () => {
  it('adds nothing', async () => {
    const store = inMemoryEventStore(testBoundary())
    right(await imports(store))
    const before = await all(store)
    const { streams } = right(await imports(store))
    expect(streams).toMatchObject({
      case: { events: { mapped: 4, written: 0, alreadyThere: 4 } },
      survey: { events: { mapped: 5, written: 0, alreadyThere: 5 } },
    })
    expect(await all(store)).toEqual(before)
  })

  it('adds the rest of a story that has grown, its new streams too', async () => {
    const store = inMemoryEventStore(testBoundary())
    const withoutHands = { ...document, attributes: {} }
    const plan = right(planned(withoutHands))
    right(await imports(store, rows, { plan }))
    const grown = `${rows}T-1,09-Mar-24 09:00,reminded,dan,S-3,\nT-2,09-Mar-24 10:00,asked,dan,S-4,\n`
    const { streams } = right(await imports(store, grown, { plan }))
    expect(streams).toMatchObject({
      case: { events: { written: 1, alreadyThere: 4 } },
      survey: { streams: 4, events: { written: 3, alreadyThere: 5 } },
    })
    expect(await types(store, 'survey', 'S-3')).toEqual([
      ['SurveySent', 10],
      ['OwnerReminded', 10],
    ])
    expect((await of(store, 'case', 'T-1')).at(-1)?.event.type).toBe('OwnerReminded')
  })

  it('stops where a stream within a story has diverged, and writes nothing', async () => {
    const store = inMemoryEventStore(testBoundary())
    right(await imports(store))
    const before = await all(store)
    const changed = `${rows.replace(',S-1,4', ',S-1,3')}T-3,09-Mar-24 09:00,new,ann,,\n`
    expect(await imports(store, changed)).toMatchObject(
      E.left({
        _tag: 'Diverged',
        total: 1,
        streams: [{ category: 'survey', key: 'S-1', revision: 1 }],
      }),
    )
    expect(await all(store)).toEqual(before)
  })
})

describe('an interrupted import of several streams', () => {
  it('leaves whole stories, and is completed by another run', async () => {
    const store = inMemoryEventStore(testBoundary())
    const text = Array.from({ length: 1_000 }, (_, i) =>
      ['new,ann,', `asked,ann,S-${i}`, `answered,ann,S-${i}`]
        .map((row, n) => `N-${i},0${n + 1}-Mar-24 09:00,${row},4\n`)
        .join(''),
    ).join('')
    const abort = new AbortController()
    const stopped = await imports(store, text, {
      signal: abort.signal,
      onProgress: ({ stage }) => {
        if (stage === 'writing') abort.abort()
      },
    })
    expect(stopped).toMatchObject(E.left({ _tag: 'Interrupted' }))
    const perStory = new Map<string, number>()
    const before = await all(store)
    for (const { metadata } of before) {
      const { correlationId } = metadata
      perStory.set(correlationId, (perStory.get(correlationId) ?? 0) + 1)
    }
    expect([...new Set(perStory.values())]).toEqual([3])
    expect(before.length).toBeLessThan(3_000)
    expect(right(await imports(store, text)).events).toEqual({
      mapped: 3_000,
      written: 3_000 - before.length,
      alreadyThere: before.length,
    })
  })
})

describe('a row of several streams that can not be mapped', () => {
  const refusal = async (text: string): Promise<unknown> => {
    const store = inMemoryEventStore(testBoundary())
    const stopped = await imports(store, text)
    expect(await all(store)).toEqual([])
    return E.isLeft(stopped) && stopped.left._tag === 'RowsRefused' ? stopped.left.rows : stopped
  }

  it('because the key of the stream is unknown', async () => {
    expect(await refusal(rows.replace('answered,bea,S-1', 'answered,bea,'))).toMatchObject([
      {
        line: 6,
        reason: 'answered: SurveyAnswered is for a survey, and column survey, its key, is unknown',
      },
    ])
  })

  it('because no row has opened the stream', async () => {
    expect(await refusal(rows.replace('answered,bea,S-1', 'answered,bea,S-9'))).toMatchObject([
      {
        line: 6,
        reason: 'answered: SurveyAnswered is for survey "S-9", which no row has opened yet',
      },
    ])
  })

  const two = `${rows}T-2,09-Mar-24 09:00,asked,ann,S-1,\nT-2,09-Mar-24 10:00,new,ann,,\n`

  it('because the key stands in another story', async () => {
    expect(
      await refusal(two.replace('T-2,09-Mar-24 10:00,new', 'T-2,09-Mar-24 10:00,asked')),
    ).toEqual([
      {
        file: join(folder, 'two.csv'),
        line: 11,
        row: 10,
        key: 'T-2',
        reason: `column survey: survey "S-1" belongs to case "T-1" (${join(folder, 'two.csv')}:3)`,
      },
    ])
  })

  it('goes to the rejects, and leaves no trace in any stream', async () => {
    const store = inMemoryEventStore(testBoundary())
    const rejects = join(folder, 'rejects.ndjson')
    // the reminder is taken for the survey before it is refused for the case
    const plan = right(
      planned(
        JSON.parse(
          JSON.stringify(document).replace(
            '"to":"owner"',
            '"to":{"column":"score","otherwise":"owner"}',
          ),
        ),
      ),
    )
    const text = two.replace('T-2,09-Mar-24 10:00,new', 'T-2,09-Mar-24 10:00,solved')
    const broken = `${text}T-2,10-Mar-24 09:00,reminded,ann,S-5,9\nT-2,11-Mar-24 09:00,asked,ann,S-5,\n`
    const { rows: counts, streams } = right(await imports(store, broken, { plan, rejects }))
    expect(counts).toEqual({ read: 13, mapped: 11, noted: 0, ignored: 0, rejected: 2 })
    const refused = readFileSync(rejects, 'utf8').trimEnd().split('\n')
    expect(refused.map((line) => (JSON.parse(line) as { row: number }).row)).toEqual([10, 12])
    expect(streams['survey']?.streams).toBe(3)
    expect(await types(store, 'survey', 'S-5')).toEqual([['SurveySent', 13]])
    expect(await types(store, 'case', 'T-2')).toEqual([
      ['CaseOpened', 3],
      ['CaseResolved', 11],
    ])
  })

  it('is found among very many', async () => {
    const store = inMemoryEventStore(testBoundary())
    const many = Array.from(
      { length: 3_000 },
      (_, i) => `N-${i},01-Mar-24 09:00,asked,ann,K-${i % 2_999},\n`,
    )
    expect(await imports(store, many.join(''))).toMatchObject(
      E.left({ _tag: 'RowsRefused', total: 1, rows: [{ row: 3_000, key: 'N-2999' }] }),
    )
    expect(readdirSync(folder)).toEqual(['two.csv'])
  })
})

describe('a mapping of several streams that can not be', () => {
  const problems = (mapping: unknown): unknown => {
    const plan = planned(mapping)
    return E.isLeft(plan) ? plan.left : []
  }
  const { case: aCase, survey } = document.streams
  const emitting = (emission: object): object => ({
    ...document,
    rules: [{ when: { first: true }, emit: [emission] }],
  })

  it.each([
    [
      'an event that two of them know',
      emitting({ type: 'OwnerReminded', fields: { to: 'owner', reason: 'late' } }),
      {
        pointer: '/rules/0/emit/0/stream',
        found: 'nothing',
        expected: 'the stream that OwnerReminded is for, case or survey: each of them knows it',
      },
    ],
    [
      'an event that none of them knows',
      emitting({ type: 'SurveyAnsweredd' }),
      {
        pointer: '/rules/0/emit/0/type',
        found: '"SurveyAnsweredd"',
        expected: 'a type of case or survey event (did you mean "SurveyAnswered"?)',
      },
    ],
    [
      'an event of an aggregate that is not fed',
      {
        ...emitting({ type: 'SurveyAnswered', fields: { scores: { list: [score] } } }),
        streams: { case: aCase },
      },
      {
        pointer: '/rules/0/emit/0/type',
        found: '"SurveyAnswered"',
        expected: 'a type of case event; survey has it, and is no stream of this mapping',
      },
    ],
    [
      'an event of another stream than is named',
      emitting({ type: 'CaseAccepted', stream: 'survey' }),
      {
        pointer: '/rules/0/emit/0/type',
        found: '"CaseAccepted"',
        expected: 'a type of survey event; case has it, and is no stream named here',
      },
    ],
    [
      'a stream that is not there',
      emitting({ type: 'CaseAccepted', stream: 'cases' }),
      {
        pointer: '/rules/0/emit/0/stream',
        found: '"cases"',
        expected: 'a stream of this mapping (did you mean "case"?)',
      },
    ],
    [
      'a case that is not the story',
      { ...document, streams: { survey: { ...survey, opening: { fields: {} } }, case: aCase } },
      {
        pointer: '/streams/case',
        found: 'case after survey',
        expected: 'case as the first stream, whose id the others carry',
      },
    ],
    [
      'a condition on the opening of the story',
      {
        ...document,
        streams: {
          case: { ...aCase, opening: { ...aCase.opening, when: { last: true } } },
          survey,
        },
      },
      {
        pointer: '/streams/case/opening/when',
        found: 'an object with last',
        expected: 'none: the first stream is opened by the first row of its key',
      },
    ],
    [
      'notes in a lifecycle that has none',
      { ...document, streams: { survey }, rules: [], attributes: {}, unmapped: 'note' },
      {
        pointer: '/unmapped',
        found: '"note"',
        expected: 'error or { "ignore": reason }: survey events include no note',
      },
    ],
    [
      'attributes that no opening can carry',
      { ...document, streams: { survey: { ...survey, opening: { fields: {} } } }, rules: [] },
      {
        pointer: '/attributes',
        found: 'an object with last hand',
        expected: "none: SurveySent can't carry them",
      },
    ],
    [
      'no stream',
      { ...document, streams: {} },
      {
        pointer: '/streams',
        found: 'nothing',
        expected: 'an aggregate at least (case, survey)',
      },
    ],
    [
      'an inherited name for an aggregate',
      { ...document, streams: { case: aCase, constructor: survey } },
      expect.objectContaining({ pointer: '/streams/constructor', found: '"constructor"' }),
    ],
    [
      'an unknown field of a record within',
      emitting({
        type: 'SurveyAnswered',
        fields: { scores: { list: [{ fields: { valu: 3, value: 3, of: 'service' } }] } },
      }),
      {
        pointer: '/rules/0/emit/0/fields/scores/list/0/fields/valu',
        found: '"valu"',
        expected: 'a field of Score (did you mean "value"?)',
      },
    ],
    [
      'too few fields of a record within',
      emitting({
        type: 'SurveyAnswered',
        fields: { scores: { list: [score] }, best: { fields: { value: 3 } } },
      }),
      expect.objectContaining({
        pointer: '/rules/0/emit/0/fields/best/fields/of',
        found: 'nothing',
      }),
    ],
    [
      'a constant within that can not be',
      emitting({
        type: 'SurveyAnswered',
        fields: { scores: { list: [{ fields: { value: 0, of: 'service' } }] } },
      }),
      {
        pointer: '/rules/0/emit/0/fields/scores/list/0/fields/value',
        found: '0',
        expected: 'Ordinal',
      },
    ],
  ])('names %s', (_, mapping, problem) => {
    expect(problems(mapping)).toContainEqual(problem)
  })
})
