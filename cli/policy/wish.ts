import { z } from 'zod';
import type { CatalogEntry } from '../../functions/catalog/entry.ts';
import { checkResource, placeOf } from '../../functions/catalog/place.ts';
import type { DirectoryAgent } from '../../functions/core/directory.ts';
import type { JsonObject } from '../../functions/core/json.ts';
import { environmentOf } from '../../functions/core/policy/bundle.ts';
import { didYouMean } from '../../functions/core/policy/suggestion.ts';
import { claimedSchema, type Facts } from '../../functions/core/ruling.ts';
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
  if (!agent)
    return no(
      `agent: the directory has no ${wish.agent}${didYouMean(
        wish.agent,
        directory.agents.map(({ id }) => id),
      )}`,
    );
  const entry = catalog.find(wish.action);
  if (!entry)
    return no(
      `action: the catalog has no ${wish.action}${didYouMean(
        wish.action,
        catalog.entries.map(({ action }) => action),
      )}`,
    );

  const read = entry.parameters.safeParse(wish.parameters ?? entry.example.parameters);
  if (!read.success) return no(`parameters: ${z.prettifyError(read.error).replaceAll(/\s*\n\s*/g, ' ')}`);
  const located = locate(entry, read.data, wish, bundle.environments);
  if (!located.ok) return located;

  const { reason = 'Not given.', ticket, model, conversation } = wish;
  const { account, region, resource } = located;
  const facts: Facts = {
    agent: { id: agent.id, role: roleIn(agent, account), groups: agent.groups },
    action: wish.action,
    resource,
    account,
    region,
    environment: wish.environment ?? environmentOf(bundle, account),
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

type Located =
  | { ok: true; account: string; region: string; resource: string }
  | { ok: false; problem: string };

function locate(
  entry: CatalogEntry,
  parameters: JsonObject,
  wish: Wish,
  environments: Readonly<Record<string, string>>,
): Located {
  const example = placeOf(entry.example.resource, { account: '111122223333', region: 'eu-central-1' });
  const [inEnvironment] =
    Object.entries(environments).find(([, environment]) => environment === wish.environment) ?? [];
  const account =
    wish.account ?? (wish.environment === undefined ? example.account : inEnvironment) ?? '999999999999';
  const caller = { account, region: wish.region ?? example.region };
  const resource = wish.resource ?? entry.arn(parameters, { partition: 'aws', ...caller });
  const check = checkResource(entry, parameters, resource, caller);
  if (!check.ok)
    return no(
      check.expected ? `resource: the parameters name ${check.expected}` : `resource: ${resource} is no ARN`,
    );
  return { ok: true, resource, account: check.place.account, region: check.place.region };
}

const roleIn = ({ roles: [pattern = ''] }: DirectoryAgent, account: string): string =>
  pattern.replace('::*:', `::${account}:`).replaceAll('*', 'any');

const no = (problem: string) => ({ ok: false as const, problem });
