import { approvalsOf } from '../evidence/record.ts';
import type { Request } from './request.ts';
import { subjectOf } from './subject.ts';

/** A request as its agent sees it: enough to act on, nothing about who could be leaned on. */
export function requestView(request: Request) {
  return {
    id: request.id,
    state: request.state,
    ...subjectOf(request),
    digest: request.digest,
    risk: request.ruling.risk,
    policies: request.ruling.policies,
    reasons: request.ruling.reasons,
    submittedAt: request.submittedAt,
    ...('expiresAt' in request ? { expiresAt: request.expiresAt } : {}),
    ...(request.ruling.decision === 'review'
      ? { approvals: approvalsOf(request), run: request.ruling.terms.run }
      : {}),
    ...('decidedAt' in request ? { decidedAt: request.decidedAt } : {}),
    ...('usableUntil' in request ? { usableUntil: request.usableUntil } : {}),
    ...denial(request),
  };
}

const denial = (request: Request): { denial?: string } => {
  const no = 'votes' in request ? request.votes.find(({ choice }) => choice === 'deny') : undefined;
  return no?.reason ? { denial: no.reason } : {};
};
