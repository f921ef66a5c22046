import type { Policy } from '../../core/policy/bundle.ts';
import type { Catalog } from '../entry.ts';
import { unexcused } from '../escalation-paths/excuses.ts';
import { openPaths } from '../escalation-paths/open-paths.ts';
import type { PublishedPath } from '../escalation-paths/published-path.ts';
import { gatedActions, type PlainRulingOn, plainRulings } from '../generate/gated-actions.ts';
import { denialsOf } from '../generate/policy-document.ts';
import type { IamAction } from '../iam-reference/iam-action.ts';
import { uncuratedGroupsOf } from '../uncurated/uncurated-groups.ts';
import { type AgentLimits, type BoundarySettings, type Published, serviceOf } from './agent-limits.ts';
import { canCall } from './can-call.ts';
import { curatedVerdicts, denied } from './curated-verdicts.ts';
import type { Verdict } from './verdict.ts';

export function limitAgents(
  { catalog, policies }: { catalog: Pick<Catalog, 'entries'>; policies: readonly Policy[] },
  settings: BoundarySettings,
  published: Published,
): AgentLimits {
  const rulingOn = plainRulings(policies);
  const curated = curatedVerdicts(catalog.entries, rulingOn);
  const services = new Set([...curated.keys()].map(serviceOf));
  const verdictOn = settings.agentBoundary === 'closed' ? closed : gated;
  const known = [...published.reference.values()].flatMap((actions) => [...actions.values()]);
  const verdicts = new Map<string, Verdict>([
    ...curated,
    ...known.map((action): [string, Verdict] => [
      action.name,
      verdictOn(action, { settings, rulingOn, services, ofPolicy: curated.get(action.name) }),
    ]),
    ...onNamedRoles(settings),
  ]);
  const limits = {
    settings,
    verdicts,
    conditional: denialsOf(gatedActions(catalog, policies)).filter(
      ({ condition }) => condition !== undefined,
    ),
    reference: published.reference,
  };
  return settings.agentBoundary === 'closed' ? limits : withPathsClosed(limits, published.paths);
}

interface Ground {
  settings: BoundarySettings;
  rulingOn: PlainRulingOn;
  /** Of the catalog. */
  services: ReadonlySet<string>;
  /** Where the catalog knows the action. */
  ofPolicy: Verdict | undefined;
}

function gated(action: IamAction, { rulingOn, services, ofPolicy }: Ground): Verdict {
  if (ofPolicy) return ofPolicy;
  const { gated, policies } = rulingOn(uncurated(action));
  if (!gated) return { kind: 'allowed', policies };
  if (action.accessLevel !== 'Permissions management') return { kind: 'left-to-the-role' };
  const by = services.has(serviceOf(action.name)) ? 'boundary' : 'beside';
  return { kind: 'denied', by, why: { code: 'permissions-management' } };
}

function closed(action: IamAction, { settings: { agentServices }, rulingOn, ofPolicy }: Ground): Verdict {
  if (!agentServices.includes(serviceOf(action.name)))
    return { kind: 'denied', by: 'boundary', why: { code: 'other-service', services: agentServices } };
  if (ofPolicy) return ofPolicy;
  const { gated, policies } = rulingOn(uncurated(action));
  return gated ? denied(action.name, policies) : { kind: 'allowed', policies };
}

const uncurated = (action: IamAction) => ({ action: action.name, groups: uncuratedGroupsOf(action) });

/** Whatever policy says of the calls themselves: with a role that has no boundary, an agent has left its own. */
const onNamedRoles = ({ passableRoles, assumableRoles }: BoundarySettings): [string, Verdict][] => [
  ['iam:PassRole', { kind: 'named-roles', roles: passableRoles }],
  ['sts:AssumeRole', { kind: 'named-roles', roles: assumableRoles }],
];

/**
 * Denies, besides, the fewest actions that close the published paths, one after the other. Nothing that policy plainly
 * allows is among them: a path that it opens knowingly stays open, and an audit tells.
 */
function withPathsClosed(limits: AgentLimits, paths: readonly PublishedPath[]): AgentLimits {
  const verdicts = new Map(limits.verdicts);
  const levelOf = (name: string) => limits.reference.get(serviceOf(name))?.get(name)?.accessLevel ?? 'Write';
  for (;;) {
    const open = unexcused(openPaths(paths, canCall({ ...limits, verdicts }), levelOf));
    const [closer] = open
      .flatMap(({ closers }) => closers.find(({ deny }) => deny.every(isDeniable)) ?? [])
      .sort((one, other) => other.closes - one.closes);
    if (!closer) return { ...limits, verdicts };
    const closes = open
      .filter(({ closers }) => closers.some(({ deny }) => deny.every((name) => closer.deny.includes(name))))
      .map(({ path }) => path.key);
    for (const name of closer.deny)
      verdicts.set(name, { kind: 'denied', by: 'boundary', why: { code: 'closes-paths', paths: closes } });
  }

  function isDeniable(name: string): boolean {
    const kind = verdicts.get(name)?.kind;
    return kind === 'left-to-the-role' || kind === 'denied';
  }
}
