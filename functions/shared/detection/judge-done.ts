import { deriveFacts, type FactsContext, factsWithoutParameters } from '../../../catalog/derive-facts.ts';
import type { CatalogEntry } from '../../../catalog/entry.ts';
import type { ReadParameters } from '../../../catalog/trail/fit-parameters.ts';
import { uncurated } from '../../../catalog/uncurated/uncurated-groups.ts';
import type { AgentCaller } from '../../../core/directory/identity.ts';
import { partitionOf } from '../../../core/lib/arn.ts';
import { visibleText } from '../../../core/lib/visible-text.ts';
import type { Facts, Ruling } from '../../../core/policy/ruling.ts';
import { coveringRun } from './covering-run.ts';
import { incidentOf } from './incident-of.ts';
import { notUnderstood } from './not-understood.ts';
import { openIncident } from './open-incident.ts';
import { readSeenCall } from './read-seen-call.ts';
import type { Seen } from './seen.ts';
import type { Judged, SightDeployment, SightPorts } from './sight-deployment.ts';
import { isWhole, whatWasDone } from './what-was-done.ts';

/** AWS did what an agent called. Policy would have let it, or asked, or refused; and an approval covers it, or none does. */
export async function judgeDone(
  deployment: SightDeployment,
  ports: SightPorts,
  seen: Seen,
  caller: AgentCaller,
): Promise<Judged> {
  const call = await readSeenCall(deployment.openCatalog, seen.event);
  if (!call)
    return seen.event.readOnly === true
      ? { verdict: { kind: 'counted', why: 'left-to-the-role' } }
      : notUnderstood(seen, 'unknown-call');
  const { entry, read } = call;
  if (deployment.boundary === 'gated' && isLeftToTheRole(entry))
    return { verdict: { kind: 'counted', why: 'left-to-the-role' } };

  const ruled = rule(deployment, ports, seen, { entry, read, caller });
  if (ruled === 'cannot-tell') return notUnderstood(seen, 'parameters-not-told');
  const { facts, ruling, isRefused } = ruled;
  if (ruling.decision === 'allow' && !isRefused)
    return { verdict: { kind: 'plainly-allowed', agent: caller.agent.id } };
  const covered = await coveringRun(ports, seen, { entry, facts });
  if (covered) return { verdict: { kind: 'matched', requestId: covered.id, as: 'run' } };

  // One that the directory does not have owns nobody.
  const agent = caller.agent.id === '' ? undefined : caller.agent;
  const place = { account: facts.account, region: seen.region };
  const found = {
    kind: 'unapproved' as const,
    ...whatWasDone(call, seen, { ...place, agent }),
    ...place,
    resource: facts.resource,
    sentence: through(
      seen,
      read.ok
        ? entry.say(entry.hide(read.parameters), { account: facts.account })
        : `${entry.action}, with what CloudTrail did not keep`,
    ),
    ruling,
    agent,
  };
  const { id: incidentId } = await openIncident(ports, incidentOf(deployment, seen, found), ports.witness);
  return { verdict: { kind: 'unmatched', incidentId } };
}

/** A service did it with the agent's leave, because of another call that the agent made. */
const through = ({ caller }: Seen, sentence: string): string =>
  caller.kind === 'service' ? `Through ${visibleText(caller.invokedBy, 100)}: ${sentence}` : sentence;

/** What nobody has described and changes nothing: the boundary of mode `gated` does not speak of it. */
const isLeftToTheRole = ({ groups, curated }: CatalogEntry): boolean =>
  !curated &&
  (groups.includes('uncurated-list') || groups.includes('uncurated-read')) &&
  groups.includes(uncurated);

interface Call {
  entry: CatalogEntry;
  read: ReadParameters;
  caller: AgentCaller;
}

interface Ruled {
  facts: Facts;
  ruling: Ruling;
  /** The API would have taken no such request: it names another account than the agent's, or a name in another case. */
  isRefused: boolean;
}

/**
 * As the API would rule on it: IAM's events all come from us-east-1, and the API takes such a call for one in its own region.
 * What is not told of the parameters is no reason to let it pass where policy looks at them.
 */
function rule(
  deployment: SightDeployment,
  { ruleOn }: SightPorts,
  { event, region }: Seen,
  { entry, read, caller }: Call,
): Ruled | 'cannot-tell' {
  const account = event.recipientAccountId ?? caller.account;
  const context: FactsContext = { ...deployment, caller, account };
  const place = { partition: partitionOf(caller.role), account, region };
  if (isWhole(entry, read)) {
    const inParameters = entry.accountOf(read.parameters) ?? account;
    const resource = entry.arn(read.parameters, { ...place, account: inParameters });
    const derived = deriveFacts(entry, read.parameters, context, { resource, stated: {} });
    if (derived.ok) return { facts: derived.facts, ruling: ruleOn(derived.facts), isRefused: false };
    const facts = factsWithoutParameters(entry, resource, context, {});
    return { facts, ruling: ruleOn(facts), isRefused: !entry.readOnly };
  }
  const facts = factsWithoutParameters(entry, event.resources?.[0]?.ARN ?? '', context, {});
  const ruling = ruleOn(facts);
  return ruling.decision === 'allow' && deployment.plainRulingOn(entry).gated
    ? 'cannot-tell'
    : { facts, ruling, isRefused: false };
}
