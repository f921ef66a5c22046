import { z } from 'zod';
import type { Catalog, CatalogEntry } from '../../../catalog/entry.ts';
import { type Caller, checkResource } from '../../../catalog/location.ts';
import { nearestAction } from '../../../catalog/nearest-action.ts';
import { accountRefusal } from '../../../core/directory/acting-account.ts';
import type { DirectoryAgent } from '../../../core/directory/directory.ts';
import { partitionOf } from '../../../core/lib/arn.ts';
import { formatMissing } from '../../../core/lib/format-missing.ts';
import { environmentOf, type PolicyBundle } from '../../../core/policy/bundle.ts';
import { type Facts, statedSchema } from '../../../core/policy/ruling.ts';
import { didYouMean } from '../../../policy-compiler/suggestion.ts';
import type { Policies } from './policies.ts';

/** A request as people write it down: what an agent would send, and where it stands. All but the first two has a default. */
export const writtenRequestSchema = z.strictObject({
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
  ...statedSchema.partial().shape,
});
export type WrittenRequest = z.infer<typeof writtenRequestSchema>;

export type FactsAnswer = { ok: true; facts: Facts; agent: DirectoryAgent } | { ok: false; problem: string };

/** The facts that the API would derive if this agent asked for this. */
export function factsOf(
  written: WrittenRequest,
  { bundle, catalog }: Pick<Policies, 'bundle' | 'catalog'>,
): FactsAnswer {
  const { directory } = bundle;
  const agent = directory.agents.find(({ id }) => id === written.agent);
  if (!agent) {
    const known = directory.agents.map(({ id }) => id);
    return no(`agent: the directory has no ${written.agent}${didYouMean(written.agent, known)}`);
  }
  const entry = catalog.find(written.action);
  if (!entry) return no(`action: the catalog has no ${written.action}${nearest(written.action, catalog)}`);
  const account = accountOf(written, bundle);
  if (!account.ok) return account;

  const caller = callerOf(agent, account.account, written.region);
  const given = written.parameters ?? exampleFor(entry, caller);
  const read = entry.parameters.safeParse(given, { error: formatMissing });
  if (!read.success) {
    const issues = read.error.issues.map(
      ({ path, message }) => `${['parameters', ...path].join('.')}: ${message}`,
    );
    return no(issues.join('; '));
  }
  const resource = written.resource ?? entry.arn(read.data, caller);
  const check = checkResource(entry, read.data, resource, caller);
  if (!check.ok) {
    const why = check.expected ? `the parameters name ${check.expected}` : `${resource} is not an ARN`;
    return no(`resource: ${why}`);
  }
  const { location } = check;
  const acting = { account: caller.account, role: caller.role, session: 'policy', agent };
  const whyNot = accountRefusal(acting, resource, entry.accountOf(read.data));
  if (whyNot) return no(`resource: ${whyNot}`);
  const environment = environmentOf(bundle, location.account);
  if (environment !== (written.environment ?? environment))
    return no(
      `environment: the settings call ${location.account} ${environment}, not ${written.environment}`,
    );

  const { reason = 'Not given.', ticket, model, conversation } = written;
  const facts: Facts = {
    agent: { id: agent.id, role: caller.role, groups: agent.groups },
    action: written.action,
    resource,
    account: location.account,
    region: location.region,
    environment,
    parameters: read.data,
    stated: {
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
  { account, environment }: WrittenRequest,
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
