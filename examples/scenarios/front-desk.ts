/** H0 (前臺服務崗位工作職責與流程解析): a day at the front desk, an appointment, and the quarterly call. */
import * as k from '@casetrail/core/case'
import * as a from '@casetrail/core/corrective-action'
import * as f from '@casetrail/core/follow-up'
import { frontDesk as standard } from '@casetrail/core/standards'

import {
  actionFile,
  caseFile,
  followUpFile,
  on,
  person,
  say,
  tick,
  when,
  type Scenario,
} from './story.js'

const chen = person('agent-chen', 'agent')
const lin = person('agent-lin', 'agent')
const zhao = person('office-zhao', 'backOffice')
const huang = person('supervisor-huang', 'supervisor')
const policies = person('policies', 'system')
const wang = person('customer-wang', 'customer')
const zhang = person('customer-zhang', 'customer')
const li = person('customer-li', 'customer')

const fee = caseFile('Q-1001')
const rule = caseFile('Q-1002')
const card = caseFile('S-2001')
const form = caseFile('S-2002')
const gate = caseFile('S-2003')
const visit = caseFile('B-3001')
const call = followUpFile('F-4001')
const queue = actionFile('A-5001', call.ref)

const from = { tier: 'member', language: 'zh', phase: 'inSale', problemType: 'service' } as const
const atDesk = { ...from, channel: 'store' } as const
const said = { direction: 'outbound', by: 'human', public: true } as const
const mine = { owner: chen.id, responsible: 'agent' } as const

/** The steps of an application that the desk takes, one after the other. */
const taken = (
  of: typeof card,
  step: string,
  begun: string,
  done: string,
  note?: Parameters<typeof on>[1],
) => [
  of(begun, chen, k.startStep, { step }),
  of(done, chen, k.completeStep, { step }, note === undefined ? {} : { note }),
]

export const front: Scenario = {
  id: 'front-desk',
  title: say('Front desk: 15 minutes of silence', '前臺：十五分鐘的沉默'),
  standard,
  stories: [fee, rule, card, form, gate, visit, call].map(({ ref }) => ref),
  chapters: [
    on(
      '2025-03-03',
      say(
        'Consultation: listen, restate, look up, answer, verify, record',
        '諮詢：傾聽、複述、查詢、解答、核實、記錄反饋',
      ),
      fee('09:02:10', chen, k.openCase, {
        ...atDesk,
        ...fee.named,
        customer: wang.id,
        requestType: 'inquiry',
        subject: say('What does a new card cost?', '補卡收費多少？'),
      }),
      fee('09:02:40', chen, k.recordStep, { step: 'listen' }),
      fee('09:03:05', chen, k.recordStep, { step: 'restate' }),
      fee('09:04:20', chen, k.recordStep, { step: 'lookUp' }),
      fee('09:06:30', chen, k.proposeSolution, {
        diagnosis: say('Asks for the fee', '詢問工本費'),
        solution: say('20 yuan, today', '二十元，當日可取'),
        responsible: 'agent',
      }),
      fee('09:07:15', chen, k.recordStep, { step: 'verify' }),
      fee('09:07:50', chen, k.recordStep, { step: 'recordFeedback' }),
      fee('09:08:20', chen, k.resolveCase, {
        resolutionCode: 'answered',
        notes: say('Told the fee', '已告知費用'),
      }),
      fee('09:08:40', wang, k.confirmResolution, {}),
      rule('09:10:00', chen, k.openCase, {
        ...from,
        ...rule.named,
        customer: zhang.id,
        channel: 'phone',
        requestType: 'inquiry',
        subject: say('May a child hold one?', '兒童可以辦理嗎？'),
      }),
      rule('09:10:40', chen, k.recordStep, { step: 'listen' }),
      rule('09:11:10', chen, k.recordStep, { step: 'restate' }),
      rule('09:13:00', chen, k.recordStep, { step: 'lookUp' }),
      rule(
        '09:14:00',
        chen,
        k.transferCase,
        {
          to: { kind: 'team', id: 'policy-office' },
          warm: true,
          reason: say('The book is silent', '手冊未載'),
        },
        { note: say('what can not be answered is transferred', '不能解答者轉接') },
      ),
      rule('09:15:20', zhao, k.acceptCase, {}),
      rule('09:18:45', zhao, k.recordContact, {
        ...said,
        channel: 'phone',
        summary: say('From the age of ten', '滿十歲即可'),
      }),
      rule('09:19:30', zhao, k.recordStep, { step: 'verify' }),
      rule('09:20:00', zhao, k.recordStep, { step: 'recordFeedback' }),
      rule('09:20:30', chen, k.resolveCase, {
        resolutionCode: 'answered',
        notes: say('From ten', '十歲起'),
        resolver: zhao.id,
      }),
      rule('09:21:00', zhang, k.confirmResolution, {}),
    ),
    on(
      '2025-03-03',
      say(
        'Application: guide 2 min, fill in 5, check 2, confirm 1',
        '協助辦理：引導2分鐘、填寫5、審核2、確認1',
      ),
      card('09:30:00', chen, k.openCase, {
        ...atDesk,
        ...card.named,
        customer: wang.id,
        requestType: 'application',
        category: ['application', 'newService'],
      }),
      card(
        '09:30:10',
        chen,
        k.recordStep,
        { step: 'confirmNeed' },
        { note: say('the need is confirmed at once', '需求即時確認') },
      ),
      ...['guide', 'fillIn', 'checkForm', 'confirm'].map((step) =>
        card('09:30:20', chen, k.planStep, { ...mine, step }),
      ),
      ...taken(card, 'guide', '09:30:30', '09:32:10'),
      ...taken(
        card,
        'fillIn',
        '09:32:10',
        '09:37:10',
        say('exactly 5 minutes is in time', '恰好5分鐘仍算按時'),
      ),
      ...taken(card, 'checkForm', '09:37:10', '09:39:25', say('15 s over', '超出15秒')),
      card('09:39:30', chen, k.recordStep, { step: 'explain' }),
      ...taken(card, 'confirm', '09:39:40', '09:40:20'),
      card(
        '09:40:25',
        chen,
        k.recordStep,
        { step: 'submit' },
        { note: say('submitted at once', '即時提交') },
      ),
      card('09:41:00', chen, k.resolveCase, {
        resolutionCode: 'delivered',
        notes: say('Card handed over', '卡片已交付'),
      }),
      card('09:41:30', wang, k.confirmResolution, {}),
      form('10:00:00', lin, k.openCase, {
        ...atDesk,
        ...form.named,
        customer: zhang.id,
        requestType: 'application',
        category: ['application', 'change'],
      }),
      form('10:00:15', lin, k.recordStep, { step: 'confirmNeed' }),
      form('10:00:30', lin, k.recordStep, { step: 'guide' }),
      form('10:01:00', lin, k.planStep, {
        step: 'fillIn',
        owner: zhang.id,
        responsible: 'customer',
      }),
      form(
        '10:01:10',
        lin,
        k.startStep,
        { step: 'fillIn' },
        { note: say("the customer's own step: no clock runs on it", '客戶本人的步驟：不計時') },
      ),
      form('10:01:20', lin, k.requestCustomerInput, {
        question: say('Please fill in the form', '請填寫表格'),
      }),
      form(
        '10:25:00',
        zhang,
        k.recordContact,
        { direction: 'inbound', channel: 'store', by: 'human', public: true },
        { note: say('24 minutes later, and nobody is late', '二十四分鐘後，無人逾期') },
      ),
      form('10:25:10', lin, k.completeStep, { step: 'fillIn' }),
      form('10:26:00', lin, k.recordStep, { step: 'checkForm' }),
      form('10:26:30', lin, k.recordStep, { step: 'explain' }),
      form('10:27:00', lin, k.recordStep, { step: 'confirm' }),
      form('10:27:10', lin, k.recordStep, { step: 'submit' }),
      form('10:28:00', lin, k.resolveCase, {
        resolutionCode: 'corrected',
        notes: say('Address changed', '地址已變更'),
      }),
      form('10:28:20', zhang, k.confirmResolution, {}),
    ),
    on(
      '2025-03-03',
      say('In progress: news every 15 minutes', '辦理中：每15分鐘告知進度'),
      gate('10:40:00', chen, k.openCase, {
        ...from,
        ...gate.named,
        customer: li.id,
        channel: 'phone',
        requestType: 'repair',
        problemType: 'technical',
        subject: say('The gate refuses the card', '刷卡不開門'),
      }),
      gate('10:41:00', chen, k.recordStep, { step: 'understand' }),
      gate('10:43:00', chen, k.recordStep, { step: 'checkPapers' }),
      gate(
        '10:52:30',
        chen,
        k.updateProgress,
        { done: say('Card tested', '已測卡'), remaining: say('Test the gate', '待測門禁') },
        { note: say('warned after 10 minutes, told after 12½', '十分鐘預警，十二分半告知') },
      ),
      gate(
        '11:00:00',
        chen,
        k.requestCustomerInput,
        { question: say('Which gate?', '哪個門？') },
        { note: say('waiting for the customer pauses it', '等待客戶時暫停') },
      ),
      gate('11:30:00', li, k.recordContact, {
        direction: 'inbound',
        channel: 'phone',
        by: 'human',
        public: true,
        summary: say('The north gate', '北門'),
      }),
      tick('11:38:00', say('15 minutes of silence, the pause aside', '除去暫停，沉默滿15分鐘')),
      gate('11:38:05', policies, k.remindOwner, {
        to: 'owner',
        reason: say('Silent for 15 minutes', '15分鐘未告知進度'),
      }),
      gate(
        '11:41:20',
        chen,
        k.notifyDelay,
        {
          reason: say('A part is missing', '缺備件'),
          eta: when('2025-03-03', '15:00:00'),
          customerTold: true,
        },
        {
          note: say(
            'the delay is told with a new ETA: met late',
            '告知延誤及新的預計時間：逾期後達成',
          ),
        },
      ),
      gate('11:50:00', chen, k.holdForThirdParty, {
        waitingFor: 'thirdParty',
        reason: say('The supplier brings it', '供應商送件'),
      }),
      gate('14:30:00', chen, k.resumeCase, { basis: 'thirdPartyDone' }),
      gate('14:31:00', chen, k.recordStep, { step: 'explain' }),
      gate('14:33:00', chen, k.resolveCase, {
        resolutionCode: 'repaired',
        notes: say('Reader replaced', '已換讀卡器'),
      }),
      gate(
        '14:40:00',
        chen,
        k.closeCase,
        { basis: 'timedOut' },
        {
          refused: 'WaitingTimeNotOver',
          note: say('ended only when the customer is satisfied', '客戶滿意方可結束'),
        },
      ),
      gate('15:02:00', li, k.rejectResolution, { reason: say('It fails again', '又失靈了') }),
      gate('15:12:00', chen, k.updateProgress, {
        done: say('Cable found loose', '發現線纜鬆動'),
        remaining: say('Fix it', '待固定'),
      }),
      gate('15:20:00', chen, k.resolveCase, {
        resolutionCode: 'repaired',
        notes: say('Cable fixed', '線纜已固定'),
      }),
      gate('15:25:00', li, k.confirmResolution, {}),
    ),
    on(
      '2025-03-03',
      say('Appointment: a failed booking has its reason', '預約：失敗須說明原因'),
      visit('16:00:00', zhang, k.openCase, {
        ...from,
        ...visit.named,
        customer: zhang.id,
        channel: 'web',
        requestType: 'appointment',
      }),
      visit('16:00:10', zhang, k.bookAppointment, {
        appointment: 'slot-1',
        for: when('2025-03-04', '10:00:00'),
      }),
      visit('16:05:00', lin, k.refuseAppointment, {
        appointment: 'slot-1',
        reason: say('The counter is closed', '該窗口停辦'),
        alternative: say('5 March, ten', '三月五日十點'),
      }),
      visit('16:06:00', zhang, k.bookAppointment, {
        appointment: 'slot-2',
        for: when('2025-03-05', '10:00:00'),
      }),
      visit('16:07:00', lin, k.confirmAppointment, { appointment: 'slot-2' }),
    ),
    on(
      '2025-03-04',
      say('A reminder before the appointment', '預約前提醒'),
      visit('16:00:00', lin, k.remindAppointment, { appointment: 'slot-2' }),
    ),
    on(
      '2025-03-05',
      say('The appointment is kept', '如約辦理'),
      visit('10:01:00', lin, k.keepAppointment, { appointment: 'slot-2' }),
      visit('10:20:00', lin, k.resolveCase, {
        resolutionCode: 'answered',
        notes: say('Done at the counter', '窗口已辦'),
      }),
      visit('10:21:00', zhang, k.confirmResolution, {}),
      call('11:00:00', huang, f.scheduleFollowUp, {
        ...call.named,
        customer: wang.id,
        purpose: 'periodic',
        plan: 'member-quarterly',
        consent: 'given',
        assignee: lin.id,
      }),
    ),
    on(
      '2025-06-05',
      say('Follow-up by customer class: members quarterly', '分級回訪：會員每季'),
      call('10:30:00', lin, f.recordAttempt, { result: 'reached' }),
      call('10:33:00', lin, f.recordSatisfaction, {
        csat: 4,
        verbatim: say('The queue is long', '排隊久'),
      }),
      call('10:34:00', lin, f.completeFollowUp, { outcome: 'satisfied' }),
      queue(
        '11:00:00',
        huang,
        a.openCorrectiveAction,
        { source: 'review', problem: say('Queues at noon', '午間排隊'), reference: call.id },
        { note: say('analysed, and an improvement comes of it', '分析後形成改進') },
      ),
      queue('11:10:00', huang, a.planCorrectiveAction, {
        plan: say('A second counter at noon', '午間加開窗口'),
        owner: huang.id,
        due: when('2025-06-30', '18:00:00'),
        criterion: say('Below ten minutes', '十分鐘以內'),
      }),
    ),
  ],
}
