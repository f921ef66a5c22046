import type { Policy } from '../../core/policy/bundle.ts';
import type { RunMode } from '../../core/policy/ruling.ts';
import { serviceOf } from '../boundary/agent-limits.ts';
import type { Catalog, CatalogEntry } from '../entry.ts';
import type { IamAction } from '../iam-reference/iam-action.ts';
import type { IamReference } from '../iam-reference/iam-reference.ts';
import { findOperation, loadShapes } from '../shapes/load-shapes.ts';
import { uncuratedGroupsOf } from '../uncurated/uncurated-groups.ts';
import { type JudgedPolicy, judgePolicy } from './judge-policy.ts';

/** How a policy wants it run, where it has an opinion. */
type PolicyWithRun = Policy & { run?: RunMode };

/**
 * The IAM actions of all that policies can let Countersign run, for somebody and with some parameters: some policy permits
 * it and leaves the running to Countersign, and none forbids it to everyone. Where a role is handed over, that as well.
 */
export function runnableActions(
  { catalog, policies }: { catalog: Pick<Catalog, 'entries'>; policies: readonly PolicyWithRun[] },
  reference: IamReference,
): ReadonlySet<string> {
  const canRun = byPolicies(policies);
  const described = new Set(catalog.entries.map(({ action }) => action));
  const curated = catalog.entries
    .filter(canRun)
    .flatMap(({ iamActions, passes }) => [...iamActions, ...(passes.length > 0 ? ['iam:PassRole'] : [])]);
  const others = [...reference.values()]
    .flatMap((actions) => [...actions.values()])
    .filter((action) => !described.has(action.name) && isOperation(action))
    .filter((action) => canRun({ action: action.name, groups: uncuratedGroupsOf(action) }))
    .map(({ name }) => name);
  return new Set([...curated, ...others]);
}

function byPolicies(policies: readonly PolicyWithRun[]) {
  const judged = policies.map((policy) => ({ policy, ...judgePolicy(policy) }));
  const forbidding = judged.filter(({ forbidsAll }) => forbidsAll);
  const sending = judged.filter(({ policy }) => policy.effect === 'permit' && sendsToCountersign(policy));
  return (action: Pick<CatalogEntry, 'action' | 'groups'>): boolean => {
    const about = ({ covers }: JudgedPolicy) => covers(action);
    return sending.some(about) && !forbidding.some(about);
  };
}

/** Where no policy has an opinion, Countersign runs what AWS has. */
const sendsToCountersign = ({ run }: PolicyWithRun): boolean => run === undefined || run === 'countersign';

/** Of the others nothing can be asked for. */
function isOperation({ name }: IamAction): boolean {
  const shapes = loadShapes(serviceOf(name));
  return shapes !== undefined && findOperation(shapes, name) !== undefined;
}
