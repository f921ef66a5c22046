import type { AgentLimits } from '../boundary/agent-limits.ts';
import { allBut, always, deniedWhole, exceptions, openPatterns } from '../boundary/limit-denials.ts';
import { patternsByService } from '../boundary/patterns-by-service.ts';
import type { Fitted } from './permissions-boundary.ts';
import {
  type Denied,
  denyStatements,
  type PolicyDocument,
  type Statement,
  sizeOf,
} from './policy-document.ts';
import { besidePatterns } from './second-policy.ts';
import { underAnyPath } from './under-any-path.ts';

/** What an organization takes. */
export interface ScpLimits {
  /** On an account or unit. AWS's own FullAWSAccess is one of them. */
  perNode: number;
  characters: number;
}

/** What is denied, to whom, and in how many documents. */
export interface ScpContents {
  limits: AgentLimits;
  /** Of the agents' roles: nobody else is bound. */
  agentRolePatterns: readonly string[];
  beside?: readonly Denied[];
  /** What binds everybody. */
  forEverybody?: readonly Statement[];
}

/** The same denials for an organization, in as few documents as they fit into. */
export function serviceControlPolicies(
  { limits, agentRolePatterns, beside = [], forEverybody = [] }: ScpContents,
  { perNode, characters }: ScpLimits,
): Fitted<PolicyDocument[]> {
  if (agentRolePatterns.length === 0) {
    return {
      ok: false,
      problem: 'agentRolePatterns is empty: a service control policy would bind everybody.',
    };
  }
  const agents = { ArnLike: { 'aws:PrincipalArn': agentRolePatterns.flatMap(underAnyPath) } };
  const toAgents = (denied: readonly Denied[]): PolicyDocument => documentOf(denyStatements(denied, agents));
  const fits = (document: PolicyDocument): boolean => sizeOf(document) <= characters;

  const closed = limits.settings.agentBoundary === 'closed';
  const whole = closed
    ? byServices(limits, (denied) => fits(toAgents([denied])))
    : [{ actions: [...patternsByService(deniedWhole(limits), limits.reference).values()].flat() }];
  const denied = [...whole, { actions: besidePatterns(limits) }, ...always(limits), ...beside];

  const chunks: Denied[][] = [];
  for (const one of denied.flatMap(anActionAtATime)) {
    const grown = withDenied(chunks.at(-1) ?? [], one);
    if (chunks.length > 0 && fits(toAgents(grown))) chunks[chunks.length - 1] = grown;
    else chunks.push([one]);
  }
  const documents = chunks.map(toAgents);
  for (const statement of forEverybody) {
    const last = documents.at(-1);
    const grown = last && documentOf([...last.Statement, statement]);
    if (grown && fits(grown)) documents[documents.length - 1] = grown;
    else documents.push(documentOf([statement]));
  }
  // One place is FullAWSAccess's.
  if (documents.length < perNode && documents.every(fits)) return { ok: true, value: documents };
  return {
    ok: false,
    problem:
      `The service control policies do not fit into ${perNode - 1} documents of ${characters} characters. Name the ` +
      "agents' roles by fewer or shorter patterns, or " +
      (closed ? 'take services out of agentServices.' : 'permit some of the actions plainly by a policy.'),
  };
}

const documentOf = (statements: readonly Statement[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: statements,
});

/**
 * Several documents that deny all but a list leave open only what stands in each list. So each names what is open of its
 * own services, and the services of the others whole.
 */
function byServices(limits: AgentLimits, fits: (denied: Denied) => boolean): Denied[] {
  const open = openPatterns(limits);
  const services = [...open.patterns];
  const documentFor = (own: ReadonlySet<string>): Denied =>
    allBut(
      services.flatMap(([service, patterns]) => (own.has(service) ? patterns : [`${service}:*`])),
      limits.settings,
    );
  const groups: Set<string>[] = [new Set()];
  for (const [service] of services) {
    const grown = new Set([...(groups.at(-1) ?? []), service]);
    if (fits(documentFor(grown))) groups[groups.length - 1] = grown;
    else groups.push(new Set([service]));
  }
  return [...groups.map(documentFor), ...exceptions(open)];
}

const anActionAtATime = (denied: Denied): Denied[] =>
  'actions' in denied ? denied.actions.map((action) => ({ ...denied, actions: [action] })) : [denied];

/** Into the statement that says the rest of it, where there is one. */
function withDenied(denied: readonly Denied[], one: Denied): Denied[] {
  if (!('actions' in one)) return [...denied, one];
  const key = whereOf(one);
  if (!denied.some((other) => whereOf(other) === key)) return [...denied, one];
  return denied.map((other) =>
    'actions' in other && whereOf(other) === key
      ? { ...other, actions: [...other.actions, ...one.actions] }
      : other,
  );
}

/** Where and when it is denied: all but the actions. */
const whereOf = (denied: Denied): string => {
  const { condition, ...one } = denied;
  const resources = 'notResources' in one ? { not: one.notResources } : one.resources;
  return JSON.stringify(['actions' in one ? 'actions' : one.notActions, condition, resources]);
};
