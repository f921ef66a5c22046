import type { NewIncident } from '../../../core/detection/new-incident.ts';
import { lateSeconds } from '../../../core/detection/sighting.ts';
import { type DirectoryAgent, matchesRole } from '../../../core/directory/directory.ts';
import type { Policy } from '../../../core/policy/bundle.ts';
import { channelOfCall, settledChannel } from '../../../core/policy/channels.ts';
import type { Ruling } from '../../../core/policy/ruling.ts';
import { whenSeen } from '../../../core/policy/when-seen.ts';
import type { Seen } from './seen.ts';
import type { SightDeployment } from './sight-deployment.ts';

/** What an incident says beyond what its event says. */
export type Found = Pick<NewIncident, 'kind' | 'action' | 'sentence'> &
  Partial<Pick<NewIncident, 'resource' | 'parameters' | 'result' | 'requestId' | 'differences' | 'undo'>> & {
    /** Where it happened, if that is not where its caller is at home. */
    account?: string;
    region?: string;
    agent?: DirectoryAgent | undefined;
    /** What policy says of it, had it been asked for. */
    ruling?: Ruling;
  };

/** What is needed of an event. */
type SeenOf = Pick<
  Seen,
  'id' | 'eventId' | 'at' | 'seenAt' | 'age' | 'who' | 'session' | 'account' | 'region'
>;

export function incidentOf(
  {
    environmentOf,
    policies,
    agentRolePatterns,
    channels,
  }: Pick<SightDeployment, 'environmentOf' | 'policies' | 'agentRolePatterns' | 'channels'>,
  seen: SeenOf,
  { agent, ruling, account = seen.account, region = seen.region, ...found }: Found,
): NewIncident {
  const { session } = seen;
  const contain = ruling && seen.age <= lateSeconds ? whenSeen(policies, ruling).contain : undefined;
  const environment = environmentOf(account);
  const risk = ruling?.risk ?? 'critical';
  const channel = ruling
    ? channelOfCall(channels, ruling, environment)
    : settledChannel(channels, { risk, environment });
  return {
    ...found,
    sightingId: seen.id,
    eventIds: [seen.eventId],
    at: seen.at,
    seenAt: seen.seenAt,
    who: {
      arn: seen.who,
      ...(session && { role: session.role, session: session.session }),
      ...(session?.sourceIdentity && { sourceIdentity: session.sourceIdentity }),
      ...(session?.accessKeyId && { accessKeyId: session.accessKeyId }),
      ...(session && isOfAgents(session.role, agentRolePatterns) && { agentRole: true }),
    },
    ...(agent && { agent: { id: agent.id, owners: agent.owners } }),
    account,
    region,
    environment,
    risk,
    policies: ruling?.policies ?? [],
    ...(contain && { contain }),
    ...(channel !== undefined && { channel }),
    ...whoIsTold(policies, ruling),
  };
}

const isOfAgents = (role: string, patterns: readonly string[]): boolean =>
  patterns.some((pattern) => matchesRole(pattern, role));

/** Whom policy would have asked. Where it would have asked nobody, all whom any policy asks. */
function whoIsTold(
  policies: readonly Policy[],
  ruling: Ruling | undefined,
): Pick<NewIncident, 'notify' | 'later'> {
  if (ruling?.decision === 'review') {
    const { approvals, notifications } = ruling.terms;
    return {
      notify: approvals.map(({ group }) => group),
      ...(notifications.length > 0 && { later: notifications }),
    };
  }
  const asked = policies.flatMap(({ terms }) => terms?.approvals.map(({ group }) => group) ?? []);
  return { notify: [...new Set(asked)].sort() };
}
