import { incidentUndone } from '../../../core/detection/revert-incident.ts';
import { type Messenger, MessengerUnavailable } from '../../../core/ports/messenger.ts';
import type { PeopleIndex } from '../../../core/ports/people-index.ts';
import type { TokenStore } from '../../../core/ports/store.ts';
import type { StartWorkflow, WakeWorkflow } from '../../../core/ports/workflow.ts';
import { deadlines } from '../../../core/request/deadlines.ts';
import {
  type IncidentSyncPorts,
  type SyncPorts,
  syncCards,
  syncIncidentCards,
} from '../../shared/sync-cards.ts';
import { type TellPorts, tellThreads } from './tell-threads.ts';

export interface Ports extends SyncPorts, IncidentSyncPorts, TellPorts {
  messengers: readonly Pick<Messenger, 'door' | 'update' | 'tell'>[];
  tokens: Pick<TokenStore, 'get'>;
  people: PeopleIndex;
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
 * After each move the workflow is started or woken, the request is found by its people, the cards show what stands, and their
 * threads say what has happened. It runs on the table's stream, so
 * what was written is carried on even if its writer died in the next instruction. Requests go side by side, and all
 * workflows before all cards: a slow room keeps nobody else's question waiting. Answers the requests that failed.
 */
export async function relayMoves(ports: Ports, moves: readonly Move[]): Promise<Map<string, Error>> {
  const newOnes = new Set(moves.filter(({ isNew }) => isNew).map(({ requestId }) => requestId));
  const requests = [...new Set(moves.map(({ requestId }) => requestId))];
  const failures = new Map<string, Error>();
  const forEach = (act: (requestId: string) => Promise<void>) =>
    Promise.all(
      requests
        .filter((requestId) => !failures.has(requestId))
        .map((requestId) => act(requestId).catch((error: Error) => void failures.set(requestId, error))),
    );

  await forEach((requestId) => moveWorkflow(ports, requestId, newOnes.has(requestId)));
  await forEach((requestId) => keepFound(ports, requestId));
  await forEach((requestId) => showCards(ports, requestId));
  return failures;
}

async function moveWorkflow(ports: Ports, requestId: string, isNew: boolean): Promise<void> {
  const request = await ports.requests.get(requestId);
  if (!request) return;
  if (isNew && request.ruling.decision === 'review') {
    await ports.start({ v: 1, requestId, deadlines: deadlines(request.submittedAt, request.ruling.terms) });
  }
  if (request.state !== 'pending') {
    const token = await ports.tokens.get(requestId);
    if (token) await ports.wake(token, { v: 1, state: request.state });
  }
}

async function keepFound({ requests, people }: Ports, requestId: string): Promise<void> {
  const request = await requests.get(requestId);
  if (request) await people.keep(request);
}

async function showCards(ports: Ports, requestId: string): Promise<void> {
  try {
    const shown = await syncCards(ports, requestId);
    if (!shown) return;
    await tellThreads(ports, shown);
    // Whoever reads of an incident sees there what came of its revert.
    const incident = incidentUndone(shown.current);
    if (incident !== undefined) await syncIncidentCards(ports, incident);
  } catch (error) {
    // Of a room that is busy the stream brings the move again, and by then perhaps with the next ones.
    if (!(error instanceof MessengerUnavailable) || error.isBusy) throw error;
    ports.onUnavailable(error);
  }
}
