/** What the stages are called, for people; a stage that is missing here does not compile. */
import type { CaseStage } from '@casetrail/core/case'
import type { ComplaintStage, RemedyStanding } from '@casetrail/core/complaint'
import type { CorrectiveActionStage } from '@casetrail/core/corrective-action'
import type { EmergencyStage } from '@casetrail/core/emergency'
import type { FollowUpStage } from '@casetrail/core/follow-up'

/** Chinese names: the English ones are the stages themselves. */
type Names<Stage extends string> = Readonly<Record<Exclude<Stage, 'none'>, string>>

export const caseStageNames: Names<CaseStage> = {
  new: '新建',
  open: '處理中',
  pendingCustomer: '待客戶',
  onHold: '掛起',
  resolved: '已解決',
  closed: '已關閉',
  merged: '已合併',
  archived: '已歸檔',
  cancelled: '已取消',
}

export const complaintStageNames: Names<ComplaintStage> = {
  received: '已受理',
  acknowledged: '已確認受理',
  investigating: '調查中',
  decided: '已作出處理決定',
  closed: '已結案',
  archived: '已歸檔',
  withdrawn: '已撤回',
  merged: '已合併',
}

export const remedyStandingNames: Names<RemedyStanding> = {
  proposed: '已擬定',
  approved: '已批准',
  refused: '已駁回',
  offered: '已向客戶提出',
  accepted: '客戶接受',
  declined: '客戶拒絕',
  fulfilled: '已落實',
  withdrawn: '已撤回',
}

export const followUpStageNames: Names<FollowUpStage> = {
  scheduled: '已安排',
  completed: '已完成',
  unreachable: '未聯繫上',
  missed: '已逾期',
  declined: '客戶謝絕',
  cancelled: '已取消',
}

export const correctiveActionStageNames: Names<CorrectiveActionStage> = {
  opened: '已立項',
  planned: '已制定計劃',
  done: '已完成',
  verified: '已驗收',
  reviewed: '已復盤',
  dropped: '已終止',
}

export const emergencyStageNames: Names<EmergencyStage> = {
  declared: '已宣布',
  planStarted: '預案已啟動',
  recovered: '已恢復',
  reviewed: '已復盤',
  stoodDown: '已解除',
  drilled: '演練',
}
