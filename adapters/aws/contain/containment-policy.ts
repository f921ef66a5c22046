import type { ContainmentKind } from '../../../core/detection/new-incident.ts';
import type { ContainmentOf } from '../../../core/ports/contain.ts';
import { type Denial, denying } from '../role-policies.ts';

/** The same at every try, and of one incident alone: what one of them denies, another does not let in again. */
export const containmentName = (incidentId: string): string => `countersign-contained-${incidentId}`;

/** What AWS takes for a source identity. Anything else could be a variable of the policy's language, or deny nothing. */
const sourceIdentityForm = /^[\w+=,.@-]{2,64}$/;

export interface ContainmentPolicy extends Denial {
  how: Exclude<ContainmentKind, 'boundary'>;
}

/** Without a source identity all sessions are ended: to deny nothing would only look as if it did. */
export const containmentPolicy = (
  { incidentId, how, sourceIdentity = '' }: ContainmentOf,
  now: string,
): ContainmentPolicy =>
  how === 'identity' && sourceIdentityForm.test(sourceIdentity)
    ? {
        how: 'identity',
        name: containmentName(incidentId),
        text: denying({ StringEquals: { 'aws:SourceIdentity': sourceIdentity } }),
      }
    : {
        how: 'sessions',
        name: containmentName(incidentId),
        text: denying({ DateLessThanEquals: { 'aws:TokenIssueTime': `${now.slice(0, 19)}Z` } }),
      };
