import type { CatalogEntry } from '../../../catalog/entry.ts';
import { compareCall } from '../../../catalog/trail/compare-call.ts';
import { isUsed, noteSeenRun, type Used } from '../../../core/detection/evidence.ts';
import { ageSeconds } from '../../../core/detection/sighting.ts';
import type { Facts } from '../../../core/policy/ruling.ts';
import type { Wait } from '../../../core/ports/store.ts';
import type { Request } from '../../../core/request/request.ts';
import { changeRequest } from '../change-request.ts';
import type { Seen } from './seen.ts';
import type { SightPorts } from './sight-deployment.ts';

interface Call {
  entry: CatalogEntry;
  facts: Facts;
}

/** What its agent runs itself, and has begun or reported within the last day. */
const waiting: readonly Wait[] = ['report', 'evidence'];
/** So many are looked at: a call that no approval covers is rare, and agents that run themselves are few. */
const mostLookedAt = 500;
/** Clocks of AWS and of us. */
const apartSeconds = 60;

/**
 * The approval that covers an agent's own call: the agent took it to run it by itself, and nothing of CloudTrail's is noted
 * on it yet. It is used by this, so that one approval covers one call.
 */
export async function coveringRun(ports: SightPorts, seen: Seen, call: Call): Promise<Request | undefined> {
  let looked = 0;
  for (const wait of waiting) {
    for await (const id of ports.standing.list(wait)) {
      looked += 1;
      if (looked > mostLookedAt) return undefined;
      const request = await ports.requests.get(id);
      if (request && covers(request, seen, call) && (await take(ports, seen, id, call))) return request;
    }
  }
  return undefined;
}

function covers(request: Request, seen: Seen, { entry, facts }: Call): request is Used {
  if (!isUsed(request) || request.accessKeyId !== undefined || request.startedAt === undefined) return false;
  if (request.evidence !== undefined && request.evidence.kind !== 'unseen') return false;
  const isIt =
    request.agent.id === facts.agent.id &&
    request.action === facts.action &&
    request.account === facts.account &&
    request.resource === facts.resource;
  return (
    isIt &&
    isWithin(request, seen.at) &&
    compareCall(entry, request.parameters, seen.event).kind !== 'different'
  );
}

function isWithin(request: Used, at: string): boolean {
  const endedAt = 'endedAt' in request ? request.endedAt : at;
  return ageSeconds(request.startedAt ?? at, at) >= -apartSeconds && ageSeconds(at, endedAt) >= -apartSeconds;
}

/** Two events at once do not both have it. */
const take = (ports: SightPorts, seen: Seen, id: string, call: Call): Promise<boolean | undefined> =>
  changeRequest(ports, id, (request) => {
    if (!covers(request, seen, call)) return { answer: false };
    const compared = compareCall(call.entry, request.parameters, seen.event);
    const untold = compared.kind === 'cannot-tell' ? compared.members : [];
    const run = { eventIds: [seen.eventId], differences: [], untold };
    const transition = noteSeenRun(request, run, ports.witness, seen.seenAt);
    return transition ? { transition, answer: true } : { answer: false };
  });
