/** H4 (客戶服務手冊標準流程與規範): three rings, e-mail in 24 hours, and a case from its receipt to the archive. */
import * as k from '@casetrail/core/case'
import * as f from '@casetrail/core/follow-up'
import * as o from '@casetrail/core/operations'
import { standardProcess as standard } from '@casetrail/core/standards'

import {
  caseFile,
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
const lin = person('agent-lin', 'agent')
const tang = person('expert-tang', 'technicalExpert')
const huang = person('supervisor-huang', 'supervisor')
const bot = person('bot-xiaozhi', 'system')
const desk = person('desk', 'system')
const wang = person('customer-wang', 'customer')
const zhang = person('customer-zhang', 'customer')

const password = caseFile('N-1001')
const invoice = caseFile('N-1002')
const mail = caseFile('N-1003')
const chat = caseFile('N-1004')
const revisit = followUpFile('F-2001', mail.ref)
const april = operationsFile('2025-04')

const from = { tier: 'standard', language: 'zh', phase: 'afterSale' } as const
const said = { direction: 'outbound', by: 'human', public: true } as const
const heard = { direction: 'inbound', by: 'human', public: true } as const

export const process: Scenario = {
  id: 'standard-process',
  title: say('Standard process: three rings', '標準流程：鈴響三聲'),
  standard,
  settings: { chatAnswer: 'PT30S' },
  stories: [password, invoice, mail, chat].map(({ ref }) => ref),
  chapters: [
    on(
      '2025-04-14',
      say('Phone: answered by the third ring', '電話：三聲內接聽'),
      password('09:10:00', chen, k.openCase, {
        ...from,
        ...password.named,
        customer: wang.id,
        channel: 'phone',
        requestType: 'inquiry',
        problemType: 'technical',
      }),
      password('09:10:00', chen, k.recordContact, {
        ...heard,
        channel: 'phone',
        answeredAfterRings: 2,
        durationS: 240,
      }),
      invoice('09:12:00', lin, k.openCase, {
        ...from,
        ...invoice.named,
        customer: zhang.id,
        channel: 'phone',
        requestType: 'inquiry',
        problemType: 'policyProcess',
      }),
      invoice(
        '09:12:00',
        lin,
        k.recordContact,
        { ...heard, channel: 'phone', answeredAfterRings: 5, durationS: 150 },
        { note: say('the fifth ring: breached', '響至第五聲：逾期') },
      ),
    ),
    on(
      '2025-04-14',
      say(
        'Assess, assign, solve, implement, verify with the customer',
        '評估、分派、解決、實施、客戶驗證',
      ),
      password('09:11:00', chen, k.classifyCase, { category: ['technical'] }),
      password('09:11:10', chen, k.assignCase, { to: { kind: 'person', id: chen.id } }),
      password('09:11:20', chen, k.acceptCase, {}),
      password('09:12:00', chen, k.proposeSolution, {
        diagnosis: say('Password forgotten', '忘記密碼'),
        solution: say('Reset by SMS', '短信重置'),
        responsible: 'agent',
        article: 'KB-17',
      }),
      password('09:13:30', chen, k.resolveCase, {
        resolutionCode: 'answered',
        notes: say('Reset', '已重置'),
      }),
      password('09:14:00', wang, k.confirmResolution, {}),
      password('09:15:00', chen, k.recordEffort, { talkS: 240, holdS: 0, afterWorkS: 45 }),
      invoice('09:13:00', lin, k.classifyCase, { category: ['policyProcess'] }),
      invoice('09:13:20', lin, k.acceptCase, {}),
      invoice('09:14:00', lin, k.proposeSolution, {
        diagnosis: say('Asks for an invoice', '索取發票'),
        solution: say('Sent by e-mail', '郵件寄送'),
        responsible: 'agent',
      }),
      invoice('09:14:20', lin, k.resolveCase, {
        resolutionCode: 'delivered',
        notes: say('Sent', '已寄送'),
      }),
      invoice('09:14:40', zhang, k.confirmResolution, {}),
      invoice('09:16:00', lin, k.recordEffort, { talkS: 150, holdS: 10, afterWorkS: 80 }),
    ),
    on(
      '2025-04-14',
      say('E-mail within 24 hours, chat in real time', '郵件24小時內答覆，在線即時答覆'),
      mail('15:00:00', desk, k.openCase, {
        ...from,
        ...mail.named,
        customer: wang.id,
        channel: 'email',
        requestType: 'repair',
        problemType: 'technical',
        subject: say('Export fails', '導出失敗'),
      }),
      mail('15:00:00', desk, k.recordContact, { ...heard, channel: 'email' }),
      mail('15:00:02', bot, k.recordContact, {
        ...said,
        by: 'bot',
        channel: 'email',
        summary: say('Received', '已收到'),
      }),
      chat('16:00:00', chen, k.openCase, {
        ...from,
        ...chat.named,
        customer: zhang.id,
        channel: 'chat',
        requestType: 'inquiry',
        problemType: 'product',
      }),
      chat(
        '16:00:03',
        bot,
        k.recordContact,
        { ...said, by: 'bot', channel: 'chat', summary: say('One moment', '請稍候') },
        { note: say('a bot is no answer', '機器人答覆不算') },
      ),
      chat('16:00:08', chen, k.classifyCase, { category: ['product'] }),
      chat('16:00:10', chen, k.acceptCase, {}),
      chat(
        '16:00:22',
        chen,
        k.recordContact,
        { ...said, channel: 'chat', summary: say('Which model?', '哪款型號？') },
        { note: say('22 s of the example 30 s', '22秒，示例值為30秒') },
      ),
      chat('16:01:00', zhang, k.recordContact, {
        ...heard,
        channel: 'chat',
        summary: say('The small one', '小號'),
      }),
      chat(
        '16:01:41',
        chen,
        k.recordContact,
        { ...said, channel: 'chat', summary: say('Yes, in blue', '有藍色') },
        { note: say('41 s: breached', '41秒：逾期') },
      ),
      chat('16:02:10', chen, k.recordStep, { step: 'solve' }),
      chat('16:02:20', chen, k.resolveCase, {
        resolutionCode: 'answered',
        notes: say('Blue is in stock', '藍色有貨'),
      }),
      chat('16:02:50', zhang, k.confirmResolution, {}),
    ),
    on(
      '2025-04-15',
      say('The mail is answered, and comes back', '郵件答覆後客戶再來信'),
      mail(
        '14:20:00',
        lin,
        k.recordContact,
        { ...said, channel: 'email', summary: say('Please try once more', '請再試一次') },
        { note: say('23 h 20 min', '23小時20分') },
      ),
      mail(
        '16:00:00',
        wang,
        k.recordContact,
        { ...heard, channel: 'email', summary: say('It fails still', '仍然失敗') },
        { note: say('the next turn has its own 24 hours', '下一輪另計24小時') },
      ),
    ),
    on(
      '2025-04-16',
      say('The ordinary process fails: escalated', '常規流程無效：升級'),
      tick('16:05:00', say('24 hours after the second mail', '第二封郵件後24小時')),
      mail('16:06:00', huang, k.escalateCase, {
        kind: 'functional',
        level: 1,
        reason: say('A mail without an answer', '來信未答'),
        to: { kind: 'team', id: 'technical-support' },
      }),
      mail('16:10:00', huang, k.classifyCase, { category: ['technical'] }),
      mail('16:11:00', huang, k.assignCase, {}),
      mail('16:20:00', tang, k.acceptCase, {}),
      mail('17:00:00', tang, k.recordContact, {
        ...said,
        channel: 'email',
        summary: say('We found it', '已找到原因'),
      }),
      mail('17:10:00', tang, k.proposeSolution, {
        diagnosis: say('The file was too large', '文件過大'),
        solution: say('Export by month', '按月導出'),
        responsible: 'agent',
        article: 'KB-52',
      }),
    ),
    on(
      '2025-04-17',
      say('Solved, verified, revisited; the risk entered', '解決、驗證、回訪；登記風險'),
      mail('10:00:00', tang, k.resolveCase, {
        resolutionCode: 'corrected',
        notes: say('Limit raised', '已提高上限'),
      }),
      mail('10:05:00', tang, k.verifySolution, { method: 'test', reusable: true }),
      mail('11:00:00', wang, k.confirmResolution, {}),
      revisit('11:05:00', huang, f.scheduleFollowUp, {
        ...revisit.named,
        customer: wang.id,
        purpose: 'afterResolution',
        cycle: 1,
        case: mail.id,
        since: when('2025-04-17', '10:00:00'),
      }),
      april('11:30:00', huang, o.enterRisk, {
        risk: 'unanswered-mail',
        description: say('Second mails lie unseen', '二次來信無人看'),
        likelihood: 3,
        impact: 4,
        measure: say('A queue of its own', '單列隊列'),
        indicator: 'sla.emailAnswer',
        owner: lin.id,
        plan: say('Reviewed monthly', '每月復核'),
      }),
    ),
    on(
      '2025-04-18',
      say('Revisit', '回訪'),
      revisit('09:40:00', lin, f.recordAttempt, { result: 'reached' }),
      revisit('09:42:00', lin, f.recordSatisfaction, { csat: 4 }),
      revisit('09:43:00', lin, f.completeFollowUp, { outcome: 'satisfied' }),
      password(
        '10:00:00',
        desk,
        k.archiveCase,
        {},
        { refused: 'ReopenWindowOpen', note: say('it may still be reopened', '仍可重開') },
      ),
    ),
    on(
      '2025-04-25',
      say('Archived', '歸檔'),
      password('09:00:00', desk, k.archiveCase, {}),
      invoice('09:00:01', desk, k.archiveCase, {}),
      chat('09:00:02', desk, k.archiveCase, {}),
      mail('09:00:03', desk, k.archiveCase, {}),
    ),
  ],
}
