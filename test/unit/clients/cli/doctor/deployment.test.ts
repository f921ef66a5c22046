import { expect, it } from 'vitest';
import { findDeployment } from '../../../../../clients/cli/doctor/deployment.ts';

const outputs = {
  audit: { AuditBucketName: 'records', AuditWorkgroup: 'countersign-trial-audit', TableName: 'requests' },
  approval: {
    ApiUrl: 'https://approvals.example.com',
    WorkflowArn: 'arn:aws:states:eu-west-1:444455556666:stateMachine:countersign-trial-approval',
    AlarmsTopicArn: 'arn:aws:sns:eu-west-1:444455556666:countersign-trial-alarms',
    SlackUrl: 'https://approvals.example.com/slack/interactions',
    AgentBoundaryArn: 'arn:aws:iam::444455556666:policy/countersign-trial-agent-boundary-eu-west-1',
  },
};
const stacksOf = (known: Record<string, Record<string, string>>) => async (name: string) => {
  const found = known[name.replace('countersign-trial-', '')];
  return found && { name, status: 'CREATE_COMPLETE', outputs: found };
};

it('a deployment is found by its stage, with its account and all that its stacks print', async () => {
  expect(await findDeployment(stacksOf(outputs), 'trial', 'eu-west-1')).toMatchObject({
    ok: true,
    deployment: { account: '444455556666', apiUrl: 'https://approvals.example.com', tableName: 'requests' },
  });
});

it.each([
  ['a stack is missing', { audit: outputs.audit }, 'no stack countersign-trial-approval in eu-west-1'],
  [
    'it is of an earlier version',
    { ...outputs, approval: {} },
    'do not print ApiUrl, WorkflowArn, AlarmsTopicArn',
  ],
])('says what to do where %s', async (_, known, problem) => {
  expect(await findDeployment(stacksOf(known as typeof outputs), 'trial', 'eu-west-1')).toEqual({
    ok: false,
    problem: expect.stringContaining(problem),
  });
});

it('says in a line that the stacks cannot be read', async () => {
  const readStack = async () => {
    throw Object.assign(new Error('Could not load credentials from any providers'), {
      name: 'CredentialsProviderError',
    });
  };
  expect(await findDeployment(readStack, 'trial', 'eu-west-1')).toEqual({
    ok: false,
    problem:
      'The stack countersign-trial-audit could not be read (CredentialsProviderError: Could not load credentials from any providers). Give credentials that may read the deployment.',
  });
});
