import { MessengerUnavailable } from '../../../core/ports/messenger.ts';
import type { TokenStore } from '../../../core/ports/store.ts';
import type { StartWorkflow, WakeWorkflow } from '../../../core/ports/workflow.ts';
import { deadlines } from '../../../core/request/deadlines.ts';
import { type SyncPorts, syncCards } from '../../shared/sync-cards.ts';

export interface Ports extends SyncPorts {
  tokens: Pick<TokenStore, 'get'>;
  start: StartWorkflow;
  wake: WakeWorkflow;
  /** A room's outage is counted and left to the workflow's last step: it must not hold up the next request. */
  onUnavailable: (error: MessengerUnavailable) => void;
}

/** A move as the stream tells it. */
export interface Move {
  requestId: string;
  /** It began to wait for people with this very move. */
  isNew: boolean;
}

/**
 * After each move: the workflow is started or woken, and the cards show what stands. It runs on the table's stream,
 * so what was written is carried on even if its writer died in the next instruction.
 */
export async function relayMove(ports: Ports, { requestId, isNew }: Move): Promise<void> {
  const request = await ports.requests.get(requestId);
  if (!request) return;
  if (isNew && request.ruling.decision === 'review') {
    await ports.start({ v: 1, requestId, deadlines: deadlines(request.submittedAt, request.ruling.terms) });
  }
  if (request.state !== 'pending') {
    const token = await ports.tokens.get(requestId);
    if (token) await ports.wake(token, { v: 1, state: request.state });
  }
  try {
    await syncCards(ports, requestId);
  } catch (error) {
    if (!(error instanceof MessengerUnavailable)) throw error;
    ports.onUnavailable(error);
  }
}
