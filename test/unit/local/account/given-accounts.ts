import { randomBytes } from 'node:crypto';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import {
  type CallSeen,
  type Emulator,
  loadAccountTemplate,
  loadTemplate,
  startEmulator,
} from '../../../../emulator/index.ts';
import { exampleThings } from '../../../../local/account/services/things.ts';
import { smallAccounts } from '../../../../local/account/small-accounts.ts';
import { writeAssembly, writeBundle } from '../../../support/cloud-assembly.ts';

export const home = '111122223333';
export const other = '444455556666';
export const region = 'eu-central-1';

const document = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const allow = (Action: string | string[], Resource: string | string[] = '*') => ({
  Effect: 'Allow',
  Action,
  Resource,
});
const assuming = ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'];

const role = (RoleName: string, trust: object, ...statements: object[]) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    RoleName,
    AssumeRolePolicyDocument: trust,
    Policies: [{ PolicyName: 'own', PolicyDocument: document(...statements) }],
  },
});
const ofHome = document({
  Effect: 'Allow',
  Action: assuming,
  Principal: { AWS: `arn:aws:iam::${home}:root` },
  Condition: {
    ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${home}:role/execute` },
    StringLike: { 'sts:SourceIdentity': 'countersign-*' },
  },
});

/** What stands in each account: a role that may do all but touch itself. */
const account = {
  Resources: {
    Executor: role('executor', ofHome, allow('*'), {
      Effect: 'Deny',
      Action: 'sts:AssumeRole',
      Resource: '*',
    }),
    Grant: role('grant', ofHome, allow('*')),
  },
};

const homeStack = {
  Resources: {
    ExecuteRole: role(
      'execute',
      document(),
      allow(['logs:CreateLogStream', 'logs:PutLogEvents']),
      allow(
        assuming,
        [home, other].map((of) => `arn:aws:iam::${of}:role/*`),
      ),
    ),
    Execute: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        FunctionName: 'execute',
        Code: { S3Bucket: 'assets', S3Key: 'execute.zip' },
        Handler: 'index.handler',
        Runtime: 'nodejs24.x',
        Timeout: 20,
        MemorySize: 512,
        Role: { 'Fn::GetAtt': ['ExecuteRole', 'Arn'] },
      },
    },
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'api', ProtocolType: 'HTTP' } },
  },
};

export interface GivenAccounts {
  emulator: Emulator;
  calls: CallSeen[];
  bugs: unknown[];
  /** Settings of a client of the SDK in a session of an account's role, narrowed to these statements. */
  session: (options?: { of?: string; as?: string; statements?: object[]; id?: string }) => Promise<Settings>;
}

export interface Settings {
  endpoint: string;
  region: string;
  maxAttempts: number;
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken: string };
}

/** Two accounts of which the first is home, and a function `execute` that may assume their roles. */
export async function givenAccounts(
  bundle = 'export const handler = async () => {};',
): Promise<GivenAccounts> {
  const assembly = writeAssembly({
    Home: { template: homeStack, assets: { 'execute.zip': 'asset.execute' } },
    Account: { template: account },
  });
  writeBundle(assembly, 'asset.execute', bundle);
  const isAccount = (name: string): boolean => name === 'Account';
  const loaded = loadTemplate({
    assembly,
    location: { account: home, region },
    isIncluded: (name) => !isAccount(name),
  });
  if (!loaded.ok) throw new Error(loaded.problems.join('\n'));
  const stacks = [home, other].map((of) => {
    const stack = loadAccountTemplate({ assembly, location: { account: of, region }, isIncluded: isAccount });
    if (!stack.ok) throw new Error(stack.problems.join('\n'));
    return stack.template;
  });
  const newId = (digits: number): string => randomBytes(digits).toString('hex').slice(0, digits);
  const [calls, bugs]: [CallSeen[], unknown[]] = [[], []];
  const started = await startEmulator({
    template: loaded.template,
    accounts: { stacks, target: smallAccounts({ thingsOf: exampleThings, newId }).target },
    onCall: (call) => calls.push(call),
    onBug: (bug) => bugs.push(bug),
  });
  if (!started.ok) throw new Error(started.problems.join('\n'));
  const { emulator } = started;

  const session: GivenAccounts['session'] = async (options = {}) => {
    const { of = home, as = 'executor', statements = [allow('*')], id = 'countersign-1' } = options;
    const settings = { endpoint: emulator.awsUrl, region, maxAttempts: 1 };
    const credentials = emulator.credentialsFor(`arn:aws:iam::${home}:role/execute`, 'execute');
    const { Credentials: given } = await new STSClient({ ...settings, credentials }).send(
      new AssumeRoleCommand({
        RoleArn: `arn:aws:iam::${of}:role/${as}`,
        RoleSessionName: id,
        SourceIdentity: id,
        Policy: JSON.stringify(document(...statements)),
        DurationSeconds: 900,
      }),
    );
    return {
      ...settings,
      credentials: {
        accessKeyId: given?.AccessKeyId ?? '',
        secretAccessKey: given?.SecretAccessKey ?? '',
        sessionToken: given?.SessionToken ?? '',
      },
    };
  };
  return { emulator, calls, bugs, session };
}
