/** What the rejections that several aggregates share say, for people. */
import type { Label } from '../standard/label.js'

import type {
  ApproverRoleRequired,
  CurrencyNotCovered,
  LifecycleRejection,
  NotInTaxonomy,
  ReasonRequired,
  SupervisorRequired,
} from './rejection.js'

/** Those of the frame, which every aggregate has. */
export const lifecycleRejections: Readonly<Record<LifecycleRejection['_tag'], Label>> = {
  StandardNotLoaded: {
    en: 'The standard that it was opened under is not loaded.',
    zh: '所依據的服務標準未載入。',
  },
  StandardNotSet: {
    en: 'The standard leaves values to the house that it has not set yet.',
    zh: '服務標準中須由企業設定的數值尚未設定。',
  },
  HappenedBeforeOpening: {
    en: 'The time lies before the opening.',
    zh: '時間早於開始時間。',
  },
  NotPermitted: { en: 'The role may not do this.', zh: '該角色無此權限。' },
  DutiesNotSeparated: {
    en: 'One person would hold two duties that are kept apart.',
    zh: '違反職責分離：須由另一人執行。',
  },
}

type Shared =
  ApproverRoleRequired | CurrencyNotCovered | NotInTaxonomy | ReasonRequired | SupervisorRequired

/** Those that some have. */
export const sharedRejections: Readonly<Record<Shared['_tag'], Label>> = {
  NotInTaxonomy: {
    en: "The word is not in the standard's taxonomy.",
    zh: '該詞不在服務標準的分類體系中。',
  },
  ReasonRequired: { en: 'It takes a reason.', zh: '須說明原因。' },
  SupervisorRequired: { en: 'It takes a supervisor.', zh: '須由主管執行。' },
  CurrencyNotCovered: {
    en: 'The standard has no limits in this currency.',
    zh: '服務標準未就該幣種設定額度。',
  },
  ApproverRoleRequired: {
    en: 'It takes the approval of another role.',
    zh: '須由有權角色審批。',
  },
}
