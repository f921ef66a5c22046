import { factsWithoutParameters } from '../../../catalog/derive-facts.ts';
import type { TrailDenial } from '../../../catalog/trail/denial-of.ts';
import type { TrailCall } from '../../../catalog/trail/read-call.ts';
import { isProven, keepsDenied } from '../../../catalog/trail/services-seen.ts';
import { type HourOf, hourOf, type NewLine } from '../../../core/detection/denied-hour.ts';
import { lateSeconds, type Verdict } from '../../../core/detection/sighting.ts';
import type { AgentCaller } from '../../../core/directory/identity.ts';
import { partitionOf } from '../../../core/lib/arn.ts';
import { sha256 } from '../../../core/lib/digest.ts';
import { canonicalJson } from '../../../core/lib/json.ts';
import { channelOfCall } from '../../../core/policy/channels.ts';
import type { Ruling } from '../../../core/policy/ruling.ts';
import { type OnDenied, whenSeen } from '../../../core/policy/when-seen.ts';
import { readSeenCall } from './read-seen-call.ts';
import { type Askable, askable, joinDenied, type SeenDenial, submitDenied } from './request-denied.ts';
import type { Seen } from './seen.ts';
import type { Judged, SightDeployment, SightPorts } from './sight-deployment.ts';
import { tellDenied } from './tell-denied.ts';

/** AWS said no to an agent: its people are told, or asked, as policy says. */
export async function judgeDenied(
  deployment: SightDeployment,
  ports: SightPorts,
  seen: Seen,
  { caller, denial }: { caller: AgentCaller; denial: TrailDenial },
): Promise<Judged> {
  const { agent } = caller;
  // One that the directory does not have has no people.
  if (agent.id === '') return { verdict: { kind: 'denied', became: 'counted', why: 'unknown-agent' } };
  const draft = await draftOf(deployment, ports, seen, caller);
  const decided = decide(deployment, draft);
  if (decided === 'ignore') return { verdict: { kind: 'denied', agent: agent.id, became: 'ignored' } };
  if (seen.age > lateSeconds)
    return { verdict: { kind: 'denied', agent: agent.id, became: 'counted', why: 'too-old' } };

  const channel = channelOfCall(deployment.channels, draft.ruling, draft.environment);
  const of = { hour: hourOf(seen.seenAt), ...(channel !== undefined && { channel }) };
  const requestId = await requestOf(ports, { seen, of }, draft, decided);
  await tellDenied(ports, agent, of, lineOf(deployment, seen, { caller, denial, draft, requestId }));
  return {
    verdict: { kind: 'denied', agent: agent.id, ...became(draft, requestId) },
    ...(draft.asked.kind === 'askable' && {
      denied: {
        ...draft.asked.call,
        digest: draft.asked.submission.digest,
        ...(channel !== undefined && { channel }),
      },
    }),
  };
}

function became(
  draft: Draft,
  requestId: string | undefined,
): Omit<Extract<Verdict, { kind: 'denied' }>, 'kind'> {
  if (requestId !== undefined) return { became: 'asked', requestId };
  return { became: 'told', ...(draft.asked.kind !== 'askable' && { why: draft.asked.code }) };
}

/** What can be said of the call, and whether it can be a request. */
type NotTold = 'unknown-call' | 'not-kept' | 'not-told';

interface Draft {
  action: string;
  asked:
    | (Extract<Askable, { kind: 'askable' }> & { call: SeenDenial['call'] })
    | Extract<Askable, { kind: 'not-askable' }>
    | { kind: 'not-told'; code: NotTold; detail: string };
  /** Where its parameters are not told, what policy says of it without them. */
  ruling: Ruling | undefined;
  environment: string;
}

async function draftOf(
  deployment: SightDeployment,
  ports: SightPorts,
  seen: Seen,
  caller: AgentCaller,
): Promise<Draft> {
  const call = await readSeenCall(deployment.openCatalog, seen.event);
  if (!call)
    return {
      action: seen.call,
      ruling: undefined,
      environment: deployment.environmentOf(caller.account),
      asked: { kind: 'not-told', code: 'unknown-call', detail: 'Countersign knows no such action.' },
    };
  const { entry } = call;
  const whyNot = whyNotWhole(seen, call);
  if (whyNot || !call.read.ok) {
    const context = { ...deployment, caller, region: seen.region };
    const facts = factsWithoutParameters(entry, seen.event.resources?.[0]?.ARN ?? '', context, {});
    const { code = 'not-told', detail = '' } = whyNot ?? {};
    return {
      action: entry.action,
      ruling: ports.ruleOn(facts),
      environment: facts.environment,
      asked: { kind: 'not-told', code, detail },
    };
  }
  const { account, role, session, agent } = caller;
  const { parameters } = call.read;
  const resource = entry.arn(parameters, { partition: partitionOf(role), account, region: seen.region });
  const denied = { agent: agent.id, role, session, account, action: entry.action, resource, parameters };
  const answer = await askable(deployment, ports, { sightingId: seen.id, at: seen.at, call: denied });
  const asked = answer.kind === 'askable' ? { ...answer, call: denied } : answer;
  const environment = answer.submission?.facts.environment ?? deployment.environmentOf(account);
  return { action: entry.action, ruling: answer.ruling, environment, asked };
}

/** Only what the event surely kept whole can be asked for: part of a call is another call. */
function whyNotWhole({ event }: Seen, { read }: TrailCall): { code: NotTold; detail: string } | undefined {
  if (!isProven(event.eventSource) || keepsDenied(event.eventSource) !== true)
    return {
      code: 'not-kept',
      detail: 'CloudTrail does not surely keep what a denied call of this service was made with.',
    };
  if (!read.ok || read.untold.length > 0)
    return { code: 'not-told', detail: 'CloudTrail does not tell all that it was made with.' };
  return undefined;
}

/** A request without anybody's press is for what is described, asks people, and has no high risk, whatever a policy says. */
function decide({ policies }: SightDeployment, { asked, ruling }: Draft): OnDenied {
  const { onDenied } = whenSeen(policies, ruling ?? { policies: [] });
  if (onDenied !== 'ask') return onDenied;
  const mayAsk =
    asked.kind === 'askable' &&
    asked.ruling.decision === 'review' &&
    (asked.ruling.risk === 'low' || asked.ruling.risk === 'medium') &&
    asked.submission.facts.uncurated === undefined;
  return mayAsk ? 'ask' : 'tell';
}

/** The request that stands for this call: made of it earlier in this hour, which its session joins then, or now. */
async function requestOf(
  ports: SightPorts,
  { seen: { id, at, seenAt }, of }: { seen: Seen; of: HourOf },
  { asked }: Draft,
  decided: OnDenied,
): Promise<string | undefined> {
  if (asked.kind !== 'askable') return undefined;
  const { call, submission } = asked;
  const hour = await ports.denied.get(call.agent, of);
  const known = hour?.lines.find(({ key }) => key === submission.digest)?.requestId;
  if (known !== undefined) {
    await joinDenied(ports, known, call.session, seenAt);
    return known;
  }
  if (decided !== 'ask') return undefined;
  const made = await submitDenied(ports, { sightingId: id, at, call }, submission);
  return made.kind === 'asked' ? made.request.id : undefined;
}

interface Told {
  caller: AgentCaller;
  denial: TrailDenial;
  draft: Draft;
  requestId: string | undefined;
}

function lineOf(
  { environmentOf }: SightDeployment,
  { id, event, call, region }: Seen,
  { caller, denial, draft: { action, asked }, requestId }: Told,
): NewLine {
  const submission = asked.kind === 'not-told' ? undefined : asked.submission;
  const account = submission?.facts.account ?? caller.account;
  const resource = submission?.facts.resource ?? event.resources?.[0]?.ARN ?? '';
  return {
    key: submission?.digest ?? sha256(canonicalJson([call, resource, account, region])),
    sightingId: id,
    action,
    resource,
    sentence: submission?.sentence ?? `Call ${call}`,
    session: caller.session,
    account,
    region: submission?.facts.region ?? region,
    environment: environmentOf(account),
    by: whoDenied(denial, event.errorCode ?? ''),
    ...(asked.kind !== 'askable' && { whyNot: asked.detail }),
    ...(requestId !== undefined && { requestId }),
  };
}

const words: Readonly<Record<NonNullable<TrailDenial['by']>['kind'], string>> = {
  boundary: 'the permissions boundary of its role',
  scp: 'a service control policy',
  rcp: 'a resource control policy',
  identity: 'the policies of its role',
  session: 'the policy of its session',
  resource: 'a policy of the resource',
  endpoint: 'a policy of the VPC endpoint',
};

const whoDenied = ({ by }: TrailDenial, code: string): string =>
  by ? `${words[by.kind]}${by.policyArn === undefined ? '' : ` (${by.policyArn})`}` : code;
