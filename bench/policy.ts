import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { awsActions } from '../catalog/aws/aws-actions.ts';
import type { CatalogEntry } from '../catalog/entry.ts';
import { servicesInScope } from '../catalog/iam-reference/scope.ts';
import { uncuratedActions } from '../catalog/uncurated/uncurated-actions.ts';
import { uncuratedGroups } from '../catalog/uncurated/uncurated-groups.ts';
import { compileFiles, loadPolicies, type Policies } from '../clients/cli/policy/policies.ts';
import { replay } from '../clients/cli/policy/trail/replay.ts';
import { createTally } from '../clients/cli/policy/trail/tally.ts';
import { openBundle } from '../core/policy/bundle.ts';
import { createRuleOn } from '../core/policy/engine.ts';
import type { Facts } from '../core/policy/ruling.ts';
import type { Measurement } from './measurement.ts';

const root = new URL('../', import.meta.url);
const accounts = { '111122223333': 'prod', '777788889999': 'dev' };
const agents = 100;
const sizes = [10, 100, 1_000, 10_000] as const;

/** A ruling with 10 to 10,000 policies over the whole catalog, loading such sets, and events a second through a backtest. */
export async function measurePolicy(runs = 7): Promise<Measurement[]> {
  // All sets are made first and measured in turn: compiling the largest leaves Cedar's memory another than it was.
  const sets = sizes.map((size) => ({
    count: size.toLocaleString('en'),
    policies: setOf(size, ofAgents),
  }));
  const rulings = inTurn(runs, sets, ({ policies }) => rulingMilliseconds(policies, [facts]));
  const loads = inTurn(runs, sets, ({ policies }) => loadMilliseconds(JSON.stringify(policies.bundle)));
  const rows: Measurement[] = [
    ...sets.map(
      ({ count }, at): Measurement => ({
        name: `ruling, ${count} policies`,
        unit: 'ms',
        samples: rulings[at] ?? [],
      }),
    ),
    { name: 'ruling, 10,000 to 10 policies', unit: 'x', samples: ratios(rulings.at(-1), rulings[0]) },
    ...sets.map(
      ({ count }, at): Measurement => ({
        name: `load of the set, ${count} policies`,
        unit: 'ms',
        samples: loads[at] ?? [],
      }),
    ),
  ];
  const crowded = setOf(10_000, ofActions);
  const grouped = setOf(10_000, ofGroups);
  const curated = crowded.catalog.entries.map(factsOf);
  const uncurated = uncuratedIn(crowded).map(factsOf);
  const about: [name: string, policies: Policies, about: readonly Facts[]][] = [
    ['10,000 policies about any agent', crowded, [facts]],
    [`10,000 policies about any agent, all ${curated.length} curated actions`, crowded, curated],
    [`10,000 policies about any agent, ${uncurated.length} others`, crowded, uncurated],
    ['10,000 policies about groups of actions', grouped, [facts]],
  ];
  for (const [name, policies, asked] of about)
    rows.push({
      name: `ruling, ${name}`,
      unit: 'ms',
      samples: times(runs, () => rulingMilliseconds(policies, asked)),
    });
  rows.push({ name: 'backtest, events', unit: '1/s', samples: await backtestRates(runs) });
  return rows;
}

/** Each thing once, then each thing again: what drifts in the machine drifts for all of them. */
function inTurn<T>(runs: number, things: readonly T[], measure: (thing: T) => number): number[][] {
  const rounds = times(runs, () => things.map(measure));
  return things.map((_, at) => rounds.map((round) => round[at] ?? Number.NaN));
}

const ratios = (these: readonly number[] = [], those: readonly number[] = []): number[] =>
  these.map((one, at) => one / (those[at] ?? Number.NaN));

const loadMilliseconds = (written: string): number =>
  milliseconds(() => createRuleOn(openBundle(written), (_, parameters) => parameters));

type Head = (at: number) => string;

/**
 * What grows with a deployment: each agent has its own policies about actions. The first agent's stay as many as in the
 * smallest set, which is what a ruling about it has to look at.
 */
const ofAgents: Head = (at) =>
  `principal == Agent::"agent-${at < 10 ? 0 : 1 + (at % (agents - 1))}", action == Action::"rds:StartExportTask"`;

/** The worst that actions alone can keep apart: all agents, and each action of the catalog in turn, and what nobody has described. */
const actions = [
  ...awsActions.map(({ action }) => `== Action::"${action}"`),
  ...Object.keys(uncuratedGroups).map((group) => `in Action::"${group}"`),
];
const ofActions: Head = (at) => `principal, action ${actions[at % actions.length]}`;

/** Worse still: each of these matches every action of a group, of which an action is in several. */
const groups = [...new Set(awsActions.flatMap((entry) => entry.groups))];
const ofGroups: Head = (at) => `principal, action in Action::"${groups[at % groups.length]}"`;

function setOf(size: number, headOf: Head): Policies {
  const names = Array.from({ length: agents }, (_, at) => `agent-${at}`);
  const people =
    '  - { id: security.one@example.com, name: Security One, handles: { slack: U0SECONE }, groups: [approvers] }';
  const directory = `people:\n${people}\nagents:\n${names
    .map(
      (id) =>
        `  - { id: ${id}, roles: ["arn:aws:iam::*:role/${id}"], owners: [security.two@example.com], groups: [] }`,
    )
    .join('\n')}`.replace(
    'agents:',
    '  - { id: security.two@example.com, name: Security Two, handles: { slack: U0SECTWO }, groups: [] }\nagents:',
  );
  const cedar = Array.from(
    { length: size },
    (_, at) => `@id("p${at}") @approvals("1") permit (${headOf(at)}, resource)
when { context.environment == "prod" && context.region == "region-${at}" };`,
  );
  const answer = compileFiles(
    [
      { path: 'policies/bench.cedar', text: cedar.join('\n') },
      { path: 'policies/directory.yaml', text: directory },
    ],
    { environments: accounts },
  );
  if (!answer.ok) throw new Error(answer.errors.map(({ line, message }) => `${line}: ${message}`).join('\n'));
  return answer.policies;
}

const facts: Facts = {
  agent: { id: 'agent-0', role: 'arn:aws:iam::111122223333:role/agent-0', groups: [] },
  action: 'rds:StartExportTask',
  resource: 'arn:aws:rds:eu-west-1:111122223333:snapshot:orders',
  account: '111122223333',
  region: 'region-3',
  environment: 'prod',
  parameters: awsActions.find(({ action }) => action === 'rds:StartExportTask')?.example.parameters ?? {},
  stated: { reason: 'The monthly report.' },
};

/** The same agent about another action, as its example asks for it. */
const factsOf = ({ action, curated, groups: inGroups, example }: CatalogEntry): Facts => ({
  ...facts,
  ...{ action, resource: example.resource, parameters: example.parameters },
  ...(!curated && { uncurated: inGroups }),
});

/** One in forty of what nobody has described. */
const uncuratedIn = ({ catalog }: Policies): CatalogEntry[] =>
  servicesInScope.flatMap((service) => uncuratedActions(catalog, service)).filter((_, at) => at % 40 === 0);

/** The mean of many, so that the clock's grain does not show. Parameters are typed as the deployed function types them. */
function rulingMilliseconds({ ruleOn }: Policies, asked: readonly Facts[]): number {
  const rounds = Math.ceil(500 / asked.length);
  const repeat = (count: number) => milliseconds(() => times(count, () => asked.map(ruleOn)));
  repeat(Math.ceil(rounds / 5));
  return repeat(rounds) / (rounds * asked.length);
}

/** Ten thousand events of two agents, half of them about actions in the catalog. */
async function backtestRates(runs: number): Promise<number[]> {
  const answer = await loadPolicies({
    policies: fileURLToPath(new URL('policies', root)),
    settings: fileURLToPath(new URL('infra/settings/trial.yaml', root)),
  });
  if (!answer.ok) throw new Error('The policies have errors: npx countersign policy check');
  const folder = await mkdtemp(join(tmpdir(), 'countersign-bench-'));
  const events = 10_000;
  try {
    await writeFile(
      join(folder, 'trail.json'),
      JSON.stringify({ Records: Array.from({ length: events }, (_, at) => event(at)) }),
    );
    const terminal = { out: () => {}, err: () => {}, exitWith: () => {} };
    const rates: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      const start = performance.now();
      await replay([folder], createTally(answer.policies), terminal);
      rates.push(events / ((performance.now() - start) / 1_000));
    }
    return rates;
  } finally {
    await rm(folder, { recursive: true });
  }
}

const event = (at: number) => ({
  eventVersion: '1.09',
  userIdentity: {
    type: 'AssumedRole',
    arn: `arn:aws:sts::111122223333:assumed-role/agent-${at % 2 ? 'etl' : 'release'}/session`,
  },
  eventTime: `2026-01-0${1 + (at % 9)}T00:00:00Z`,
  ...(at % 4 < 2
    ? { eventSource: 'sqs.amazonaws.com', eventName: 'SendMessage', requestParameters: { queue: 'q' } }
    : {
        eventSource: 'iam.amazonaws.com',
        eventName: 'DeleteRolePermissionsBoundary',
        requestParameters: { roleName: `role-${at % 500}` },
      }),
  awsRegion: 'eu-west-1',
  userAgent: 'x'.repeat(300),
  responseElements: { padding: 'x'.repeat(500) },
  recipientAccountId: '111122223333',
});

const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);

function milliseconds(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
