/** H1 (客戶服務與支持SOP): dispatch and tracking, complaints, approval before a remedy, an alternative in an emergency. */
import * as k from '@casetrail/core/case'
import * as c from '@casetrail/core/complaint'
import * as a from '@casetrail/core/corrective-action'
import * as e from '@casetrail/core/emergency'
import { supportSop as standard } from '@casetrail/core/standards'

import {
  actionFile,
  caseFile,
  complaintFile,
  emergencyFile,
  on,
  person,
  say,
  tick,
  when,
  type Scenario,
} from './story.js'

const chen = person('agent-chen', 'agent')
const lin = person('agent-lin', 'agent')
const tang = person('expert-tang', 'technicalExpert')
const huang = person('supervisor-huang', 'supervisor')
const gao = person('manager-gao', 'manager')
const wang = person('customer-wang', 'customer')
const zhang = person('customer-zhang', 'customer')

const router = caseFile('P-1001')
const bill = caseFile('P-1002')
const engineer = complaintFile('C-2001', router.ref)
const charge = complaintFile('C-2002', bill.ref)
const procedure = actionFile('A-3001', router.ref)
const outage = emergencyFile('E-4001')

const from = { tier: 'standard', language: 'zh', phase: 'afterSale', channel: 'phone' } as const
const rang = { direction: 'inbound', channel: 'phone', by: 'human', public: true } as const
const said = { direction: 'outbound', channel: 'phone', by: 'human', public: true } as const
const yuan = (n: number) => ({ amount: n * 100, currency: 'CNY' })

export const support: Scenario = {
  id: 'support-sop',
  title: say('Support: nothing is paid before it is approved', '支持：未經批准不得執行'),
  standard,
  settings: { firstResponse: 'PT4H', resolution: 3, discretion: 10_000 },
  stories: [router, bill, outage].map(({ ref }) => ref),
  chapters: [
    on(
      '2025-03-10',
      say('The phone is answered by the third ring', '電話鈴響三聲內接聽'),
      router('09:30:00', chen, k.openCase, {
        ...from,
        ...router.named,
        customer: wang.id,
        requestType: 'repair',
        problemType: 'technical',
        subject: say('The router drops the line', '路由器掉線'),
      }),
      router('09:30:00', chen, k.recordContact, { ...rang, answeredAfterRings: 2, durationS: 260 }),
      bill('16:30:00', lin, k.openCase, {
        ...from,
        ...bill.named,
        customer: zhang.id,
        requestType: 'complaint',
        problemType: 'policyProcess',
        subject: say('Charged twice', '重複扣費'),
      }),
      bill(
        '16:30:00',
        lin,
        k.recordContact,
        { ...rang, answeredAfterRings: 5, durationS: 190 },
        { note: say('five rings: breached at once', '響了五聲：當即逾期') },
      ),
    ),
    on(
      '2025-03-10',
      say(
        'Urgent and general are split, then dispatched and tracked',
        '區分緊急與一般，派單並跟蹤',
      ),
      router('09:36:00', chen, k.classifyCase, { category: ['fault', 'network'] }),
      router('09:37:00', chen, k.prioritiseCase, { urgency: 'high', impact: 'medium' }),
      router('09:38:00', chen, k.assignCase, {}),
      router('09:44:00', tang, k.acceptCase, {}),
      router(
        '09:45:00',
        huang,
        k.addParticipant,
        { participant: 'special-team', as: 'specialTeam' },
        { note: say('a complex problem gets a special team', '複雜問題成立專項小組') },
      ),
      router(
        '09:52:30',
        tang,
        k.recordContact,
        { ...said, summary: say('We look at the line', '正在檢測線路') },
        { note: say('first response, of the example 4 h', '首次響應，示例值為4小時') },
      ),
    ),
    on(
      '2025-03-11',
      say(
        'Complaint: response within the time set, 24 h for example',
        '投訴：規定時間內響應，如24小時',
      ),
      bill(
        '10:12:00',
        lin,
        k.recordContact,
        { ...said, summary: say('We check the charge', '核查扣費中') },
        {
          note: say(
            '1 h 30 on Monday and 1 h 12 on Tuesday: 2 h 42 of 4 h',
            '週一1小時30分，週二1小時12分：4小時中用去2小時42分',
          ),
        },
      ),
      engineer('10:20:00', chen, c.receiveComplaint, {
        ...engineer.named,
        ...{ customer: wang.id, language: 'zh' },
        complaintType: 'serviceAttitude',
        source: 'external',
        channel: 'phone',
        case: router.id,
        about: { kind: 'person', id: tang.id },
      }),
      charge('11:00:00', lin, c.receiveComplaint, {
        ...charge.named,
        ...{ customer: zhang.id, language: 'zh' },
        complaintType: 'systemTechnical',
        source: 'external',
        channel: 'phone',
        case: bill.id,
      }),
      engineer('16:40:15', chen, c.acknowledgeComplaint, {
        channel: 'phone',
        nextStep: say('The supervisor calls', '主管將致電'),
      }),
    ),
    on(
      '2025-03-12',
      say('A complaint that nobody took up', '無人受理的投訴'),
      router(
        '10:00:00',
        tang,
        k.requestCustomerInput,
        { question: say('When may we come?', '何時可上門？') },
        {
          note: say('waiting for the customer: two closings are left', '等待客戶：尚餘兩個工作日'),
        },
      ),
      tick('11:00:30', say('24 hours are over', '已滿24小時')),
      charge('11:05:00', lin, c.acknowledgeComplaint, {
        channel: 'phone',
        nextStep: say('Answer today', '今日答覆'),
      }),
      charge('11:06:00', lin, c.assessSeverity, { severity: 'general', urgent: true }),
      charge('11:07:00', lin, c.assignInvestigator, { investigator: huang.id }),
      engineer('11:20:00', chen, c.assessSeverity, { severity: 'general', urgent: false }),
      engineer(
        '11:21:00',
        chen,
        c.assignInvestigator,
        { investigator: tang.id },
        { refused: 'DutiesNotSeparated', note: say('nobody investigates himself', '不得調查自己') },
      ),
      engineer('11:22:00', chen, c.assignInvestigator, { investigator: huang.id }),
    ),
    on(
      '2025-03-12',
      say('A remedy is executed only after approval', '補救措施經上級批准後方可執行'),
      charge('14:00:00', lin, c.proposeRemedy, {
        remedy: 'refund-1',
        kind: 'refund',
        goodwill: true,
        amount: yuan(300),
      }),
      charge(
        '14:01:00',
        lin,
        c.fulfilRemedy,
        { remedy: 'refund-1' },
        { refused: 'RemedyNotInState', note: say('not approved yet', '尚未批准') },
      ),
      charge(
        '14:02:00',
        lin,
        c.approveRemedy,
        { remedy: 'refund-1' },
        {
          refused: 'DutiesNotSeparated',
          note: say('300 yuan are above the example discretion of 100', '300元超出示例授權100元'),
        },
      ),
      charge(
        '14:03:00',
        chen,
        c.approveRemedy,
        { remedy: 'refund-1' },
        {
          refused: 'ApproverRoleRequired',
          note: say('a colleague is no superior', '同級不得審批'),
        },
      ),
      charge('14:20:00', huang, c.approveRemedy, { remedy: 'refund-1' }),
      charge('14:30:00', lin, c.offerRemedy, { remedy: 'refund-1' }),
      charge('14:32:00', zhang, c.acceptRemedy, { remedy: 'refund-1' }),
      charge('15:00:00', huang, c.decideComplaint, {
        outcome: 'upheld',
        reasons: say('Charged twice', '確係重複扣費'),
      }),
      charge('15:10:00', lin, c.communicateDecision, { channel: 'phone' }),
      charge('15:30:00', lin, c.fulfilRemedy, { remedy: 'refund-1' }),
      charge('15:35:00', lin, c.closeComplaint, {}),
      engineer('16:00:00', chen, c.proposeRemedy, {
        remedy: 'coupon-1',
        kind: 'coupon',
        goodwill: true,
        amount: yuan(50),
      }),
      engineer(
        '16:01:00',
        chen,
        c.approveRemedy,
        { remedy: 'coupon-1' },
        {
          note: say(
            '50 yuan are within discretion: the agent decides alone',
            '50元在授權內：專員可自行決定',
          ),
        },
      ),
      engineer('16:10:00', chen, c.fulfilRemedy, { remedy: 'coupon-1' }),
      engineer('16:20:00', huang, c.decideComplaint, {
        outcome: 'partlyUpheld',
        reasons: say('Curt, not rude', '語氣生硬'),
      }),
      engineer('16:30:00', huang, c.communicateDecision, { channel: 'phone' }),
      engineer('16:31:00', huang, c.closeComplaint, {}),
    ),
    on(
      '2025-03-13',
      say('Solution proposed, carried out, verified', '提出方案、實施、驗證'),
      bill('09:30:00', lin, k.proposeSolution, {
        diagnosis: say('The job ran twice', '任務重複執行'),
        solution: say('Refund, and lock the job', '退款並加鎖'),
        responsible: 'agent',
      }),
      bill('10:00:00', lin, k.resolveCase, {
        resolutionCode: 'refunded',
        notes: say('Refunded', '已退款'),
      }),
      bill('10:05:00', lin, k.verifySolution, { method: 'check', reusable: false }),
      bill('10:06:00', zhang, k.confirmResolution, {}),
    ),
    on(
      '2025-03-14',
      say('The customer answers', '客戶答覆'),
      router(
        '15:00:00',
        wang,
        k.recordContact,
        { ...rang, answeredAfterRings: 1, summary: say('Monday', '週一') },
        {
          note: say(
            'resumed: the second closing from now is that of Monday the 17th',
            '恢復計時：自此第二個工作日止於17日週一',
          ),
        },
      ),
    ),
    on(
      '2025-03-17',
      say('Verified, and made a standard procedure', '驗證後轉為標準程序'),
      router('10:30:00', tang, k.proposeSolution, {
        diagnosis: say('Old firmware', '固件過舊'),
        solution: say('Update to 2.4', '升級至2.4'),
        responsible: 'agent',
        alternatives: [say('Exchange it', '換機')],
      }),
      router('11:00:00', tang, k.resolveCase, {
        resolutionCode: 'repaired',
        notes: say('Updated on site', '上門升級'),
      }),
      router('11:20:00', tang, k.verifySolution, {
        method: 'test',
        reusable: true,
        notes: say('Two hours without a drop', '兩小時無掉線'),
      }),
      router('11:30:00', wang, k.confirmResolution, {}),
      procedure('14:00:00', huang, a.openCorrectiveAction, {
        source: 'review',
        problem: say('The drop comes again elsewhere', '他處亦有掉線'),
        reference: router.id,
      }),
      procedure('14:10:00', huang, a.planCorrectiveAction, {
        plan: say('Write the update down as a procedure', '將升級寫成標準程序'),
        owner: 'trainer-xu',
        due: when('2025-03-21', '18:00:00'),
        criterion: say('Found by any agent', '任一專員可查得'),
      }),
    ),
    on(
      '2025-03-20',
      say(
        'Emergency: the system fails, and there is an alternative',
        '應急：系統故障，啟用備用方案',
      ),
      outage('08:10:00', chen, e.declareEmergency, {
        ...outage.named,
        kind: 'systemFailure',
        description: say('No tickets can be opened', '無法建單'),
      }),
      outage('08:18:00', huang, e.startPlan, {
        plan: say('Paper forms', '紙質登記'),
        team: 'special-team',
      }),
      outage('08:20:00', huang, e.activateFallback, {
        fallback: say('Paper forms at every desk', '各席位紙質表單'),
      }),
      outage('08:25:00', chen, e.informCustomers, {
        channel: 'sms',
        audience: say('waiting customers', '排隊客戶'),
        message: say('We write down your request', '先行登記'),
      }),
      outage('11:40:00', huang, e.recordRecovery, {
        result: say('Back on the system', '系統恢復'),
      }),
    ),
    on(
      '2025-03-21',
      say('Reviewed', '復盤'),
      outage('10:00:00', gao, e.reviewEmergency, {
        cause: say('The disk was full', '磁盤寫滿'),
        lessons: say('Warn at 80 %', '八成即預警'),
        correctiveActions: [],
      }),
    ),
  ],
}
