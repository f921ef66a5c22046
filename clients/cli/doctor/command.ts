import { randomBytes } from 'node:crypto';
import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { createClient, type RequestView } from '@countersign/client';
import { Command, InvalidArgumentError } from 'commander';
import { once } from '../../../core/lib/once.ts';
import { readPublicKeys } from '../audit/source/public-keys.ts';
import { processTerminal, type Terminal } from '../terminal.ts';
import { createAws } from './aws/aws.ts';
import { createReadStack } from './aws/stacks.ts';
import { checks } from './checks.ts';
import { type Deployment, findDeployment } from './deployment.ts';
import { formatResult } from './format-result.ts';
import { readDirectory } from './read-directory.ts';
import { readSettings } from './read-settings.ts';
import { exitStatusOf, runChecks } from './run-checks.ts';
import { runSelfTest } from './self-test.ts';
import { createSlack } from './slack/slack.ts';

const help = `
It asks people about the action countersign:selftest, which runs nothing, and waits for somebody to click: it never
signs for a person. One alarm rings for a moment, and says that it is a test. Nothing else is changed.

Your credentials read the deployment; those of --agent-profile ask, as an agent does. Exit status: 0 all is well,
1 something is not, 3 nothing is wrong that was found, and not everything could be found out.`;

interface Options {
  stage: string;
  region: string;
  settings?: string;
  policies: string;
  url?: string;
  agentProfile?: string;
  wait: number;
  json?: true;
}

export const doctorCommand = (terminal: Terminal = processTerminal): Command =>
  new Command('doctor')
    .description('try a deployment, with a real click')
    .requiredOption('--stage <stage>', 'which deployment: the stage of its settings')
    .requiredOption('--region <name>', 'where it is (or AWS_REGION)', process.env.AWS_REGION)
    .option('--settings <file>', 'its settings (infra/settings/<stage>.yaml if left out)')
    .option('--policies <folder>', 'the policies that were deployed, with their directory', 'policies')
    .option(
      '--url <address>',
      'the API, where it is not where the stack says (or COUNTERSIGN_URL)',
      process.env.COUNTERSIGN_URL,
    )
    .option(
      '--agent-profile <name>',
      "the AWS profile of an agent's role; left out, your own credentials ask",
    )
    .option('--wait <seconds>', 'how long to wait for a click', seconds, 300)
    .option('--json', 'print the findings as JSON')
    .addHelpText('after', help)
    .action((options: Options) => examine(options, terminal));

async function examine(
  { stage, region, settings: file, policies, url, agentProfile, wait, json }: Options,
  terminal: Terminal,
): Promise<void> {
  const found = await findDeployment(createReadStack(region), stage, region);
  if (!found.ok) {
    terminal.err(found.problem);
    return terminal.exitWith(1);
  }
  const deployment = url === undefined ? found.deployment : reachedAt(found.deployment, url);
  const agent = createClient({
    url: deployment.apiUrl,
    region,
    ...(agentProfile && { credentials: fromNodeProviderChain({ profile: agentProfile }) }),
  });
  const test = randomBytes(6).toString('hex');
  const onAsked = ({ id, approvals }: RequestView): void =>
    terminal.err(
      `Now press a button of the card "test ${test}" in Slack, whichever you like: nothing runs. ` +
        `${approvals?.needed ?? 1} needed, ${wait} s left, request ${id}.`,
    );
  const selfTest = once(() => runSelfTest({ deployment, agent, waitSeconds: wait, test, onAsked }));
  const timing = {
    now: () => Date.now(),
    sleep: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
  };

  const settings = readSettings(stage, file);
  const secretName = settings.ok ? settings.value.slack.secretName : '';
  const apiUrl = process.env.SLACK_API_URL ?? 'https://slack.com/api/';

  const results = await runChecks(
    checks,
    {
      deployment,
      settings,
      directory: readDirectory(policies),
      agent,
      selfTest,
      aws: createAws(region),
      publicKeys: () => readPublicKeys([`${deployment.apiUrl}/v1/keys`]),
      slack: createSlack({ region, secretName, apiUrl }),
      timing,
    },
    (result) => {
      if (!json) terminal.out(formatResult(result));
    },
  );
  if (json)
    terminal.out(
      JSON.stringify(
        results.map(({ check, finding }) => ({ ...check, ...finding })),
        null,
        2,
      ),
    );
  terminal.exitWith(exitStatusOf(results));
}

/** Where the API is not where the stack says, Slack's address is not either. */
function reachedAt(deployment: Deployment, url: string): Deployment {
  const { pathname } = new URL(deployment.slackUrl);
  return { ...deployment, apiUrl: url, slackUrl: new URL(pathname, url).href };
}

function seconds(value: string): number {
  if (!/^[1-9]\d{0,4}$/.test(value)) throw new InvalidArgumentError('Give whole seconds, such as 300.');
  return Number(value);
}
