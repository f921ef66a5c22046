import { z } from 'zod';
import { deriveFacts } from '../../../catalog/derive-facts.ts';
import type { Catalog, CatalogEntry, Location } from '../../../catalog/entry.ts';
import { nearestAction } from '../../../catalog/nearest-action.ts';
import { createCaseCheck } from '../../../catalog/values/iam-case.ts';
import type { DirectoryAgent } from '../../../core/directory/directory.ts';
import { didYouMean } from '../../../core/lib/did-you-mean.ts';
import { readShape } from '../../../core/lib/read-shape.ts';
import { environmentOf, type PolicyBundle } from '../../../core/policy/bundle.ts';
import { type Facts, statedSchema } from '../../../core/policy/ruling.ts';
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

  const location = { account: account.account, region: written.region ?? examples.region };
  const read = readShape(entry.parameters, written.parameters ?? exampleFor(entry, location));
  if (!read.ok) {
    const faults = read.faults.map(({ path, message }) => `${['parameters', ...path].join('.')}: ${message}`);
    return no(faults.join('; '));
  }
  const { resource, reason = 'Not given.', ticket, model, conversation } = written;
  const derived = deriveFacts(
    entry,
    read.value,
    {
      caller: {
        agent,
        account: location.account,
        role: roleOf(agent, location.account),
        session: 'policy',
      },
      region: location.region,
      environmentOf: (of) => environmentOf(bundle, of),
      whyNotCase: createCaseCheck(bundle.mentioned),
    },
    {
      resource,
      stated: {
        reason,
        ...(ticket && { ticket }),
        ...(model && { model }),
        ...(conversation && { conversation }),
      },
    },
  );
  if (!derived.ok) {
    const field = 'pointer' in derived && derived.pointer ? `parameters${derived.pointer}` : 'resource';
    return no(`${field}: ${derived.detail}`);
  }
  const { facts } = derived;
  if (facts.environment !== (written.environment ?? facts.environment))
    return no(
      `environment: the settings call ${facts.account} ${facts.environment}, not ${written.environment}`,
    );
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

/** A role that the agent's first pattern stands for. */
const roleOf = ({ roles: [pattern = ''] }: DirectoryAgent, account: string): string =>
  pattern
    .replace(/^arn:\*:/, 'arn:aws:')
    .replace('::*:', `::${account}:`)
    .replaceAll('*', 'any');

/** The catalog's example, moved to where the request stands. */
const exampleFor = (
  { example }: CatalogEntry,
  { account, region }: Pick<Location, 'account' | 'region'>,
): unknown =>
  JSON.parse(
    JSON.stringify(example.parameters)
      .replaceAll(examples.account, account)
      .replaceAll(`:${examples.region}:`, `:${region}:`),
  );

const nearest = (action: string, catalog: Catalog): string => {
  const found = nearestAction(catalog, action);
  return found === undefined ? '' : `; did you mean ${JSON.stringify(found)}?`;
};

const no = (problem: string) => ({ ok: false as const, problem });
