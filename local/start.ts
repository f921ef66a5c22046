import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { styleText } from 'node:util';
import { writeAgentEnv } from './deployment/agent-env-file.ts';
import { writeAwsProfiles } from './deployment/aws-profiles-file.ts';
import { checkSlack } from './deployment/check-slack.ts';
import { formatSummary } from './deployment/format-summary.ts';
import { pagePorts } from './deployment/page-ports.ts';
import { startSocketMode } from './deployment/socket-mode.ts';
import { startDeployment } from './deployment/start-deployment.ts';
import { startPage } from './page/start-page.ts';
import { portInUse } from './port-in-use.ts';
import { settingsLocation } from './settings-location.ts';
import { sourcesProblem } from './sources-problem.ts';
import { help, type Ports, readStartOptions, type StartOptions } from './start-options.ts';
import { synthesize } from './synthesize.ts';

const environmentFile = '.countersign/local.env';
const profilesFile = '.countersign/aws-config';

/** Lines for a person and an exit status: 1, it could not start; 2, it was asked wrongly. */
type Failure = { status: 1 | 2; lines: string[] };

async function start({ ports, sources, account, slack }: StartOptions): Promise<Failure | undefined> {
  const problem = sourcesProblem(sources);
  if (problem !== undefined) return askedWrongly(problem);

  const taken = await portInUse(Object.values(ports));
  if (taken !== undefined) return { status: 1, lines: [formatInUse(taken, ports)] };

  const workspace = slack && (await checkSlack(slack, slack.api));
  if (workspace?.ok === false) return { status: 1, lines: [workspace.problem] };

  console.log(styleText('dim', 'Synthesizing the CDK app …'));
  const assembly = join(process.cwd(), 'cdk.out');
  const synthesized = await synthesize(assembly, sources);
  if (!synthesized.ok) return { status: 1, lines: ['The CDK app does not synthesize:', synthesized.output] };

  const at = settingsLocation(sources, account);
  if (!at.ok) return askedWrongly(at.problem);
  const { stage, location, accounts, copies } = at;
  // What comes by a socket is signed by nobody else than this machine.
  const signingSecret =
    slack && 'signingSecret' in slack ? slack.signingSecret : randomBytes(32).toString('hex');
  const started = await startDeployment({
    assembly,
    location,
    accounts,
    ...(copies && { copies }),
    ports,
    ...(slack && workspace && { slack: { ...slack, signingSecret, team: workspace.team } }),
  });
  if (!started.ok) {
    return { status: 1, lines: ['The template needs what this machine cannot do:', ...started.problems] };
  }
  const { deployment } = started;
  const socket =
    slack && 'appToken' in slack
      ? await startSocketMode({
          appToken: slack.appToken,
          ...(slack.api && { api: slack.api }),
          signingSecret,
          urlOf: (sent) => `${deployment.apiUrl}${deployment.slackPath.replace(/[^/]+$/, sent)}`,
          onProblem: console.error,
        })
      : undefined;
  const page = await startPage(pagePorts(deployment), ports.page);
  const removals = [writeAgentEnv(deployment, environmentFile), writeAwsProfiles(deployment, profilesFile)];
  const files = { environmentFile, profilesFile };
  const slackApi = slack ? slack.api : deployment.slack?.apiUrl;
  console.log(
    formatSummary({
      ...{ stage, deployment, pageUrl: page.url, ...files },
      ...(slackApi && { slackApi }),
      ...(workspace && { workspace: { ...workspace, by: socket ? 'socket' : 'tunnel' } }),
    }),
  );
  stopOnSignal(async () => {
    // Their credentials are worth nothing once this deployment is gone.
    for (const remove of removals) remove();
    await socket?.close();
    await page.close();
    await deployment.close();
  });
  return undefined;
}

const askedWrongly = (problem: string): Failure => ({
  status: 2,
  lines: [`${problem}. See npm start -- --help`],
});

/** The second Ctrl-C does not wait. */
function stopOnSignal(close: () => Promise<void>): void {
  const stop = (): void => {
    for (const signal of signals) process.once(signal, () => process.exit(130));
    close().then(() => process.exit(0));
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.once(signal, stop);
}

function formatInUse(port: number, { page }: Ports): string {
  const other = page === 4_700 ? 4_800 : 4_700;
  return `Port ${port} is in use. Stop what listens there (lsof -i :${port}), or choose others: npm start -- --port ${other}`;
}

async function main(): Promise<void> {
  const read = readStartOptions(process.argv.slice(2), process.env);
  if (read.kind === 'help') return console.log(help);
  const failure = read.kind === 'wrong' ? askedWrongly(read.problem) : await start(read.options);
  if (!failure) return;
  for (const line of failure.lines) console.error(line);
  process.exitCode = failure.status;
}

await main();
