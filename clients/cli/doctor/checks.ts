import type { Check } from './check.ts';
import { aPersonDecides } from './checks/a-person-decides.ts';
import { aVoteWakesTheWorkflow } from './checks/a-vote-wakes-the-workflow.ts';
import { accountsLetCountersignIn } from './checks/accounts-let-countersign-in.ts';
import { alarmsReachTheirTopic } from './checks/alarms-reach-their-topic.ts';
import { anApprovalIsUsedOnce } from './checks/an-approval-is-used-once.ts';
import { auditQueriesAnswer } from './checks/audit-queries-answer.ts';
import { clicksAreHeard } from './checks/clicks-are-heard.ts';
import { coldClicksAreAnsweredInTime } from './checks/cold-clicks-are-answered-in-time.ts';
import { hoursAreSigned } from './checks/hours-are-signed.ts';
import { pendingRequestsHaveAWorkflow } from './checks/pending-requests-have-a-workflow.ts';
import { peopleAreInSlack } from './checks/people-are-in-slack.ts';
import { recordsAreSealed } from './checks/records-are-sealed.ts';
import { rolesCarryTheBoundary } from './checks/roles-carry-the-boundary.ts';
import { slackGrantsTheScopes } from './checks/slack-grants-the-scopes.ts';
import { slackTakesCards } from './checks/slack-takes-cards.ts';
import { slackTakesTheToken } from './checks/slack-takes-the-token.ts';
import { somebodyHearsAlarms } from './checks/somebody-hears-alarms.ts';
import { stacksStand } from './checks/stacks-stand.ts';
import { usergroupsAreInSlack } from './checks/usergroups-are-in-slack.ts';

/** In the order in which they run. */
export const checks: readonly Check[] = [
  stacksStand,
  slackTakesTheToken,
  slackGrantsTheScopes,
  slackTakesCards,
  clicksAreHeard,
  peopleAreInSlack,
  usergroupsAreInSlack,
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
