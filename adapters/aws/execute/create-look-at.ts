import { iamAction } from '../../../catalog/iam-reference/iam-action.ts';
import { uncuratedLevel } from '../../../catalog/uncurated/uncurated-level.ts';
import type { Look, LookAt, Looked } from '../../../core/ports/executor.ts';
import type { AssumeRole } from './assume-role.ts';
import { type Answer, loadCall } from './load-call.ts';
import { type OpenConnection, openConnection } from './open-connection.ts';
import { planCall } from './plan-call.ts';
import { resultOf } from './result-of.ts';
import { lookSession, type SessionPolicy } from './session-of.ts';

export interface Looker {
  assumeRole: AssumeRole;
  /** The role that looks, in an account: it may read and nothing else. */
  roleArnFor: (account: string) => string;
  sessionPolicyFor: (look: Look, now: string) => SessionPolicy;
  now: () => string;
  /** Left out: to AWS. */
  open?: OpenConnection;
}

/** Fills `LookAt` by the same means as a run. */
export function createLookAt(looker: Looker): LookAt {
  const { assumeRole, roleArnFor, sessionPolicyFor, now, open = openConnection } = looker;
  return async (look) => {
    const { action, account, region } = look;
    if (!onlyReads(action)) {
      const detail = `IAM does not say of ${action} that it only reads.`;
      return { kind: 'not-looked', code: 'not-a-read', detail };
    }
    const planned = planCall(look, look);
    if (!planned.ok) return notLooked(planned);
    const sendCall = await loadCall(planned.plan, region, open);
    const policy = sessionPolicyFor(look, now());
    if (!policy.ok) return notLooked(policy);
    const session = { ...lookSession(look), roleArn: roleArnFor(account), policy: policy.document };
    const assumed = await assumeRole(session);
    return assumed.ok ? lookedOf(await sendCall(assumed.credentials), action) : notLooked(assumed);
  };
}

/** As IAM says, but where that is less than what it does. */
function onlyReads(action: string): boolean {
  const reference = iamAction(action);
  const level = reference && uncuratedLevel(reference);
  return level === 'List' || level === 'Read';
}

const notLooked = ({ code, detail }: { code: string; detail: string }): Looked => ({
  kind: 'not-looked',
  code,
  detail,
});

function lookedOf(answer: Answer, action: string): Looked {
  switch (answer.kind) {
    case 'done':
      return { kind: 'seen', answer: resultOf(answer.output) };
    case 'not-sent':
      return notLooked(answer);
    case 'refused': {
      const { code, name, isThrottled } = answer.refusal;
      if (isThrottled) throw new Error(`${action} was not answered: ${code}.`);
      return { kind: 'refused', codes: [...new Set([code, name])] };
    }
    default:
      throw new Error(`${action} was not answered: ${answer.code}.`);
  }
}
