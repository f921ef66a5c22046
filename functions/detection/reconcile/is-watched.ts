import type { TrailEvent } from '../../../catalog/trail/trail-event.ts';
import { stopsWatching } from '../../../core/detection/stops-watching.ts';
import { agentByRole, matchesRole } from '../../../core/directory/directory.ts';
import { ownSessionOf } from '../../shared/detection/own-session-of.ts';
import { readSeenCall } from '../../shared/detection/read-seen-call.ts';
import { type Seen, seenOf } from '../../shared/detection/seen.ts';
import type { SightDeployment } from '../../shared/detection/sight-deployment.ts';

type Watched = Pick<
  SightDeployment,
  'accounts' | 'ownRoleNames' | 'ownPrefix' | 'directory' | 'agentRolePatterns' | 'openCatalog'
>;

/**
 * Whether the rules of EventBridge bring such an event: of an agent or of a role of ours, or one by which less would be watched. A
 * trail has everybody's calls, and all that agents read: of reads those that somebody has described.
 */
export async function isWatched(deployment: Watched, event: TrailEvent): Promise<boolean> {
  const seen = seenOf(event, 'trail', event.eventTime);
  if (!deployment.accounts.includes(event.recipientAccountId ?? seen.account)) return false;
  const { call, event: called } = seen;
  if (stopsWatching({ call, parameters: called.requestParameters }, deployment.ownPrefix)) return true;
  if (!isOurs(deployment, seen) && !isAgents(deployment, seen)) return false;
  return event.readOnly !== true || (await isDescribed(deployment, seen));
}

const isOurs = (deployment: Watched, seen: Seen): boolean => ownSessionOf(deployment, seen) !== undefined;

const isAgents = ({ directory, agentRolePatterns }: Watched, { session }: Seen): boolean =>
  session !== undefined &&
  (agentByRole(directory, session.role) !== undefined ||
    agentRolePatterns.some((pattern) => matchesRole(pattern, session.role)));

const isDescribed = async ({ openCatalog }: Watched, { event }: Seen): Promise<boolean> =>
  (await readSeenCall(openCatalog, event))?.entry.curated ?? false;
