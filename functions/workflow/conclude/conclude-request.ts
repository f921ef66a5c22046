import type { RequestStore, SlotStore, TokenStore } from '../../../core/ports/store.ts';
import { expire } from '../../../core/request/close-request.ts';
import type { Request } from '../../../core/request/request.ts';
import { type Subject, subjectOf } from '../../../core/request/subject.ts';
import { type Backoff, changeRequest } from '../../shared/change-request.ts';
import { type SyncPorts, syncCards } from '../../shared/sync-cards.ts';

export interface Ports extends SyncPorts {
  requests: RequestStore;
  backoff: Backoff;
  slots: Pick<SlotStore, 'release'>;
  tokens: Pick<TokenStore, 'drop'>;
  publish: (event: Concluded) => Promise<void>;
  now: () => string;
}

/** Why the workflow stopped waiting. What became of the request is read from the request. */
export interface Ending {
  requestId: string;
  cause: { kind: 'decided' | 'timeout' | 'failure'; error?: string };
}

/** What pipelines hear. Delivered at least once: `id` and `state` tell a repetition. */
export interface Concluded extends Subject {
  requestId: string;
  state: Request['state'];
  agent: string;
  risk: string;
  digest: string;
}

/** The last transition of every workflow: what is still undecided is over, and everyone who waits is told. Repeatable. */
export async function concludeRequest(
  ports: Ports,
  { requestId, cause }: Ending,
): Promise<{ state: Request['state'] }> {
  const request = await end(ports, requestId, cause);
  await ports.slots.release(request.agent.id, { digest: request.digest, requestId });
  await ports.tokens.drop(requestId);
  await ports.publish(eventOf(request));
  // Last, because Slack is what fails most: nobody else waits for it.
  await syncCards(ports, requestId);
  return { state: request.state };
}

/** A decision that was written stands, whatever made the workflow stop. Only the undecided expires. */
async function end(ports: Ports, id: string, { kind, error }: Ending['cause']): Promise<Request> {
  const request = await changeRequest<Request>(ports, id, (current) => {
    if (current.state !== 'pending') return { answer: current };
    const transition = expire(
      current,
      ports.now(),
      kind === 'timeout' ? undefined : (error ?? 'The workflow ended without a decision.'),
    );
    return { transition, answer: transition.request };
  });
  if (!request) throw new Error(`The workflow ends for request ${id}, which is not in the table.`);
  return request;
}

const eventOf = (request: Request): Concluded => ({
  requestId: request.id,
  state: request.state,
  agent: request.agent.id,
  ...subjectOf(request),
  risk: request.ruling.risk,
  digest: request.digest,
});
