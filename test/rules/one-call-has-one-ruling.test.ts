import { describe, expect, it } from 'vitest';
import { doors } from '../../adapters/doors.ts';
import { awsActions } from '../../catalog/aws/aws-actions.ts';
import { catalogWith } from '../../catalog/catalog.ts';
import { type JsonSchema, parametersSchema } from '../../catalog/cedar-type.ts';
import type { CatalogEntry } from '../../catalog/entry.ts';
import { createCaseCheck } from '../../catalog/values/iam-case.ts';
import { createCallOf } from '../../clients/cli/policy/trail/call-of.ts';
import { factsOf } from '../../clients/cli/policy/written-request.ts';
import { environmentOf } from '../../core/policy/bundle.ts';
import type { Facts } from '../../core/policy/ruling.ts';
import { readSubmission } from '../../functions/shared/submit/read-submission.ts';
import { compilePolicies } from '../../policy-compiler/compile.ts';
import { compileContext } from '../../policy-compiler/compile-context.ts';

const [account, region] = ['111122223333', 'eu-central-1'];
const role = `arn:aws:iam::${account}:role/etl-agent`;
const catalog = catalogWith();
const compiled = compilePolicies(
  [
    {
      path: 'policies/all.cedar',
      // It looks at resource and parameters, so that a backtest has to read both.
      text: '@id("all") permit (principal, action, resource) when { resource.arn like "*" && context.parameters == context.parameters };',
    },
    {
      path: 'policies/directory.yaml',
      text: `people: [{ id: owner.one@example.com, name: Owner One, handles: {}, groups: [] }]
agents: [{ id: etl, roles: ["${role}"], owners: [owner.one@example.com], groups: [] }]`,
    },
  ],
  compileContext(catalog, { environments: { [account]: 'prod' }, doors }),
);
if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
const { bundle } = compiled;
const [agent] = bundle.directory.agents;
if (!agent) throw new Error('The directory has lost its agent.');

const unstated = ({ stated: _, ...facts }: Facts) => facts;

function factsByApi({ action, example }: CatalogEntry) {
  const context = {
    catalog,
    region,
    environmentOf: (of: string) => environmentOf(bundle, of),
    dataEvents: [],
    whyNotCase: createCaseCheck(bundle.mentioned),
  };
  const caller = { account, role, session: 'nightly-run', agent };
  const read = readSubmission(context, caller as never, { action, ...example, reason: 'x' });
  if (!read.ok) throw new Error(read.problem.detail);
  return unstated(read.submission.facts);
}

function factsByCase({ action, example: { parameters, resource } }: CatalogEntry) {
  const written = { agent: 'etl', action, parameters, resource, account, region };
  const answer = factsOf(written, { bundle, catalog });
  if (!answer.ok) throw new Error(answer.problem);
  return unstated(answer.facts);
}

const callOf = createCallOf({ bundle, catalog });

/** As CloudTrail writes it, without its odd ways: members begin in lower case, keys of a map (LOG_LEVEL) stay. */
function callByTrail(entry: CatalogEntry) {
  const { cloudTrail, example } = entry;
  const lower = (value: unknown, { items = {}, properties }: JsonSchema): unknown => {
    if (Array.isArray(value)) return value.map((one) => lower(one, items));
    if (typeof value !== 'object' || value === null || !properties) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key.replace(/^./, (first) => first.toLowerCase()),
        lower(inner, properties[key] ?? {}),
      ]),
    );
  };
  return callOf({
    eventTime: '2026-01-05T12:00:00Z',
    eventSource: cloudTrail?.source ?? '',
    eventName: cloudTrail?.names[0] ?? '',
    awsRegion: region,
    recipientAccountId: account,
    userIdentity: { arn: `arn:aws:sts::${account}:assumed-role/etl-agent/nightly-run` },
    requestParameters: lower(example.parameters, parametersSchema(entry)),
  });
}

describe('one call has one set of facts', () => {
  it.each(awsActions)('$action: asked for through the API and written as a case', (entry) => {
    expect(factsByCase(entry)).toEqual(factsByApi(entry));
  });

  it('seen in CloudTrail, wherever the event can be read back', () => {
    const read = awsActions.flatMap((entry) => {
      const call = callByTrail(entry);
      if (call.kind !== 'call') return [];
      expect(unstated(call.facts), entry.action).toEqual(factsByApi(entry));
      return [entry.action];
    });
    expect(read.length).toBeGreaterThan(60);
  });
});
