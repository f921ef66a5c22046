import type { Check } from './check.ts';
import { aPersonDecides } from './checks/a-person-decides.ts';
import { aVoteWakesTheWorkflow } from './checks/a-vote-wakes-the-workflow.ts';
import { accountsLetCountersignIn } from './checks/accounts-let-countersign-in.ts';
import { alarmsReachTheirTopic } from './checks/alarms-reach-their-topic.ts';
import { anApprovalIsUsedOnce } from './checks/an-approval-is-used-once.ts';
import { auditQueriesAnswer } from './checks/audit-queries-answer.ts';
import { coldClicksAreAnsweredInTime } from './checks/cold-clicks-are-answered-in-time.ts';
import { hoursAreSigned } from './checks/hours-are-signed.ts';
import { pendingRequestsHaveAWorkflow } from './checks/pending-requests-have-a-workflow.ts';
import { recordsAreSealed } from './checks/records-are-sealed.ts';
import { rolesCarryTheBoundary } from './checks/roles-carry-the-boundary.ts';
import { somebodyHearsAlarms } from './checks/somebody-hears-alarms.ts';
import { stacksStand } from './checks/stacks-stand.ts';

/** In the order in which they run. */
export const checks: readonly Check[] = [
  stacksStand,
  aPersonDecides,
  anApprovalIsUsedOnce,
  aVoteWakesTheWorkflow,
  recordsAreSealed,
  hoursAreSigned,
  coldClicksAreAnsweredInTime,
  pendingRequestsHaveAWorkflow,
  alarmsReachTheirTopic,
  somebodyHearsAlarms,
  auditQueriesAnswer,
  rolesCarryTheBoundary,
  accountsLetCountersignIn,
];
