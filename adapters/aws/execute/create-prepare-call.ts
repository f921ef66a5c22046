import type { Catalog, CatalogEntry } from '../../../catalog/entry.ts';
import { canonicalJson, type JsonObject } from '../../../core/lib/json.ts';
import type { Call, PrepareCall, Sent } from '../../../core/ports/executor.ts';
import type { AssumeRole } from './assume-role.ts';
import { type Answer, loadCall } from './load-call.ts';
import { type OpenConnection, openConnection } from './open-connection.ts';
import { planCall } from './plan-call.ts';
import { requestIdOf, resultOf } from './result-of.ts';
import { executorSession, type SessionPolicy } from './session-of.ts';

export interface Executor {
  assumeRole: AssumeRole;
  /** The executor's role in an account. */
  roleArnFor: (account: string) => string;
  /** All that the session may do: this action, directly, for the next minute from `now`. */
  sessionPolicyFor: (call: Call, now: string) => SessionPolicy;
  find: Catalog['find'];
  now: () => string;
  /** Left out: to AWS. */
  open?: OpenConnection;
}

/** Fills `PrepareCall` with the SDK's own client of whichever service it is, and credentials for this call alone. */
export function createPrepareCall(executor: Executor): PrepareCall {
  const { assumeRole, roleArnFor, sessionPolicyFor, find, now, open = openConnection } = executor;
  return async (call) => {
    const entry = find(call.action);
    const planned = planCall(call, entry);
    if (!planned.ok) return planned;
    // Before the policy is made, which is good for a minute only.
    const sendCall = await loadCall(planned.plan, call.region, open);
    const policy = sessionPolicyFor(call, now());
    if (!policy.ok) return policy;
    const session = { ...executorSession(call), roleArn: roleArnFor(call.account), policy: policy.document };
    const assumed = await assumeRole(session);
    if (!assumed.ok) return assumed;
    const { credentials } = assumed;
    const holdsSecrets = hidesSome(call.parameters, entry);
    const send = async () => sentOf(await sendCall(credentials), holdsSecrets);
    return { ok: true, accessKeyId: credentials.accessKeyId, send: once(send) };
  };
}

const hidesSome = (parameters: JsonObject, entry: Pick<CatalogEntry, 'hide'> | undefined): boolean =>
  entry !== undefined && canonicalJson(entry.hide(parameters)) !== canonicalJson(parameters);

function sentOf(answer: Answer, holdsSecrets: boolean): Sent {
  switch (answer.kind) {
    case 'done':
      return { kind: 'done', result: resultOf(answer.output), requestId: requestIdOf(answer.output) };
    case 'refused': {
      const { code, message, requestId } = answer.refusal;
      return { kind: 'failed', code, message: sayable(message, holdsSecrets), requestId };
    }
    case 'unreachable': {
      const message = `There was no connection to AWS: ${answer.code}.`;
      return { kind: 'failed', code: 'unreachable', message, requestId: undefined };
    }
    default:
      return answer;
  }
}

/** AWS likes to repeat the value that it does not take. */
const sayable = (message: string, holdsSecrets: boolean): string =>
  holdsSecrets
    ? 'AWS says more, which is not shown: it may repeat what is hidden of the request.'
    : message.slice(0, longestMessage);
const longestMessage = 1_000;

/** Whoever sends twice has a bug, and is stopped by it. */
function once(send: () => Promise<Sent>): () => Promise<Sent> {
  let sent = false;
  return () => {
    if (sent) return Promise.reject(new Error('A call is sent once.'));
    sent = true;
    return send();
  };
}
