import { styleText } from 'node:util';
import { examplesFor } from './examples.ts';
import type { LocalDeployment } from './start-deployment.ts';

export interface Summary {
  deployment: LocalDeployment;
  pageUrl: string;
  environmentFile: string;
}

/** What a person sees when everything runs: where to look, and something to try. */
export function formatSummary({ deployment, pageUrl, environmentFile }: Summary): string {
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
    '',
    styleText('dim', 'Ctrl-C stops everything. Nothing is kept.'),
  ];
}
