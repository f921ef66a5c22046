import { styleText } from 'node:util';
import { examplesFor } from './examples.ts';
import type { LocalDeployment } from './start-deployment.ts';

type Running = Pick<
  LocalDeployment,
  | 'account'
  | 'region'
  | 'apiUrl'
  | 'awsUrl'
  | 'auditBucket'
  | 'copiesBucket'
  | 'directory'
  | 'slackPath'
  | 'slackChannel'
>;

export interface Summary {
  stage: string;
  deployment: Running;
  pageUrl: string;
  environmentFile: string;
  profilesFile: string;
  /** Where Slack is, where not at slack.com. */
  slackApi?: string;
  /** A real one; left out where the page has its own. */
  workspace?: { workspace: string; bot: string; by: 'socket' | 'tunnel' };
}

/** What a person sees when everything runs: where to look, and something to try. */
export function formatSummary({
  stage,
  deployment,
  pageUrl,
  environmentFile,
  profilesFile,
  slackApi,
  workspace,
}: Summary): string {
  const addresses = [
    ['Page', pageUrl],
    ['API', deployment.apiUrl],
    ['AWS', deployment.awsUrl],
  ].map(([name = '', url = '']) => `  ${name.padEnd(6)}${styleText('cyan', url)}`);
  return [
    '',
    `Countersign runs on this machine, as account ${deployment.account} in ${deployment.region}.`,
    '',
    ...addresses,
    '',
    ...(workspace ? realSlack(workspace, deployment) : []),
    ...tryIt(deployment, environmentFile),
    '',
    'Or operate it, and see whether it works the whole way:',
    '',
    ...(slackApi === undefined ? [] : [`  SLACK_API_URL=${slackApi} \\`]),
    `  AWS_CONFIG_FILE=${profilesFile} AWS_PROFILE=operator npx countersign doctor --stage ${stage} \\`,
    `    --region ${deployment.region} --url ${deployment.apiUrl} --agent-profile agent`,
    '',
    'Or verify its trail. The first hour is signed at ten past the next full hour; until then there is nothing to hold it against:',
    '',
    `  AWS_CONFIG_FILE=${profilesFile} AWS_PROFILE=operator npx countersign audit verify --region ${deployment.region} \\`,
    `    --bucket s3://${deployment.auditBucket} --key ${deployment.apiUrl}/v1/keys${copyOption(deployment)}`,
    '',
    styleText('dim', 'Ctrl-C stops everything. Nothing is kept.'),
    '',
  ].join('\n');
}

const copyOption = ({ copiesBucket }: Running): string =>
  copiesBucket === undefined ? '' : ` --copy s3://${copiesBucket}`;

/** Slack calls from outside, and this machine listens to itself alone: it opens a line itself, or somebody leads one to it. */
const realSlack = (
  { workspace, bot, by }: NonNullable<Summary['workspace']>,
  { apiUrl, slackPath, slackChannel }: Running,
): string[] => [
  `Cards go to the Slack workspace ${workspace}, as ${bot}, into the channel ${slackChannel}: invite it there.`,
  ...(by === 'socket'
    ? ['Clicks come back by a socket. They all come here: a deployment needs another Slack app.']
    : [
        `For clicks to come back, let a tunnel lead to ${apiUrl}, and give its address with ${slackPath} to the app as its`,
        'interactivity URL.',
      ]),
  '',
];

function tryIt({ directory, account }: Running, environmentFile: string): string[] {
  const [example] = examplesFor(directory, account);
  if (!example) return ['The directory has no agent yet: add one to policies/directory.yaml.'];
  const { action, resource, parameters, reason } = example.submission;
  return [
    `Open the page, or be ${example.agent} in another terminal (${example.expect}):`,
    '',
    `  ( . ${environmentFile}`,
    `  npx countersign run ${action} \\`,
    `    --resource ${resource} \\`,
    `    --parameters '${JSON.stringify(parameters)}' \\`,
    `    --reason '${reason}' )`,
  ];
}
