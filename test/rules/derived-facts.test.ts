import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doors } from '../../adapters/doors.ts';
import { catalogWith } from '../../catalog/catalog.ts';
import type { CatalogEntry } from '../../catalog/entry.ts';
import { toCedar } from '../../catalog/generate/cedar-schema.ts';
import { createCaseCheck } from '../../catalog/values/iam-case.ts';
import type { AgentCaller } from '../../core/directory/identity.ts';
import type { JsonObject } from '../../core/lib/json.ts';
import { environmentOf } from '../../core/policy/bundle.ts';
import { createRuleOn } from '../../core/policy/engine.ts';
import type { Facts } from '../../core/policy/ruling.ts';
import { readJson } from '../../functions/shared/http/read-body.ts';
import { readSubmission } from '../../functions/shared/submit/read-submission.ts';
import { compilePolicies } from '../../policy-compiler/compile.ts';
import { compileContext } from '../../policy-compiler/compile-context.ts';
import { isAll, longTimeout, runs, someOf } from '../support/all.ts';
import { openPlaces } from '../support/given/open-places.ts';

/** What decides is derived, whatever the body says. Here every fact is a door that lies would open. */
const [prod, dev] = ['111122223333', '777788889999'];
const home = 'eu-central-1';
const catalog = catalogWith();

const compiled = compilePolicies(
  [
    {
      path: 'policies/doors.cedar',
      text: `@id("anything") permit (principal, action, resource);
@id("asked") @approvals("security: 1") permit (principal == Agent::"etl", action, resource)
when {
  context.environment == "prod" && context.account == "${prod}" && resource.account == "${prod}" &&
  resource.arn like "arn:aws:*" && principal.role == "arn:aws:iam::${prod}:role/etl-agent" &&
  principal in AgentGroup::"pipelines" && !(principal in AgentGroup::"trusted")
};`,
    },
    {
      path: 'policies/directory.yaml',
      text: `people:
  - { id: security.one@example.com, name: Security One, handles: { slack: U0SECONE }, groups: [security] }
  - { id: owner.one@example.com, name: Owner One, handles: { slack: U0OWNERONE }, groups: [] }
agents:
  - { id: etl, roles: ["arn:aws:iam::${prod}:role/etl-agent"], owners: [owner.one@example.com], groups: [pipelines] }
  - { id: other, roles: ["arn:aws:iam::*:role/other-agent"], owners: [owner.one@example.com], groups: [trusted] }
`,
    },
  ],
  compileContext(catalog, { environments: { [prod]: 'prod', [dev]: 'dev' }, doors }),
);
if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
const { bundle } = compiled;
const ruleOn = createRuleOn(bundle, (...call) => toCedar(catalog, ...call));
const deployment = {
  catalog,
  environmentOf: (account: string) => environmentOf(bundle, account),
  dataEvents: [],
  whyNotCase: createCaseCheck(bundle.mentioned),
  region: home,
};

const etl = bundle.directory.agents.find(({ id }) => id === 'etl');
if (!etl) throw new Error('The directory has lost its agent.');
const caller: AgentCaller = {
  account: prod,
  role: `arn:aws:iam::${prod}:role/etl-agent`,
  session: 'nightly-run',
  agent: etl,
};

type Outcome = { refusedAt: string } | { facts: Facts; decision: string };

/** As the API reads it, from the text that came over the wire. */
function ask(body: string, as: AgentCaller = caller): Outcome {
  const json = readJson(body, false);
  if (!json.ok) return { refusedAt: json.problem.field ?? json.problem.slug };
  const read = readSubmission(deployment, as, json.value);
  if (!read.ok) return { refusedAt: read.problem.field ?? read.problem.slug };
  const { facts } = read.submission;
  return { facts, decision: ruleOn(facts).decision };
}

const honest = ({ action, example }: CatalogEntry) => ({ action, ...example, reason: 'The nightly run.' });

const honestFacts = new Map<CatalogEntry, Facts>();
const factsOf = (entry: CatalogEntry): Facts => {
  const facts = honestFacts.get(entry) ?? honestFactsOf(entry);
  honestFacts.set(entry, facts);
  return facts;
};
const honestFactsOf = (entry: CatalogEntry): Facts => {
  const outcome = ask(JSON.stringify(honest(entry)));
  if ('facts' in outcome) return outcome.facts;
  throw new Error(`The example of ${entry.action} is refused at ${outcome.refusedAt}.`);
};

/** Either nothing comes of it, or people are asked. */
const expectNoDoor = (outcome: Outcome): void => {
  if ('facts' in outcome)
    expect(outcome).toMatchObject({ decision: 'review', facts: { environment: 'prod', account: prod } });
};

const anyEntry = fc.constantFrom(...catalog.entries);
const lies = [
  ['account', dev],
  ['environment', 'dev'],
  ['region', 'nowhere-1'],
  ['agent', { id: 'other', groups: ['trusted'] }],
  ['groups', ['trusted']],
  ['principal', 'Agent::"other"'],
  ['role', 'arn:aws:iam::111122223333:role/other-agent'],
  ['context', { environment: 'dev', account: dev }],
  ['stated', { environment: 'dev' }],
  ['facts', { environment: 'dev' }],
  ['__proto__', { environment: 'dev', account: dev }],
  ['constructor', { prototype: { environment: 'dev' } }],
  ['__entity', { type: 'Agent', id: 'other' }],
  ['__extn', { fn: 'ip', arg: '10.0.0.1' }],
] as const;
const lie = fc.constantFrom(...lies);

/** JSON.stringify would lose a key such as `__proto__`, which the wire would not. */
const withField = (object: object, name: string, value: unknown): string =>
  `${JSON.stringify(object).slice(0, -1)},${JSON.stringify(name)}:${JSON.stringify(value)}}`;

describe('an honest request of each action', () => {
  it.each(catalog.entries)('is asked about: $action', (entry) => {
    expect(ask(JSON.stringify(honest(entry)))).toMatchObject({
      decision: 'review',
      facts: {
        agent: { id: 'etl', role: caller.role, groups: ['pipelines'] },
        account: prod,
        environment: 'prod',
        region: home,
        resource: entry.example.resource,
      },
    });
  });
});

describe('a lie opens no door', () => {
  it('as a field beside the others: it is refused by its name', () => {
    fc.assert(
      fc.property(anyEntry, lie, (entry, [name, value]) => {
        const outcome = ask(withField(honest(entry), name, value));
        expect('refusedAt' in outcome).toBe(true);
      }),
    );
  });

  it('as a parameter that the action does not have: it is refused by its name', () => {
    fc.assert(
      fc.property(anyEntry, lie, (entry, [name, value]) => {
        const { action, resource, reason } = honest(entry);
        const parameters = withField(entry.example.parameters, name, value).replace('{,', '{');
        const body = `${JSON.stringify({ action, resource, reason }).slice(0, -1)},"parameters":${parameters}}`;
        expect(ask(body)).toEqual({ refusedAt: `/parameters/${name}` });
      }),
      runs(150, 3_000),
    );
  });

  it(
    'as a word in a parameter that takes any, or as a key where keys are free: people are asked all the same',
    () => {
      const places = catalog.entries.flatMap((entry) => openPlaces(entry).map((place) => ({ entry, place })));
      const asked = new Set<(typeof places)[number]>();
      for (const [index, each] of someOf(places, 12).entries()) {
        const { entry, place } = each;
        for (const [name, value] of isAll ? lies : [lies[index % lies.length] ?? lies[0]]) {
          const words = typeof value === 'string' ? value : JSON.stringify(value);
          const parameters = place.withWords(name, words);
          const outcome = ask(JSON.stringify({ ...honest(entry), parameters }));
          expectNoDoor(outcome);
          if (!('facts' in outcome)) continue;
          expect(outcome.facts).toEqual({ ...factsOf(entry), parameters });
          asked.add(each);
        }
      }
      expect(asked.size).toBeGreaterThan(35);
      expect(new Set([...asked].map(({ entry }) => entry)).size).toBeGreaterThan(20);
    },
    longTimeout,
  );

  it('as words, whichever they are', () => {
    const words = fc.oneof(
      fc.string({ minLength: 1 }),
      fc.constantFrom('{"environment":"dev"}', 'context.environment = "dev"', dev, '__entity', '") || true'),
    );
    fc.assert(
      fc.property(anyEntry, words, words, (entry, one, other) => {
        const body = { ...honest(entry), ticket: one, model: other, conversation: one };
        const outcome = ask(JSON.stringify(body));
        fc.pre('facts' in outcome);
        if (!('facts' in outcome)) return;
        expect(outcome.facts).toEqual({ ...factsOf(entry), stated: outcome.facts.stated });
        expect(outcome.decision).toBe('review');
      }),
      runs(30, 300),
    );
  });

  it('as a field that is there twice: what is ruled on is what is read', () => {
    for (const entry of someOf(catalog.entries, 5)) {
      const { action, parameters, resource, reason } = honest(entry);
      const text = JSON.stringify({ action, resource, reason, parameters });
      const twice = text.replace('"resource":', `"resource":"arn:aws:s3:::${dev}","resource":`);
      expect(ask(twice)).toEqual({ facts: factsOf(entry), decision: 'review' });
      const last = withField(
        { action, parameters, reason, resource },
        'resource',
        resource.replace(prod, dev),
      );
      expectNoDoor(ask(last));
    }
  });

  const parts = ['arn', 'partition', 'service', 'region', 'account'] as const;
  const forged = fc.constantFrom(
    dev,
    '',
    '*',
    'aws',
    '999999999999',
    'aws-cn',
    'aws-us-gov',
    'nowhere-1',
    'AWS',
    home,
  );

  it('as the resource of an ARN that the parameters do not name', () => {
    let elsewhere = 0;
    fc.assert(
      fc.property(anyEntry, fc.constantFrom(...parts.keys()), forged, (entry, part, value) => {
        const pieces = entry.example.resource.split(':');
        const resource = pieces.with(part, value).join(':');
        const outcome = ask(JSON.stringify({ ...honest(entry), resource }));
        expectNoDoor(outcome);
        // Only the region may be chosen: the same action somewhere else, and signed so.
        if ('facts' in outcome && resource !== entry.example.resource) {
          expect(parts[part]).toBe('region');
          expect(outcome.facts.region).toBe(value);
          elsewhere += 1;
        }
      }),
      runs(1_000, 10_000),
    );
    expect(elsewhere).toBeGreaterThan(5);
  });

  it('as the resource of an ARN and of the parameters that name it', () => {
    const replacements: [from: string, to: string][] = [
      [prod, dev],
      [prod, '999999999999'],
      ['arn:aws:', 'arn:aws-cn:'],
      ['arn:aws:', 'arn:aws-us-gov:'],
    ];
    for (const entry of someOf(catalog.entries, 5)) {
      for (const [from, to] of replacements) {
        const moved = JSON.parse(JSON.stringify(honest(entry)).replaceAll(from, to)) as JsonObject;
        expectNoDoor(ask(JSON.stringify(moved)));
      }
    }
  });

  it('as the session: its name says who stands behind it, and never where', () => {
    for (const session of [dev, 'other', 'trusted', 'dev', 'arn:aws:iam::777788889999:role/x']) {
      const [entry] = catalog.entries;
      if (entry) expectNoDoor(ask(JSON.stringify(honest(entry)), { ...caller, session }));
    }
  });
});

describe('the truth', () => {
  it('is what the same body gets from another caller', () => {
    const other = bundle.directory.agents.find(({ id }) => id === 'other');
    if (!other) throw new Error('The directory has lost its agent.');
    const role = `arn:aws:iam::${dev}:role/other-agent`;
    const bucket = {
      action: 's3:DeleteBucket',
      resource: 'arn:aws:s3:::scratch',
      parameters: { Bucket: 'scratch' },
      reason: 'x',
    };
    expect(ask(JSON.stringify(bucket))).toMatchObject({ decision: 'review', facts: { account: prod } });
    expect(ask(JSON.stringify(bucket), { account: dev, role, session: 'run', agent: other })).toMatchObject({
      decision: 'allow',
      facts: { account: dev, environment: 'dev', agent: { id: 'other', role, groups: ['trusted'] } },
    });
  });

  it('is `unknown` of an account that nobody has listed', () => {
    const role = 'arn:aws:iam::999999999999:role/etl-agent';
    const outcome = ask(
      JSON.stringify({
        action: 's3:DeleteBucket',
        resource: 'arn:aws:s3:::scratch',
        parameters: { Bucket: 'scratch' },
        reason: 'x',
      }),
      { ...caller, account: '999999999999', role },
    );
    expect(outcome).toMatchObject({ facts: { account: '999999999999', environment: 'unknown' } });
  });
});
