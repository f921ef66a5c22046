import type { Incident } from '../../../core/detection/incident.ts';
import { tierInstants } from '../../../core/detection/incident-deadlines.ts';
import type { ResumeIncidentWorkflow } from '../../../core/ports/incident-workflow.ts';
import type { IncidentStore } from '../../../core/ports/incidents.ts';
import { MessengerUnavailable } from '../../../core/ports/messenger.ts';
import { incidentWait, type Standing, type StandingStore, waits } from '../../../core/ports/store.ts';
import type { ResumeWorkflow } from '../../../core/ports/workflow.ts';
import { closeOverdue } from '../../../core/request/close-overdue.ts';
import { after, deadlines } from '../../../core/request/deadlines.ts';
import type { Transition } from '../../../core/request/transition.ts';
import { changeRequest } from '../../shared/change-request.ts';
import { type Ports as ConcludePorts, concludeRequest } from '../../shared/conclude-request.ts';

export interface Ports extends ConcludePorts {
  standing: StandingStore;
  resume: ResumeWorkflow;
  incidents: Pick<IncidentStore, 'get'>;
  resumeIncident: ResumeIncidentWorkflow;
  /** False when the time of this run is nearly over: the next run goes on. */
  hasTime: () => boolean;
  /** Told of each request that could not be swept; the others are, and this one by the next run. */
  onFailed: (requestId: string, error: Error) => void;
}

/** What became of the requests that a run looked at. */
export interface Swept {
  expired: number;
  lapsed: number;
  unknown: number;
  /** Countersign ran it, and was killed before AWS answered: unknown too. */
  unanswered: number;
  started: number;
  failed: number;
}

/** Whoever ends a request in the ordinary way has this long to do it, counted from when its time is over. */
const graceSeconds = 120;
/** Moments for the stream to start the workflow. */
const startSeconds = 180;

/**
 * Brings to its end what nobody else did: a lost record of the stream, a workflow that died or was deleted, an agent
 * that never came back. Every move is the conditional write that it always is, so a sweep may run beside anything, and
 * twice at a time. Those whose time is over go first; they leave the index, so the next run finds the rest.
 */
export async function sweepRequests(ports: Ports): Promise<Swept> {
  const swept: Swept = { expired: 0, lapsed: 0, unknown: 0, unanswered: 0, started: 0, failed: 0 };
  const failed = new Set<string>();
  const now = ports.now();
  const sweep = async (
    wait: Standing,
    until: string | undefined,
    act: (id: string) => Promise<keyof Swept | undefined>,
  ) => {
    for await (const id of ports.standing.list(wait, until)) {
      if (!ports.hasTime()) return;
      if (failed.has(id)) continue;
      const became = await act(id).catch((error: Error) => {
        failed.add(id);
        ports.onFailed(id, error);
        return 'failed' as const;
      });
      if (became) swept[became] += 1;
    }
  };

  for (const wait of waits) await sweep(wait, after(now, -graceSeconds), (id) => end(ports, id, now));
  await sweep('decision', undefined, (id) => startUndriven(ports, id, now));
  await sweep(incidentWait, after(now, -startSeconds), (id) => startUntold(ports, id, now));
  return swept;
}

async function end(
  ports: Ports,
  id: string,
  now: string,
): Promise<'expired' | 'lapsed' | 'unknown' | 'unanswered' | undefined> {
  const request = await ports.requests.get(id);
  // The index lags: what it names may be over by now.
  if (request?.state === 'pending' && now >= request.expiresAt) return conclude(ports, id);
  const ended = await changeRequest<Transition | undefined>(ports, id, (current) => {
    const transition = closeOverdue(current, now);
    return transition ? { transition, answer: transition } : { answer: undefined };
  });
  // Of credentials that have ended nobody was to report anything.
  if (!ended || ended.record.change.type === 'grant-ended') return undefined;
  if (ended.record.change.type === 'unanswered') return 'unanswered';
  const { state } = ended.request;
  return state === 'lapsed' || state === 'unknown' ? state : undefined;
}

/** As its workflow would have done: the place is given back, pipelines are told, cards show it. */
async function conclude(ports: Ports, requestId: string): Promise<'expired' | undefined> {
  try {
    const { state } = await concludeRequest(ports, { requestId, by: 'sweep', cause: { kind: 'timeout' } });
    return state === 'expired' ? state : undefined;
  } catch (error) {
    // Cards come last there, and the stream shows them too.
    if (error instanceof MessengerUnavailable) return 'expired';
    throw error;
  }
}

/** Its workflow was never started, ended before its request did, or is gone with the state machine of an earlier stack. */
async function startUndriven(ports: Ports, id: string, now: string): Promise<'started' | undefined> {
  const resumed = await ports.resume(id, async () => {
    const request = await ports.requests.get(id);
    if (request?.state !== 'pending' || now < after(request.submittedAt, startSeconds)) return undefined;
    return { v: 1, requestId: id, deadlines: deadlines(request.submittedAt, request.ruling.terms) };
  });
  return resumed === 'started' ? resumed : undefined;
}

/** An incident of which nobody would hear, or be reminded. After its last tier it stays open, and nobody is reminded. */
async function startUntold(ports: Ports, id: string, now: string): Promise<'started' | undefined> {
  const resumed = await ports.resumeIncident(id, async () => {
    const incident = await ports.incidents.get(id);
    if (incident?.state !== 'open') return undefined;
    const tiers = tierInstants(incident);
    return isTold(incident, tiers, now) ? undefined : { v: 1, incidentId: id, tiers };
  });
  return resumed === 'started' ? resumed : undefined;
}

/** To the last tier. Where even the first was told to nobody, it is never too late. */
const isTold = ({ tier }: Incident, tiers: readonly string[], now: string): boolean =>
  tier !== undefined && now >= (tiers.at(-1) ?? '');
