import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, stringify } from 'yaml';
import { settingsLocation } from '../local/settings-location.ts';
import { synthesize } from '../local/synthesize.ts';
import { openDeployment, type TestDeployment } from '../test/support/local-deployment.ts';

const root = fileURLToPath(new URL('../', import.meta.url));

/** People who answer for data, and people who answer for nothing: by their Slack ids. */
export interface Crowd {
  voters: readonly string[];
  onlookers: readonly string[];
}

export interface CrowdedDeployment {
  deployment: TestDeployment;
  crowd: Crowd;
  close(): Promise<void>;
}

/** The trial stage with many people, and agents that may ask as often as they like. */
export async function openCrowdedDeployment({
  voters,
  onlookers,
  tiers = [],
}: Record<keyof Crowd, number> & { tiers?: readonly string[] }): Promise<CrowdedDeployment> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-bench-'));
  const crowd: Crowd = { voters: idsOf('U0VOTER', voters), onlookers: idsOf('U0ONLOOKER', onlookers) };
  const [settings, policies, assembly] = ['bench.yaml', 'policies', 'assembly'].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  const close = () => rm(folder, { recursive: true });
  try {
    await cp(join(root, 'policies'), policies, { recursive: true });
    await rewrite(join(root, 'infra/settings/trial.yaml'), settings, (trial) => ({
      ...trial,
      stage: 'bench',
      requestsPerMinute: 60_000,
    }));
    const directory = join(policies, 'directory.yaml');
    await rewrite(directory, directory, ({ people, ...rest }) => ({
      ...rest,
      people: [
        ...(people as object[]),
        ...crowd.voters.map((id) => personOf(id, ['data-owners'])),
        ...crowd.onlookers.map((id) => personOf(id, [])),
      ],
    }));
    if (voters > 0) await writeFile(join(policies, 'crowd.cedar'), everyVoter(voters, tiers));
    const synthesized = await synthesize(assembly, { settings, policies });
    if (!synthesized.ok) throw new Error(`The CDK app does not synthesize:\n${synthesized.output}`);
    const at = settingsLocation({ settings });
    if (!at.ok) throw new Error(at.problem);
    const { location, accounts } = at;
    const deployment = await openDeployment({ assembly, location, accounts });
    return { deployment, crowd, close: () => deployment.close().then(close) };
  } catch (error) {
    await close();
    throw error;
  }
}

/** An action that needs all of them, whose votes meet in one item. */
export const crowdedAction = 'rds:StartExportTask';
const everyVoter = (voters: number, tiers: readonly string[]): string =>
  `@id("crowd") @approvals("data-owners: ${voters}")${tiers.length > 0 ? ` @notify("${tiers.join(', ')}")` : ''}
permit (principal, action == Action::"${crowdedAction}", resource);
`;

const idsOf = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, at) => `${prefix}${at}`);

const personOf = (id: string, groups: readonly string[]) => ({
  id: `${id.toLowerCase()}@example.com`,
  name: `Person ${id.toLowerCase()}`,
  handles: { slack: id },
  groups,
});

async function rewrite(
  from: string,
  to: string,
  change: (content: Record<string, unknown>) => object,
): Promise<void> {
  await writeFile(to, stringify(change(parse(await readFile(from, 'utf8')))));
}
