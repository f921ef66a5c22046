import type { RequestStore, SlotStore, TokenStore } from '../../core/ports/store.ts';
import type { WorkflowAnswer } from '../../core/ports/workflow.ts';
import { expire } from '../../core/request/close-request.ts';
import { type OutcomeEvent, outcomeEvent } from '../../core/request/outcome-event.ts';
import type { Request } from '../../core/request/request.ts';
import { type Backoff, changeRequest } from './change-request.ts';
import { type SyncPorts, syncCards } from './sync-cards.ts';
import { type DirectPorts, quietDirectly } from './tell-directly.ts';

export interface Ports extends SyncPorts, Pick<DirectPorts, 'directMessages' | 'directMessengers'> {
  requests: RequestStore;
  backoff: Backoff;
  slots: Pick<SlotStore, 'release'>;
  tokens: Pick<TokenStore, 'drop'>;
  publish: (event: OutcomeEvent) => Promise<void>;
  now: () => string;
}

/** Why the workflow stopped waiting. What became of the request is read from the request. */
export interface Ended {
  requestId: string;
  cause: { kind: 'decided' | 'timeout' | 'failure'; error?: string };
  /** Who found it over: the sweep, where no workflow is left. */
  by?: 'workflow' | 'sweep';
}

/** The last transition of every workflow: what is still undecided is over, and everyone who waits is told. Repeatable. */
export async function concludeRequest(
  ports: Ports,
  { requestId, cause, by }: Ended,
): Promise<WorkflowAnswer> {
  const request = await end(ports, requestId, cause, by);
  await ports.slots.release(request.agent.id, { digest: request.digest, requestId });
  await ports.tokens.drop(requestId);
  await ports.publish(outcomeEvent(request));
  await quietDirectly(ports, request);
  // Last, because Slack is what fails most: nobody else waits for it.
  await syncCards(ports, requestId);
  return { v: 1, state: request.state };
}

/** A decision that was written stands, whatever made the workflow stop. Only the undecided expires. */
async function end(
  ports: Ports,
  id: string,
  { kind, error }: Ended['cause'],
  by: Ended['by'],
): Promise<Request> {
  const request = await changeRequest<Request>(ports, id, (current) => {
    if (current.state !== 'pending') return { answer: current };
    const transition = expire(
      current,
      ports.now(),
      kind === 'timeout' ? undefined : (error ?? 'The workflow ended without a decision.'),
      by,
    );
    return { transition, answer: transition.request };
  });
  if (!request) throw new Error(`The workflow ends for request ${id}, which is not in the table.`);
  return request;
}
