/** The mappings of examples/, on a few invented rows in the form of their sources. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { foldRead, inMemoryEventStore, type RecordedEvent } from '@casetrail/core'
import { readyStandards } from '@casetrail/core/standards'
import { testBoundary } from '@casetrail/core/testing'
import * as E from 'fp-ts/lib/Either.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { feedsOf } from './feeds.js'
import { subjectId } from './ids.js'
import { readMapping } from './mapping/read.js'
import { importFiles } from './run.js'

const examples = join(import.meta.dirname, '..', '..', '..', '..', 'examples', 'mappings')

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'casetrail-examples-test-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const right = <A>(either: E.Either<unknown, A>): A => {
  if (E.isRight(either)) return either.right
  throw new Error(JSON.stringify(either.left))
}

const eventsOf = async (
  mapping: string,
  lines: ReadonlyArray<string>,
): Promise<ReadonlyArray<RecordedEvent>> => {
  const file = join(folder, 'rows.csv')
  writeFileSync(file, lines.map((line) => `${line}\r\n`).join(''))
  const plan = right(await readMapping(join(examples, mapping), feedsOf(readyStandards))())
  const store = inMemoryEventStore(testBoundary())
  right(await importFiles({ plan, files: [file], store, temporary: folder })())
  const none: ReadonlyArray<RecordedEvent> = []
  return right(await foldRead(store, { all: true }, none, (seen, e) => [...seen, e])())
}

const standard = { id: 'retail-2025', version: 1 }

describe('ecommerce-csat.json', () => {
  const header =
    ',Unique id,channel_name,category,Sub-category,Customer Remarks,Order_id,order_date_time,' +
    'Issue_reported at,issue_responded,Survey_response_Date,Customer_City,Product_category,' +
    'Item_price,connected_handling_time,Agent_name,Supervisor,Manager,Tenure Bucket,Agent Shift,' +
    'CSAT Score'

  it('makes a case and a rated follow-up of a contact', async () => {
    const events = await eventsOf('ecommerce-csat.json', [
      header,
      '1,u-1,Email,Returns,Wrong,"Good, thanks",o-1,,05/08/2023 23:50,06/08/2023 00:10,06-Aug-23,PUNE,,,,Ann,Sue,Max,>90,Evening,4',
    ])
    const story = subjectId('kaggle-ecommerce-csat', 'u-1')
    const attributes = {
      channel: 'Email',
      channel_name: 'Email',
      category: 'Returns',
      'Sub-category': 'Wrong',
      Agent_name: 'Ann',
      Supervisor: 'Sue',
      Manager: 'Max',
      'Tenure Bucket': '>90',
      'Agent Shift': 'Evening',
      Customer_City: 'PUNE',
    }
    const answered = { by: 'human', public: true, direction: 'outbound', channel: 'email' }
    const dayEnd = '2023-08-06T18:29:59.999Z'
    expect(events.map(({ stream, event }) => [stream, event])).toMatchObject([
      [
        `case-${story}`,
        {
          type: 'CaseOpened',
          at: '2023-08-05T18:20:00.000Z',
          customer: 'unknown',
          channel: 'email',
          externalRef: 'u-1',
          standard,
          attributes,
        },
      ],
      [`case-${story}`, { type: 'ContactRecorded', at: '2023-08-05T18:40:00.000Z', ...answered }],
      [
        `followUp-${story}`,
        {
          type: 'FollowUpScheduled',
          at: '2023-08-05T18:40:00.000Z',
          case: story,
          cycle: 1,
          due: dayEnd,
          handler: 'Ann',
          externalRef: 'u-1',
          attributes,
        },
      ],
      [
        `followUp-${story}`,
        {
          type: 'SatisfactionRecorded',
          at: dayEnd,
          answer: 1,
          case: story,
          cycle: 1,
          csat: 4,
          verbatim: 'Good, thanks',
        },
      ],
    ])
    for (const { metadata } of events) {
      expect(metadata).toMatchObject({ correlationId: story, knownAt: dayEnd })
    }
  })
})

describe('uwv-complaints.json', () => {
  it('makes a complaint of a row', async () => {
    const events = await eventsOf('uwv-complaints.json', [
      'CustomerID;AgeCategory;Gender;Office_U;Office_W;ComplaintDossierID;ComplaintID;ContactDate;' +
        'ContactChannelID;ComplaintThemeID;ComplaintSubthemeID;ComplaintTopicID;ComplaintTheme;' +
        'ComplaintSubtheme;ComplaintTopic;ComplaintTheme_EN;ComplaintSubtheme_EN;ComplaintTopic_EN',
      '7;50-65;V;1;2;3;9;2016-02-01;8;2;5;20;bejegening;n.v.t.;geen respect;treatment (attitude/behavior);N.A.;no respect',
      '7;50-65;V;1;2;3;10;2016-02-02;8;3;4;2;dienstverlening;informatie;traag;services;information;slow',
    ])
    const story = subjectId('bpi2016-complaints', '9')
    expect(events[0]?.stream).toBe(`complaint-${story}`)
    expect(events[0]?.metadata.correlationId).toBe(story)
    expect(events.map(({ event }) => event)).toMatchObject([
      {
        type: 'ComplaintReceived',
        at: '2016-02-01T22:59:59.999Z',
        customer: '7',
        complaintType: 'serviceAttitude',
        source: 'external',
        channel: 'unknown',
        standard,
        externalRef: '9',
        attributes: {
          theme: 'treatment (attitude/behavior)',
          subtheme: 'N.A.',
          topic: 'no respect',
          channel: '8',
          age: '50-65',
          gender: 'V',
          officeU: '1',
          officeW: '2',
          dossier: '3',
        },
      },
      { type: 'ComplaintReceived', complaintType: 'unclassified', externalRef: '10' },
    ])
  })
})
