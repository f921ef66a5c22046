import { approvalsOf } from '../../core/evidence/record.ts';
import type { Request } from '../../core/request/request.ts';

/** A request as one line of the page's list. */
export const requestRow = (request: Request) => ({
  id: request.id,
  version: request.version,
  state: request.state,
  risk: request.ruling.risk,
  sentence: request.sentence,
  action: request.action,
  resource: request.resource,
  agent: request.agent.id,
  account: request.account,
  environment: request.environment,
  reason: request.stated.reason,
  policies: request.ruling.policies,
  because: request.ruling.reasons,
  digest: request.digest,
  submittedAt: request.submittedAt,
  ...('expiresAt' in request ? { expiresAt: request.expiresAt } : {}),
  ...(request.ruling.decision === 'review' ? { approvals: approvalsOf(request) } : {}),
});
