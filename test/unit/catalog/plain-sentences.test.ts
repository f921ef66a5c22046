import { expect, test } from 'vitest';
import { catalogWith } from '../../../catalog/catalog.ts';

const entryOf = (action: string) => {
  const entry = catalogWith().find(action);
  if (!entry) throw new Error(`The catalog does not know ${action}.`);
  return entry;
};

test('a document that takes commands is named, because it may do anything with them', () => {
  const command = {
    DocumentName: 'arn:aws:ssm:eu-central-1:444455556666:document/uptime',
    DocumentVersion: '2',
    InstanceIds: ['i-0123456789abcdef0'],
    Parameters: { commands: ['uptime'] },
  };
  expect(entryOf('ssm:SendCommand').say(command, { account: '111122223333' })).toBe(
    'On i-0123456789abcdef0, run document uptime of account 444455556666 (another account) version 2: uptime',
  );
});

test('a snapshot of a database has one spelling, so that a policy about it cannot be spelled past', () => {
  const { parameters, example } = entryOf('rds:StartExportTask');
  const exported = (SourceArn: string) => parameters.safeParse({ ...example.parameters, SourceArn }).success;
  expect(exported('arn:aws:rds:eu-central-1:111122223333:snapshot:rds:prod-orders-2026-01-31')).toBe(true);
  expect(exported('arn:aws:rds:eu-central-1:111122223333:snapshot:PROD-orders')).toBe(false);
});

test.each([
  ['states:StartExecution', {}, 'Run state machine billing as it stands then with {"month":"2026-01"}'],
  [
    'states:StartExecution',
    { stateMachineArn: 'arn:aws:states:eu-central-1:111122223333:stateMachine:billing:3' },
    'Run state machine billing:3 with {"month":"2026-01"}',
  ],
  ['codebuild:StartBuild', {}, 'Build shop, from commit 0123456789abcdef0123456789abcdef01234567'],
  [
    'codebuild:StartBuild',
    { sourceVersion: 'main' },
    'Build shop, from main of its source as it stands then',
  ],
  [
    'codebuild:StartBuild',
    { sourceVersion: '0123456' },
    'Build shop, from 0123456 of its source as it stands then',
  ],
  [
    'codebuild:StartBuildBatch',
    { sourceVersion: undefined },
    'Run a batch of builds of shop, from its source as it stands then',
  ],
])('what may be another thing when it runs is said to be: %s %j', (action, changes, sentence) => {
  const { example, parameters, say } = entryOf(action);
  const given = parameters.parse(JSON.parse(JSON.stringify({ ...example.parameters, ...changes })));
  expect(say(given, { account: '111122223333' })).toBe(sentence);
});

test.each([
  [
    { LaunchSpecifications: [{ ImageId: 'ami-0123456789abcdef0' }] },
    /^A spot fleet cannot be asked for by LaunchSpecifications: put/,
  ],
  [
    { LaunchSpecifications: [{ ImageId: 'ami-0123456789abcdef0' }], LaunchTemplateConfigs: undefined },
    /^A spot fleet cannot be asked for by LaunchSpecifications: put/,
  ],
  [{ IamFleetRole: 'spot-fleet' }, /^IamFleetRole must be the ARN of a role$/],
  [{ LaunchTemplateConfigs: undefined }, /^Name each launch template by its id and the number of a version/],
  [
    { LaunchTemplateConfigs: [{ LaunchTemplateSpecification: { LaunchTemplateName: 'web', Version: '1' } }] },
    /^Name each launch template by its id and the number of a version/,
  ],
])('a spot fleet that cannot be asked for is told why, and that alone: %j', (changes, message) => {
  const { example, parameters } = entryOf('ec2:RequestSpotFleet');
  const { SpotFleetRequestConfig: fleet } = example.parameters as { SpotFleetRequestConfig: object };
  const given = JSON.parse(JSON.stringify({ SpotFleetRequestConfig: { ...fleet, ...changes } }));
  const { issues = [] } = parameters.safeParse(given).error ?? {};
  expect(issues.map((issue) => issue.message)).toEqual([expect.stringMatching(message)]);
});
