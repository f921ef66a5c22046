import { AuthorizeSecurityGroupIngressCommand, EC2Client } from '@aws-sdk/client-ec2';
import { AttachRolePolicyCommand, IAMClient } from '@aws-sdk/client-iam';
import { AddPermissionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CreateDBSnapshotCommand, RDSClient } from '@aws-sdk/client-rds';
import type { Credentials } from '@countersign/emulator';
import type { DirectoryAgent } from '../../core/directory/directory.ts';
import type { CalledDirectly, DirectCall } from '../page/ports.ts';
import { roleOf } from './agent-role.ts';
import { unboundedAgent } from './agents-roles.ts';
import type { LocalDeployment } from './start-deployment.ts';

type Deployment = Pick<
  LocalDeployment,
  'account' | 'region' | 'awsUrl' | 'clock' | 'credentialsFor' | 'directory'
>;

interface Settings {
  endpoint: string;
  region: string;
  credentials: Credentials;
  maxAttempts: number;
  systemClockOffset: number;
}

interface Offered extends Omit<DirectCall, 'agent'> {
  isBounded: boolean;
  send: (settings: Settings, newId: () => string) => Promise<unknown>;
}

/** By agents that know nothing of Countersign: one under the boundary, and one whose role lacks it. */
const offered: readonly Offered[] = [
  {
    id: 'denied',
    isBounded: true,
    title: 'Copy a database',
    expect: 'AWS denies it; an owner can turn it into a request',
    send: (settings, newId) =>
      new RDSClient(settings).send(
        new CreateDBSnapshotCommand({
          DBInstanceIdentifier: 'orders',
          DBSnapshotIdentifier: `orders-${newId()}`,
        }),
      ),
  },
  {
    id: 'asks-by-itself',
    isBounded: true,
    title: 'Open a port',
    expect: 'AWS denies it, and it becomes a request by itself',
    send: (settings) =>
      new EC2Client(settings).send(
        new AuthorizeSecurityGroupIngressCommand({
          GroupId: 'sg-0123456789abcdef0',
          ...{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '198.51.100.0/24' },
        }),
      ),
  },
  {
    id: 'unbounded',
    isBounded: false,
    title: 'Let another company call a function',
    expect: 'its role lacks the boundary: it is done, and people hear of an incident, which they can revert',
    send: (settings, newId) =>
      new LambdaClient(settings).send(
        new AddPermissionCommand({
          FunctionName: 'checkout',
          StatementId: `partner-${newId()}`,
          Action: 'lambda:InvokeFunction',
          Principal: '123456789012',
        }),
      ),
  },
  {
    id: 'full-power',
    isBounded: false,
    title: 'Give a role full power',
    expect: 'its role lacks the boundary: it is done, and policy has it contained',
    send: (settings) =>
      new IAMClient(settings).send(
        new AttachRolePolicyCommand({
          RoleName: 'etl-runner',
          PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
        }),
      ),
  },
];

export function directCalls(deployment: Deployment, newId: () => string) {
  const { directory, account, region, awsUrl, clock } = deployment;
  const unbounded = unboundedAgent(directory);
  const agentOf = ({ isBounded }: Offered): DirectoryAgent | undefined =>
    directory.agents.find(({ id }) => (id === unbounded) !== isBounded);
  const calls = offered.flatMap((one) => {
    const agent = agentOf(one);
    return agent ? [{ ...one, agent }] : [];
  });

  return {
    offered: (): DirectCall[] =>
      calls.map(({ id, title, expect, agent }) => ({ id, title, expect, agent: agent.id })),
    async call(id: string): Promise<CalledDirectly> {
      const one = calls.find((call) => call.id === id);
      if (!one) throw new Error(`There is no call ${id}.`);
      const credentials = deployment.credentialsFor(roleOf(one.agent, account), 'nightly');
      try {
        // Signed at the time that it is there.
        const systemClockOffset = clock.now() - Date.now();
        await one.send({ endpoint: awsUrl, region, credentials, maxAttempts: 1, systemClockOffset }, newId);
        return { done: true, words: 'AWS did it.' };
      } catch (error) {
        const { name, message } = error as Error;
        return { done: false, words: `${name}: ${message}` };
      }
    },
  };
}
