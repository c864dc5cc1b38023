/** What a standard says of complaints, follow-ups and satisfaction. */
import type { ServiceStandard } from '@casetrail/core/standards'

import { cleaned } from './cleaned.js'
import {
  conditionText,
  listedWords,
  pairs,
  section,
  spanText,
  termText,
  word,
  type Lines,
  type Page,
} from './standard-page.js'
import { PERIODS, TEXTS } from './standard-words.js'

const complaintLines = ({ complaints, priorities }: ServiceStandard, page: Page): Lines => {
  const { locale } = page
  return [
    ...section(
      page,
      TEXTS.complaints,
      pairs(page, [
        [TEXTS.reopen, spanText(complaints.reopen.window, locale)],
        [TEXTS.review, spanText(complaints.review.window, locale)],
      ]),
    ),
    ...section(
      page,
      TEXTS.remedies,
      Object.entries(complaints.byType).map(([type, { priority, remedies }]) => ({
        cells: [
          word(type, page),
          termText(priorities.levels, priority, locale),
          listedWords(remedies, page),
        ],
      })),
      [
        { head: TEXTS.type[locale], narrowest: 10 },
        { head: TEXTS.priority[locale], narrowest: 8 },
        { head: TEXTS.suited[locale], narrowest: 20 },
      ],
    ),
    ...section(
      page,
      TEXTS.acknowledged,
      [
        ...complaints.acknowledgement.map(({ channel, by }) => ({
          cells: [word(channel, page), listedWords(by, page)],
        })),
        { cells: [TEXTS.otherwise[locale], TEXTS.anyChannel[locale]] },
      ],
      [{ head: TEXTS.channel[locale] }, { head: TEXTS.by[locale], narrowest: 20 }],
    ),
  ]
}

const planLines = ({ followUps }: ServiceStandard, page: Page): Lines => {
  const { locale } = page
  return section(
    page,
    TEXTS.plans,
    followUps.plans.map(({ id, label, purpose, every, method, ...conditions }) => ({
      cells: [
        cleaned(label[locale]),
        cleaned(id),
        PERIODS[every][locale],
        word(purpose, page),
        conditionText(conditions, page),
        method === undefined ? TEXTS.preferred[locale] : word(method, page),
      ],
    })),
    [
      { head: TEXTS.plan[locale], narrowest: 20 },
      { head: TEXTS.id[locale], dispensable: 2 },
      { head: TEXTS.every[locale] },
      { head: TEXTS.purpose[locale], narrowest: 8 },
      { head: TEXTS.whom[locale], narrowest: 12 },
      { head: TEXTS.how[locale], dispensable: 1 },
    ],
  )
}

const followUpLines = (standard: ServiceStandard, page: Page): Lines => {
  const { locale } = page
  const { followUps } = standard
  return [
    ...section(
      page,
      TEXTS.followUps,
      pairs(page, [
        [TEXTS.method, word(followUps.method, page)],
        [TEXTS.due, spanText(followUps.due, locale)],
        [TEXTS.grace, spanText(followUps.grace, locale)],
        [TEXTS.attempts, String(followUps.attempts)],
        [TEXTS.editWindow, spanText(followUps.editWindow, locale)],
        [TEXTS.consent, listedWords(followUps.consentFor, page)],
        [TEXTS.cap, spanText(followUps.cap.interval, locale)],
        [TEXTS.exempt, listedWords(followUps.cap.exempt, page)],
      ]),
    ),
    ...planLines(standard, page),
  ]
}

const satisfactionLines = ({ satisfaction }: ServiceStandard, page: Page): Lines => {
  const { weights, coverage } = satisfaction
  const percent = (n: number): string => `${String(n)} %`
  return section(
    page,
    TEXTS.satisfaction,
    pairs(page, [
      [TEXTS.service, percent(weights.service)],
      [TEXTS.staff, percent(weights.staff)],
      [TEXTS.rightFirstTime, percent(weights.rightFirstTime)],
      [TEXTS.serviceLevel, percent(weights.serviceLevel)],
      [TEXTS.coverage, percent(coverage)],
    ]),
  )
}

/** Complaints, follow-ups with their plans, and the index of satisfaction. */
export const aftercareLines = (standard: ServiceStandard, page: Page): Lines => [
  ...complaintLines(standard, page),
  ...followUpLines(standard, page),
  ...satisfactionLines(standard, page),
]
