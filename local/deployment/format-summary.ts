import { styleText } from 'node:util';
import { examplesFor } from './examples.ts';
import type { LocalDeployment } from './start-deployment.ts';

export interface Summary {
  stage: string;
  deployment: LocalDeployment;
  pageUrl: string;
  environmentFile: string;
  profilesFile: string;
}

/** What a person sees when everything runs: where to look, and something to try. */
export function formatSummary({
  stage,
  deployment,
  pageUrl,
  environmentFile,
  profilesFile,
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
    ...tryIt(deployment, environmentFile),
    '',
    'Or operate it, and see whether it works the whole way:',
    '',
    `  AWS_CONFIG_FILE=${profilesFile} AWS_PROFILE=operator npx countersign doctor --stage ${stage} \\`,
    `    --region ${deployment.region} --url ${deployment.apiUrl} --agent-profile agent`,
    '',
    styleText('dim', 'Ctrl-C stops everything. Nothing is kept.'),
    '',
  ].join('\n');
}

function tryIt({ directory, account }: LocalDeployment, environmentFile: string): string[] {
  const [example] = examplesFor(directory, account);
  if (!example) return ['The directory has no agent yet: add one to policies/directory.yaml.'];
  const { action, resource, parameters, reason } = example.submission;
  return [
    `Open the page, or be ${example.agent} in another terminal (${example.expect}):`,
    '',
    `  ( . ${environmentFile}`,
    `  npx countersign request ${action} \\`,
    `    --resource ${resource} \\`,
    `    --parameters '${JSON.stringify(parameters)}' \\`,
    `    --reason '${reason}' --wait 300 )`,
  ];
}
