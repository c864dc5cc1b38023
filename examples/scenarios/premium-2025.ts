/** H3 (2025年高端客戶服務禮儀手冊): the five steps for a VIP, an emergency's plan in 15 minutes, and the repair after it. */
import * as k from '@casetrail/core/case'
import * as c from '@casetrail/core/complaint'
import * as e from '@casetrail/core/emergency'
import * as f from '@casetrail/core/follow-up'
import * as o from '@casetrail/core/operations'
import { premium2025 as standard } from '@casetrail/core/standards'

import {
  caseFile,
  complaintFile,
  emergencyFile,
  followUpFile,
  on,
  operationsFile,
  person,
  say,
  tick,
  when,
  type Scenario,
} from './story.js'

const chen = person('agent-chen', 'agent')
const qin = person('specialist-qin', 'seniorSpecialist')
const huang = person('supervisor-huang', 'supervisor')
const gao = person('manager-gao', 'manager')
const desk = person('desk', 'system')
const zhou = person('customer-zhou', 'customer')

const drill = emergencyFile('D-1001')
const suite = caseFile('V-2001')
const booking = emergencyFile('E-3001')
const surge = emergencyFile('E-3002')
const alarm = emergencyFile('E-3003')
const may = operationsFile('2025-05')
const lost = caseFile('V-2002')
const harm = complaintFile('C-4001', lost.ref)
const repair = followUpFile('F-5001', lost.ref)

const vip = {
  customer: zhou.id,
  tier: 'vip',
  language: 'zh',
  phase: 'inSale',
  channel: 'phone',
} as const
const said = { direction: 'outbound', channel: 'phone', by: 'human', public: true } as const
const yuan = (n: number) => ({ amount: n * 100, currency: 'CNY' })

export const premium: Scenario = {
  id: 'premium-2025',
  title: say('Premium: fourteen minutes and fifty-nine seconds', '高端：十四分五十九秒'),
  standard,
  stories: [suite, booking, surge, alarm, lost].map(({ ref }) => ref),
  chapters: [
    on(
      '2025-05-06',
      say('Emergency plans are rehearsed', '應急演練'),
      drill('10:00:00', huang, e.holdDrill, {
        ...drill.named,
        kind: 'systemFailure',
        plan: say('Booking by hand', '人工預訂'),
        lessons: say('The list of guests was old', '賓客名單過舊'),
        startedAfterMs: 540_000,
      }),
    ),
    on(
      '2025-05-08',
      say(
        'Five steps: receive, communicate, confirm, carry out, feed back',
        '五步服務法：接待、溝通、確認、執行、反饋',
      ),
      suite('11:00:00', chen, k.openCase, {
        ...vip,
        ...suite.named,
        requestType: 'order',
        problemType: 'service',
        subject: say('A suite for the anniversary', '紀念日套房'),
      }),
      suite(
        '11:00:30',
        chen,
        k.assignCase,
        {},
        { note: say('VIP: routed to the senior specialists', '貴賓：轉高級專員') },
      ),
      suite('11:01:10', qin, k.acceptCase, {}),
      suite('11:02:00', qin, k.recordContact, {
        ...said,
        summary: say('Which view, which flowers?', '何種景觀與花卉？'),
      }),
      suite('11:08:00', qin, k.recordStep, { step: 'confirm' }),
      suite('14:30:00', qin, k.resolveCase, {
        resolutionCode: 'delivered',
        notes: say('Suite 1208, white lilies', '1208套房，白百合'),
      }),
      suite('18:00:00', zhou, k.confirmResolution, {}),
    ),
    on(
      '2025-05-12',
      say('Emergency: the plan within 15 minutes', '應急：15分鐘內啟動預案'),
      may('10:00:00', desk, o.startInterruption, {
        interruption: 'booking-1',
        kind: 'system',
        reason: say('Booking is down', '預訂系統中斷'),
      }),
      booking('10:00:00', desk, e.declareEmergency, {
        ...booking.named,
        kind: 'systemFailure',
        description: say('Booking is down', '預訂系統中斷'),
        interruption: 'booking-1',
      }),
      tick('10:12:00', say('warned at ten minutes', '十分鐘預警')),
      booking(
        '10:14:59',
        qin,
        e.startPlan,
        { plan: say('Booking by hand', '人工預訂'), team: 'senior-specialists' },
        { note: say('one second is left', '尚餘一秒') },
      ),
      booking('10:20:00', qin, e.activateFallback, { fallback: say('Paper ledger', '紙質台賬') }),
      booking('10:25:00', chen, e.informCustomers, {
        channel: 'phone',
        audience: say('guests of the day', '當日賓客'),
        message: say('Your booking stands', '您的預訂有效'),
        count: 34,
      }),
      booking('12:40:00', qin, e.recordRecovery, {
        result: say('Booking is back', '預訂系統恢復'),
      }),
      may('12:40:00', desk, o.endInterruption, { interruption: 'booking-1' }),
      booking(
        '15:00:00',
        huang,
        e.decideCompensation,
        { kind: 'compensation', amount: yuan(200), customers: 34 },
        {
          refused: 'ApproverRoleRequired',
          note: say('6,800 yuan in all take a manager', '合計6800元須經理批准'),
        },
      ),
      booking('15:20:00', gao, e.decideCompensation, {
        kind: 'compensation',
        amount: yuan(200),
        customers: 34,
      }),
    ),
    on(
      '2025-05-14',
      say('Reviewed', '復盤'),
      booking('10:00:00', gao, e.reviewEmergency, {
        cause: say('A certificate had run out', '證書過期'),
        lessons: say('Watch certificates', '監控證書'),
        correctiveActions: [],
        causeCode: 'system',
      }),
    ),
    on(
      '2025-05-20',
      say('A second emergency, in the evening, started late', '第二次應急：晚間，啟動逾時'),
      surge('20:00:00', desk, e.declareEmergency, {
        ...surge.named,
        kind: 'complaintSurge',
        description: say('Twelve complaints in an hour', '一小時十二件投訴'),
      }),
      tick('20:16:00', say('15 minutes, open hours or not', '滿15分鐘，不論營業與否')),
      surge('20:17:30', huang, e.startPlan, {
        plan: say('All hands on the phone', '全員接聽'),
        team: 'customer-service',
      }),
      surge('20:30:00', chen, e.informCustomers, {
        channel: 'sms',
        audience: say('who complained', '投訴客戶'),
        message: say('We call back tonight', '今晚回電'),
      }),
      surge('22:10:00', huang, e.recordRecovery, { result: say('All called back', '已全部回電') }),
      surge('22:30:00', gao, e.decideCompensation, {
        kind: 'coupon',
        amount: yuan(100),
        customers: 12,
      }),
      alarm('22:40:00', chen, e.declareEmergency, {
        ...alarm.named,
        kind: 'disaster',
        description: say('Smoke in the lobby', '大堂冒煙'),
      }),
      alarm(
        '22:46:00',
        huang,
        e.standDownEmergency,
        { reason: say('A candle', '蠟燭') },
        { note: say('a false alarm ends its clock', '誤報則計時取消') },
      ),
    ),
    on(
      '2025-05-21',
      say(
        'Who was harmed: survey, compensation, repair of the relationship',
        '受損客戶：調查、補償、關係修復',
      ),
      surge('09:30:00', gao, e.reviewEmergency, {
        cause: say('An offer was mistyped', '活動價錯標'),
        lessons: say('Two check prices', '雙人核價'),
        correctiveActions: [],
        causeCode: 'staff',
      }),
      lost('10:00:00', qin, k.openCase, {
        ...vip,
        ...lost.named,
        requestType: 'complaint',
        problemType: 'service',
        subject: say('The suite was given away', '套房被他人入住'),
      }),
      lost('10:01:00', qin, k.recordContact, { ...said, summary: say('We apologise', '致歉') }),
      lost('10:06:00', qin, k.recordStep, { step: 'confirm' }),
      harm('10:10:00', qin, c.receiveComplaint, {
        ...harm.named,
        customer: zhou.id,
        tier: 'vip',
        complaintType: 'systemTechnical',
        source: 'external',
        channel: 'phone',
        case: lost.id,
      }),
      harm('10:11:00', qin, c.acknowledgeComplaint, {
        channel: 'phone',
        nextStep: say('The manager calls today', '經理今日致電'),
      }),
      harm('10:15:00', qin, c.assessSeverity, { severity: 'serious', urgent: true }),
      harm('10:16:00', qin, c.assignInvestigator, { investigator: huang.id }),
      harm('11:00:00', qin, c.proposeRemedy, {
        remedy: 'night-1',
        kind: 'compensation',
        goodwill: false,
        amount: yuan(1_800),
      }),
      harm('11:20:00', gao, c.approveRemedy, { remedy: 'night-1' }),
      harm('11:30:00', qin, c.offerRemedy, { remedy: 'night-1' }),
      harm('11:31:00', zhou, c.acceptRemedy, { remedy: 'night-1' }),
      harm('12:00:00', huang, c.decideComplaint, {
        outcome: 'upheld',
        reasons: say('The ledger was not read back', '台賬未回錄'),
      }),
      harm('12:10:00', gao, c.communicateDecision, { channel: 'phone' }),
      harm('14:00:00', qin, c.fulfilRemedy, { remedy: 'night-1' }),
      harm('14:05:00', qin, c.closeComplaint, {}),
      lost('14:10:00', qin, k.resolveCase, {
        resolutionCode: 'refunded',
        notes: say('Paid back, a better suite', '已賠付並升級'),
      }),
      lost('18:00:00', zhou, k.confirmResolution, {}),
      repair('18:10:00', gao, f.scheduleFollowUp, {
        ...repair.named,
        customer: zhou.id,
        purpose: 'recovery',
        case: lost.id,
        handler: qin.id,
        serious: true,
        assignee: huang.id,
      }),
    ),
    on(
      '2025-05-22',
      say('Five levels, and the gap between expected and perceived', '五級量表與服務差距'),
      repair('10:00:00', chen, f.requestSurvey, { survey: 'after-incident', channel: 'app' }),
      repair('10:00:05', desk, f.markSurveyDelivered, { survey: 'after-incident' }),
      repair(
        '15:00:00',
        qin,
        f.recordAttempt,
        { result: 'reached' },
        {
          refused: 'DutiesNotSeparated',
          note: say('who handled it does not call', '經辦人不得回訪'),
        },
      ),
      repair('15:30:00', huang, f.recordAttempt, { result: 'reached' }),
      repair('15:36:00', huang, f.recordSatisfaction, {
        csat: 4,
        survey: 'after-incident',
        dimensions: [
          { dimension: 'reliability', expected: 5, perceived: 3 },
          { dimension: 'responsiveness', expected: 4, perceived: 5 },
          { dimension: 'empathy', expected: 5, perceived: 5 },
        ],
      }),
      repair('15:40:00', huang, f.completeFollowUp, {
        outcome: 'satisfied',
        notes: say('Will come again', '願再光臨'),
      }),
    ),
    on(
      '2025-06-01',
      say('The month: interruptions against hours of service', '月報：服務中斷與服務時長'),
      may('09:00:00', desk, o.reportExposure, {
        from: when('2025-05-01', '00:00:00'),
        to: when('2025-06-01', '00:00:00'),
        serviceMs: 744 * 3_600_000,
      }),
    ),
  ],
}
