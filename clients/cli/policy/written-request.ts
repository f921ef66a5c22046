import { z } from 'zod';
import type { Catalog, CatalogEntry } from '../../../catalog/entry.ts';
import { type Caller, checkResource } from '../../../catalog/location.ts';
import { nearestAction } from '../../../catalog/nearest-action.ts';
import { whyNotAccount } from '../../../core/directory/acting-account.ts';
import type { DirectoryAgent } from '../../../core/directory/directory.ts';
import { partitionOf } from '../../../core/lib/arn.ts';
import { sayMissing } from '../../../core/lib/say-missing.ts';
import { environmentOf, type PolicyBundle } from '../../../core/policy/bundle.ts';
import { claimedSchema, type Facts } from '../../../core/policy/ruling.ts';
import { didYouMean } from '../../../policy-compiler/suggestion.ts';
import type { Policies } from './policies.ts';

/** A request as people write it down: what an agent would send, and where it stands. All but the first two has a default. */
export const wishSchema = z.strictObject({
  agent: z.string(),
  action: z.string(),
  resource: z.string().optional(),
  parameters: z.record(z.string(), z.json()).optional(),
  account: z
    .string()
    .regex(/^\d{12}$/, 'an account is 12 digits, in quotes')
    .optional(),
  region: z.string().optional(),
  environment: z.string().optional(),
  ...claimedSchema.partial().shape,
});
export type Wish = z.infer<typeof wishSchema>;

export type FactsAnswer = { ok: true; facts: Facts; agent: DirectoryAgent } | { ok: false; problem: string };

/** The facts that the API would derive if this agent asked for this. */
export function factsOf(wish: Wish, { bundle, catalog }: Pick<Policies, 'bundle' | 'catalog'>): FactsAnswer {
  const { directory } = bundle;
  const agent = directory.agents.find(({ id }) => id === wish.agent);
  if (!agent) {
    const known = directory.agents.map(({ id }) => id);
    return no(`agent: the directory has no ${wish.agent}${didYouMean(wish.agent, known)}`);
  }
  const entry = catalog.find(wish.action);
  if (!entry) return no(`action: the catalog has no ${wish.action}${nearest(wish.action, catalog)}`);
  const account = accountOf(wish, bundle);
  if (!account.ok) return account;

  const caller = callerOf(agent, account.account, wish.region);
  const given = wish.parameters ?? exampleFor(entry, caller);
  const read = entry.parameters.safeParse(given, { error: sayMissing });
  if (!read.success) {
    const issues = read.error.issues.map(
      ({ path, message }) => `${['parameters', ...path].join('.')}: ${message}`,
    );
    return no(issues.join('; '));
  }
  const resource = wish.resource ?? entry.arn(read.data, caller);
  const check = checkResource(entry, read.data, resource, caller);
  if (!check.ok) {
    const why = check.expected ? `the parameters name ${check.expected}` : `${resource} is no ARN`;
    return no(`resource: ${why}`);
  }
  const { place } = check;
  const acting = { account: caller.account, role: caller.role, session: 'policy', agent };
  const whyNot = whyNotAccount(acting, resource, entry.accountOf(read.data));
  if (whyNot) return no(`resource: ${whyNot}`);
  const environment = environmentOf(bundle, place.account);
  if (environment !== (wish.environment ?? environment))
    return no(`environment: the settings call ${place.account} ${environment}, not ${wish.environment}`);

  const { reason = 'Not given.', ticket, model, conversation } = wish;
  const facts: Facts = {
    agent: { id: agent.id, role: caller.role, groups: agent.groups },
    action: wish.action,
    resource,
    account: place.account,
    region: place.region,
    environment,
    parameters: read.data,
    claimed: {
      reason,
      ...(ticket && { ticket }),
      ...(model && { model }),
      ...(conversation && { conversation }),
    },
  };
  return { ok: true, facts, agent };
}

/** Where the catalog's examples stand. */
const examples = { account: '111122223333', region: 'eu-central-1' };
/** In no settings: what stands for every account that nobody has listed. */
const unlisted = '999999999999';

type AccountAnswer = { ok: true; account: string } | { ok: false; problem: string };

/** The one that is named, or one that the settings call so. */
function accountOf(
  { account, environment }: Wish,
  { environments }: Pick<PolicyBundle, 'environments'>,
): AccountAnswer {
  if (account !== undefined || environment === undefined)
    return { ok: true, account: account ?? examples.account };
  if (environment === 'unknown') return { ok: true, account: unlisted };
  const [found] = Object.entries(environments).find(([, name]) => name === environment) ?? [];
  if (found !== undefined) return { ok: true, account: found };
  const known = [...Object.values(environments), 'unknown'];
  return no(`environment: the settings call no account ${environment}${didYouMean(environment, known)}`);
}

function callerOf({ roles: [pattern = ''] }: DirectoryAgent, account: string, region = examples.region) {
  const role = pattern
    .replace(/^arn:\*:/, 'arn:aws:')
    .replace('::*:', `::${account}:`)
    .replaceAll('*', 'any');
  return { role, partition: partitionOf(role), account, region };
}

/** The catalog's example, moved to where the request stands. */
const exampleFor = ({ example }: CatalogEntry, { account, region }: Caller): unknown =>
  JSON.parse(
    JSON.stringify(example.parameters)
      .replaceAll(examples.account, account)
      .replaceAll(`:${examples.region}:`, `:${region}:`),
  );

const nearest = (action: string, catalog: Catalog): string => {
  const found = nearestAction(catalog, action);
  return found
    ? `; did you mean ${JSON.stringify(found)}?`
    : didYouMean(
        action,
        catalog.entries.map((entry) => entry.action),
      );
};

const no = (problem: string) => ({ ok: false as const, problem });
