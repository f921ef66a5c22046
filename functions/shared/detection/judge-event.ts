import { denialOf } from '../../../catalog/trail/denial-of.ts';
import type { TrailSession } from '../../../catalog/trail/who-called.ts';
import type { NewIncident } from '../../../core/detection/new-incident.ts';
import { stopsWatching } from '../../../core/detection/stops-watching.ts';
import { agentByRole, type DirectoryAgent, matchesRole } from '../../../core/directory/directory.ts';
import type { AgentCaller } from '../../../core/directory/identity.ts';
import { incidentOf } from './incident-of.ts';
import { judgeDenied } from './judge-denied.ts';
import { judgeDone } from './judge-done.ts';
import { judgeOwn } from './judge-own.ts';
import { openIncident } from './open-incident.ts';
import { ownSessionOf } from './own-session-of.ts';
import { readSeenCall } from './read-seen-call.ts';
import type { Seen } from './seen.ts';
import type { Judged, SightDeployment, SightPorts } from './sight-deployment.ts';
import { type WhatWasDone, whatWasDone } from './what-was-done.ts';

/** What an event is: ours, of an agent, of somebody who stops what watches, or nothing that concerns anybody here. */
export async function judgeEvent(
  deployment: SightDeployment,
  ports: SightPorts,
  seen: Seen,
): Promise<Judged> {
  if (!isListed(deployment, seen)) return counted('other-account');
  if (!isCall(seen)) return counted('not-a-call');
  const own = ownSessionOf(deployment, seen);
  if (own) return judgeOwn(deployment, ports, seen, own);
  const caller = seen.session && agentOf(deployment, seen.session);
  if (isDone(seen) && stopsWatching(calledBy(seen), deployment.ownPrefix))
    return open(deployment, ports, seen, caller, {
      kind: 'trail-stopped',
      sentence: `${seen.call}: CloudTrail or the rules that watch see less than before`,
      ...(await stopped(deployment, seen, caller)),
    });
  if (!caller) return counted('not-agent');
  if (seen.caller.kind === 'sign-in')
    return seen.caller.succeeded
      ? open(deployment, ports, seen, caller, {
          kind: 'unapproved',
          sentence: `A session of ${caller.role} signed in to the console`,
          action: seen.call,
          undo: { kind: 'not-offered', code: 'no-undo', detail: 'A sign-in cannot be undone.' },
        })
      : counted('not-done');
  const denial = denialOf(seen.event);
  if (denial) return judgeDenied(deployment, ports, seen, { caller, denial });
  if (!isDone(seen)) return counted('not-done');
  return judgeDone(deployment, ports, seen, caller);
}

const counted = (why: 'not-agent' | 'other-account' | 'not-a-call' | 'not-done'): Judged => ({
  verdict: { kind: 'counted', why },
});

/** The same call has an event of its own as well. */
const isCall = ({ event }: Seen): boolean =>
  event.eventCategory !== 'Insight' && event.eventCategory !== 'NetworkActivity';

const isDone = ({ event }: Seen): boolean => !event.errorCode;

const calledBy = ({ call, event }: Seen) => ({ call, parameters: event.requestParameters });

/** By the account that got the event: nobody else's is ours to judge. */
const isListed = ({ accounts }: SightDeployment, { event, account }: Seen): boolean =>
  accounts.includes(event.recipientAccountId ?? account);

/**
 * The agent that the directory has for the role; or, for a role that only agents come with, one that it does not have:
 * policies about all agents rule on it, and it has no owner.
 */
function agentOf(
  { directory, agentRolePatterns }: SightDeployment,
  { account, role, session }: TrailSession,
): AgentCaller | undefined {
  const agent = agentByRole(directory, role);
  if (agent) return { agent, account, role, session };
  const isAgents = agentRolePatterns.some((pattern) => matchesRole(pattern, role));
  return isAgents
    ? { agent: { id: '', roles: [role], owners: [], groups: [] }, account, role, session }
    : undefined;
}

const knownAgent = ({ agent }: AgentCaller): DirectoryAgent | undefined =>
  agent.id === '' ? undefined : agent;

/** Whoever did it: what CloudTrail kept of the call. That it cannot be read MUST NOT keep anybody from hearing of it. */
async function stopped(
  { openCatalog }: SightDeployment,
  seen: Seen,
  caller: AgentCaller | undefined,
): Promise<WhatWasDone> {
  const { account, region, call: action } = seen;
  try {
    const call = await readSeenCall(openCatalog, seen.event);
    const agent = caller && knownAgent(caller);
    return call ? whatWasDone(call, seen, { account, region, agent }) : { action };
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return { action };
    throw error;
  }
}

async function open(
  deployment: SightDeployment,
  ports: SightPorts,
  seen: Seen,
  caller: AgentCaller | undefined,
  said: Pick<NewIncident, 'kind' | 'sentence'> & WhatWasDone,
): Promise<Judged> {
  const found = incidentOf(deployment, seen, { ...said, agent: caller && knownAgent(caller) });
  const { id: incidentId } = await openIncident(ports, found, ports.witness);
  return { verdict: { kind: 'unmatched', incidentId } };
}
