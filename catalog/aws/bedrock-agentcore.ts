import type { BedrockAgentCore } from '@aws-sdk/client-bedrock-agentcore';
import type { BedrockAgentCoreControl } from '@aws-sdk/client-bedrock-agentcore-control';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { beginningOf, namedIn, sentence } from '../sentence.ts';
import { accountId } from '../values/account-id.ts';
import { arnOf } from '../values/arn.ts';
import { matching, securityGroupId, subnetId, text } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { listed } from '../values/widest-first.ts';

const define = operationsOf<BedrockAgentCore>({ prefix: 'bedrock-agentcore' });
const defineControl = operationsOf<BedrockAgentCoreControl>({ prefix: 'bedrock-agentcore' });

/** One of the account's, with a role of its own. Those of AWS have none, and an ARN without an account. */
const customId = matching(
  '[a-zA-Z][a-zA-Z0-9_]{0,47}-[a-zA-Z0-9]{10}',
  64,
  'must be the id of one of the account, such as reports-abcdefghij',
);
const interpreter = {
  resource:
    'arn:{partition}:bedrock-agentcore:{region}:{account}:code-interpreter-custom/{codeInterpreterIdentifier}',
  values: { codeInterpreterIdentifier: customId },
} as const;

/** Which tool, and what it is told: code and commands first. */
interface Told {
  code?: string;
  command?: string;
}
function sayTold({ code, command, ...rest }: Told): string {
  const others = JSON.stringify(rest);
  return `${beginningOf([code, command].filter(Boolean).join(' and '), 240)}${others === '{}' ? '' : ` ${beginningOf(others, 160)}`}`;
}

export const bedrockAgentCoreActions = [
  defineControl({
    operation: 'CreateCodeInterpreter',
    groups: ['resource-creation', 'lateral-movement'],
    resource: 'arn:{partition}:bedrock-agentcore:{region}:{account}:*',
    values: {
      name: matching('[a-zA-Z][a-zA-Z0-9_]{0,47}', 48, 'must be letters, digits and underscores'),
      networkConfiguration: z.strictObject({
        networkMode: z.enum(['PUBLIC', 'SANDBOX', 'VPC']),
        vpcConfig: z
          .strictObject({
            subnets: distinct(subnetId).max(16),
            securityGroups: distinct(securityGroupId).max(16),
          })
          .optional(),
      }),
    },
    say: (
      { name, executionRoleArn: role, networkConfiguration: { networkMode, vpcConfig } },
      { account },
    ) => {
      const network =
        vpcConfig === undefined
          ? ''
          : `, in ${listed(vpcConfig.subnets)} with ${listed(vpcConfig.securityGroups)}`;
      return sentence`Make code interpreter ${name}${role === undefined ? '' : ` whose code runs as ${namedIn(role, account)}`}, network ${networkMode}${network}`;
    },
    passes: ['/executionRoleArn'],
    shown: ['/description'],
    reversible: true,
    example: {
      name: 'reports',
      executionRoleArn: 'arn:aws:iam::111122223333:role/reports',
      networkConfiguration: { networkMode: 'SANDBOX' },
    },
  }),
  define({
    ...interpreter,
    operation: 'StartCodeInterpreterSession',
    groups: ['remote-access', 'lateral-movement'],
    say: ({ codeInterpreterIdentifier: id }) =>
      sentence`Open a session of code interpreter ${id}, whose role its code has`,
    reversible: true,
    example: { codeInterpreterIdentifier: 'reports-abcdefghij' },
  }),
  define({
    ...interpreter,
    operation: 'InvokeCodeInterpreter',
    groups: ['remote-access', 'lateral-movement'],
    say: ({ codeInterpreterIdentifier: id, name, arguments: told = {} }) =>
      sentence`In code interpreter ${id}, do ${name}: ${sayTold(told)}`,
    // What is written into the session, which its code can run.
    shown: ['/arguments/content/*/blob'],
    reversible: false,
    example: {
      codeInterpreterIdentifier: 'reports-abcdefghij',
      sessionId: '01234567890ABCDEFGHIJKLMNOP',
      name: 'executeCode',
      arguments: { code: 'print(1)', language: 'python' },
    },
  }),
  define({
    operation: 'InvokeAgentRuntimeCommand',
    groups: ['remote-access', 'lateral-movement'],
    resource: '{agentRuntimeArn}',
    values: {
      agentRuntimeArn: arnOf(
        'bedrock-agentcore',
        'runtime/[a-zA-Z][a-zA-Z0-9_]{0,99}-[a-zA-Z0-9]{10}',
        'arn:aws:bedrock-agentcore:eu-central-1:111122223333:runtime/support-abcdefghij',
      ),
      accountId,
      body: z.strictObject({ command: text(65_536), timeout: z.int().min(1).max(3_600).optional() }),
    },
    say: ({ agentRuntimeArn, body: { command, timeout } }, { account }) =>
      sentence`In agent runtime ${namedIn(agentRuntimeArn, account)}, as its role${timeout === undefined ? '' : ` for at most ${timeout} s`}, run: ${beginningOf(command, 280)}`,
    reversible: false,
    example: {
      agentRuntimeArn: 'arn:aws:bedrock-agentcore:eu-central-1:111122223333:runtime/support-abcdefghij',
      body: { command: 'uptime' },
    },
  }),
  define({
    operation: 'StartBrowserSession',
    groups: ['remote-access', 'lateral-movement'],
    resource: 'arn:{partition}:bedrock-agentcore:{region}:{account}:browser-custom/{browserIdentifier}',
    values: { browserIdentifier: customId },
    // Code from buckets, where it can change, and a way out of the network.
    without: ['extensions', 'enterprisePolicies', 'proxyConfiguration'],
    say: ({ browserIdentifier: id, profileConfiguration: profile }) =>
      sentence`Open a session of browser ${id}${profile === undefined ? '' : `, signed in as profile ${profile.profileIdentifier} is`}`,
    reversible: true,
    example: { browserIdentifier: 'research-abcdefghij' },
  }),
];
