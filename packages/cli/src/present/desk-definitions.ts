/** What the figures of satisfaction, complaints, follow-ups and operations count, in one line each. */
import type { Label } from '@casetrail/core/read-model'

export const deskDefinitions: Readonly<Record<string, Label>> = {
  csat: {
    en: 'answers of 4 and 5 ÷ all answers of 1 to 5, one for each resolution cycle; who was asked and did not answer is left out',
    zh: '評 4、5 分的答覆 ÷ 全部 1–5 分答覆，每個解決輪次計一次；未答覆者剔除',
  },
  'csat.staff': {
    en: 'scores of 4 and 5 for the person who served ÷ all such scores; credit to that person',
    zh: '對服務人員評 4、5 分 ÷ 全部此類評分；歸屬該人員',
  },
  nps: {
    en: '% of 9 and 10 − % of 0 to 6, from −100 to 100; never converted from satisfaction',
    zh: '9、10 分占比 − 0–6 分占比，−100 至 100；不由滿意度換算',
  },
  ces: {
    en: 'answers of 5 to 7 on how easy it was ÷ all answers of 1 to 7',
    zh: '輕鬆程度評 5–7 分 ÷ 全部 1–7 分答覆',
  },
  'satisfaction.index': {
    en: 'what customers said of the service and of the person, right first time and service level, each on 0–100, weighted as the standard says; none where too little of the weight has data',
    zh: '服務滿意度、人員滿意度、一次做對率與服務水平達成率（各 0–100）按標準權重加權；數據不足時不給出',
  },
  'fcr.customer': {
    en: 'answers that say all was resolved in one contact ÷ answers to that question',
    zh: '客戶稱一次解決的答覆 ÷ 該題全部答覆',
  },
  'feedback.handled': {
    en: 'suggestions and scores of 1 and 2 after which a person got in touch, the case was reopened or solved ÷ all of them',
    zh: '其後有人工聯繫、重開或解決的建議與 1、2 分評價 ÷ 全部此類反饋',
  },
  'complaints.received': {
    en: 'complaints by the date of their receipt; merged duplicates count once',
    zh: '按收到日期統計的投訴；合併的重複投訴只計一次',
  },
  'complaint.rate': {
    en: 'complaints received ÷ orders reported × 1,000',
    zh: '收到投訴 ÷ 上報訂單 × 1000',
  },
  'complaint.rate.customers': {
    en: 'complaints received ÷ customers reported × 1,000',
    zh: '收到投訴 ÷ 上報客戶 × 1000',
  },
  'complaint.rate.contacts': {
    en: 'complaints received ÷ contacts reported × 1,000',
    zh: '收到投訴 ÷ 上報聯繫次數 × 1000',
  },
  'complaint.acknowledged': {
    en: 'complaints that the customer was told are taken up ÷ complaints received, with the time that it took',
    zh: '已向客戶確認受理的投訴 ÷ 收到投訴，並列所需時間',
  },
  'complaint.onTime': {
    en: 'complaints handled by their due date, answered where only that is promised ÷ complaints due; overdue and open is late; beside it answered and handled apart',
    zh: '按期辦結（僅承諾答覆的，按期答覆）的投訴 ÷ 到期投訴；逾期未結算未按時；並列答覆與辦結',
  },
  'complaint.handlingTime': {
    en: 'receipt → decision first communicated, by the date of the communication',
    zh: '收到投訴 → 首次告知處理決定，按告知日期統計',
  },
  'complaint.causes': {
    en: 'complaints by the cause determined last, the commonest first, with the cumulative share',
    zh: '按最後查明的根本原因統計的投訴，由多到少，並列累計占比',
  },
  'followUp.completion': {
    en: 'follow-ups completed ÷ follow-ups due; cancelled for a valid reason is left out, unreachable stays',
    zh: '完成的回訪 ÷ 到期回訪；有正當理由取消的剔除，未聯繫上的計入',
  },
  'followUp.onTime': {
    en: 'follow-ups first attempted by their first due date ÷ follow-ups due; beside it those completed by then',
    zh: '在原定期限前首次嘗試的回訪 ÷ 到期回訪；並列按期完成率',
  },
  'followUp.effect': {
    en: 'share of resolved cases that were neither reopened nor repeated, among those followed up less among the others; no cause is claimed',
    zh: '未重開且未重複的已解決工單占比：有回訪者減無回訪者；不作因果推斷',
  },
  'survey.response': {
    en: 'surveys answered ÷ surveys delivered; beside it ÷ surveys sent',
    zh: '已答覆 ÷ 已送達問卷；並列 ÷ 已發送問卷',
  },
  sla: {
    en: 'promised times kept ÷ those that have come due, of all clocks, by the deadline; past it and not met is missed, recorded or not',
    zh: '按期達成的服務時限 ÷ 已到期的服務時限（全部時限），按到期時間統計；逾期未達成即算未達成',
  },
  interruption: {
    en: 'interruptions of the service ÷ hours of service reported, with their count and how long they were',
    zh: '服務中斷次數 ÷ 上報服務小時，並列次數與時長',
  },
  'emergency.start': {
    en: 'declaration → start of the plan; false alarms are left out',
    zh: '宣布應急 → 啟動預案；誤報剔除',
  },
  'emergency.recovery': {
    en: 'declaration → recovery; false alarms are left out',
    zh: '宣布應急 → 恢復；誤報剔除',
  },
}
