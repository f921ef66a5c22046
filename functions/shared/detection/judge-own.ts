import { compareCall } from '../../../catalog/trail/compare-call.ts';
import { denialOf } from '../../../catalog/trail/denial-of.ts';
import type { TrailCall } from '../../../catalog/trail/read-call.ts';
import { isUsed, noteSeenRun, type SeenRun, type Used } from '../../../core/detection/evidence.ts';
import { isTaskOf } from '../../../core/detection/own-session.ts';
import { undoabilityOf } from '../../../core/execution/undo.ts';
import type { Difference, Request } from '../../../core/request/request.ts';
import { changeRequest } from '../change-request.ts';
import { noAgentToAskFor } from '../undo/offer-of-incident.ts';
import { incidentOf } from './incident-of.ts';
import { openIncident } from './open-incident.ts';
import type { Own } from './own-session-of.ts';
import { readSeenCall } from './read-seen-call.ts';
import type { Seen } from './seen.ts';
import type { Judged, SightDeployment, SightPorts } from './sight-deployment.ts';
import { whatWasDone } from './what-was-done.ts';

/** A call by a role of Countersign, or one by which somebody became one: it belongs to a run or to a task, or it is an incident. */
export async function judgeOwn(
  deployment: SightDeployment,
  ports: SightPorts,
  seen: Seen,
  own: Own,
): Promise<Judged> {
  const misused = () => openMisused(deployment, ports, seen);
  if (own.kind === 'misused') return misused();
  if (own.kind === 'assumed') return own.isOurs ? upkeep('assume') : misused();
  switch (own.is.kind) {
    case 'upkeep':
      return isTaskOf(own.is.task, seen.call) || seen.caller.kind === 'service'
        ? noteTask(ports, seen, own.is.task)
        : misused();
    case 'look': {
      const isRead = seen.event.readOnly === true || seen.caller.kind === 'service';
      return isRead && (await ports.requests.get(own.is.requestId)) ? upkeep('look') : misused();
    }
    case 'run': {
      const request = await ports.requests.get(own.is.requestId);
      return request && isUsed(request) && isItsSession(request, seen)
        ? judgeRun(deployment, ports, seen, { request, byAgent: own.role === 'grant' })
        : misused();
    }
  }
}

const upkeep = (task: string): Judged => ({ verdict: { kind: 'upkeep', task } });

async function noteTask({ heartbeats }: SightPorts, seen: Seen, task: string): Promise<Judged> {
  if (task === 'heartbeat') await heartbeats.seen({ account: seen.account, region: seen.region }, seen.at);
  return upkeep(task);
}

/** The one session of a run is known before its call leaves. */
function isItsSession({ accessKeyId, account }: Used, { session, caller }: Seen): boolean {
  if (session?.account !== account || accessKeyId === undefined) return false;
  // A service that acts for it has a key of its own.
  return (
    caller.kind === 'service' || session.accessKeyId === undefined || session.accessKeyId === accessKeyId
  );
}

/** With credentials that its agent was given it calls as often as it likes, within what was signed. */
async function judgeRun(
  deployment: SightDeployment,
  ports: SightPorts,
  seen: Seen,
  { request, byAgent }: { request: Used; byAgent: boolean },
): Promise<Judged> {
  const matched = (as: 'run' | 'service' | 'refused'): Judged => ({
    verdict: { kind: 'matched', requestId: request.id, as },
  });
  if (seen.caller.kind === 'service') return matched('service');
  const call = await readSeenCall(deployment.openCatalog, seen.event);
  const isSigned = call?.entry.action === request.action;
  const isDenied = denialOf(seen.event) !== undefined;
  if (byAgent && !isSigned)
    // Its session can do nothing but what was granted: AWS says no to the rest.
    return isDenied || (await isGranted(deployment, request, seen))
      ? matched(isDenied ? 'refused' : 'run')
      : openMisused(deployment, ports, seen);
  if (!call || !isSigned) return openMisused(deployment, ports, seen);

  const compared = compareCall(call.entry, request.parameters, seen.event);
  const run: SeenRun = {
    eventIds: [seen.eventId],
    ...(seen.event.errorCode && { errorCode: seen.event.errorCode }),
    differences: [
      ...differentPlace(request, seen),
      ...(compared.kind === 'different' ? compared.differences : []),
    ],
    untold: compared.kind === 'cannot-tell' ? compared.members : [],
  };
  const noted = await note(ports, seen, request.id, run, byAgent);
  if (noted === 'another-call') return openMisused(deployment, ports, seen);
  return noted.evidence?.kind === 'drifted'
    ? openDrifted(deployment, ports, seen, { request: noted, call })
    : matched(run.errorCode === undefined ? 'run' : 'refused');
}

async function isGranted({ openCatalog }: SightDeployment, { action }: Request, { call }: Seen) {
  const entry = (await openCatalog(action)).find(action);
  return entry?.grant?.actions.includes(call) ?? false;
}

/** Global services report in us-east-1, wherever the request says that it happens. */
const differentPlace = ({ region }: Request, seen: Seen): Difference[] =>
  seen.region === region || seen.region === 'us-east-1'
    ? []
    : [{ pointer: 'region', signed: region, seen: seen.region }];

/** One approval covers one call: a second one under the same identity is none of ours, however it looks. */
async function note(
  ports: SightPorts,
  { eventId, seenAt }: Seen,
  id: string,
  run: SeenRun,
  byAgent: boolean,
): Promise<Used | 'another-call'> {
  const noted = await changeRequest<Used | 'another-call'>(ports, id, (request) => {
    if (!isUsed(request)) return { answer: 'another-call' };
    const { evidence } = request;
    const known = evidence && evidence.kind !== 'unseen' ? evidence : undefined;
    if (known && !byAgent && !known.eventIds.includes(eventId)) return { answer: 'another-call' };
    const transition = noteSeenRun(request, run, ports.witness, seenAt);
    return transition ? { transition, answer: transition.request as Used } : { answer: request };
  });
  return noted ?? 'another-call';
}

async function openDrifted(
  deployment: SightDeployment,
  ports: SightPorts,
  seen: Seen,
  { request, call }: { request: Used; call: TrailCall },
): Promise<Judged> {
  const { id: requestId, resource, account, region, ruling, evidence } = request;
  const agent = deployment.directory.agents.find(({ id }) => id === request.agent.id);
  const differences = evidence?.kind === 'drifted' ? evidence.differences : [];
  const found = {
    kind: 'drifted' as const,
    ...whatWasDone(call, seen, { account, region, agent, request }),
    account,
    region,
    resource,
    sentence: `Run otherwise than it was signed: ${request.sentence}`,
    requestId,
    differences,
    ruling,
    agent,
  };
  const { id: incidentId } = await openIncident(ports, incidentOf(deployment, seen, found), ports.witness);
  return { verdict: { kind: 'drifted', requestId, incidentId } };
}

async function openMisused(deployment: SightDeployment, ports: SightPorts, seen: Seen): Promise<Judged> {
  const found = {
    kind: 'misused-role' as const,
    action: seen.call,
    sentence: `${seen.call} was called under a name of Countersign's own, and by none of its functions`,
    undo: undoabilityOf(noAgentToAskFor),
  };
  const { id: incidentId } = await openIncident(ports, incidentOf(deployment, seen, found), ports.witness);
  return { verdict: { kind: 'unmatched', incidentId } };
}
