import { fileURLToPath } from 'node:url';
import { IAM } from '@aws-sdk/client-iam';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GivenAccounts, givenAccounts, home, other } from './given-accounts.ts';

/** A function that does as the executor does: it assumes a role, and calls by clients that go to AWS and nowhere else. */
const source = `
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { AttachRolePolicyCommand, DetachRolePolicyCommand, IAMClient } from '@aws-sdk/client-iam';
import { clientSettings } from './adapters/aws/wire/client-settings.ts';

const own = () => ({
  accessKeyId: process.env.AWS_ACCESS_KEY_ID,
  secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY,
  sessionToken: process.env.AWS_SESSION_TOKEN,
});
const calls = { attach: AttachRolePolicyCommand, detach: DetachRolePolicyCommand };
export const handler = async ({ account, call, RoleName, policy }) => {
  const region = process.env.AWS_REGION;
  const { Credentials: given } = await new STSClient(clientSettings({ region, credentials: own() })).send(
    new AssumeRoleCommand({
      RoleArn: 'arn:aws:iam::' + account + ':role/executor',
      RoleSessionName: 'countersign-1',
      SourceIdentity: 'countersign-1',
      Policy: JSON.stringify(policy),
    }),
  );
  const credentials = {
    accessKeyId: given.AccessKeyId,
    secretAccessKey: given.SecretAccessKey,
    sessionToken: given.SessionToken,
  };
  const client = new IAMClient(clientSettings({ region, credentials }));
  const PolicyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
  try {
    const { $metadata } = await client.send(new calls[call]({ RoleName, PolicyArn }));
    return { status: $metadata.httpStatusCode, requestId: $metadata.requestId };
  } catch (error) {
    return { failed: error.name, message: error.message };
  }
};`;

function bundle(): string {
  const { outputFiles } = buildSync({
    stdin: {
      contents: source,
      resolveDir: fileURLToPath(new URL('../../../../', import.meta.url)),
      loader: 'ts',
    },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
  return outputFiles[0]?.text ?? '';
}

let accounts: GivenAccounts;
beforeAll(async () => {
  accounts = await givenAccounts(bundle());
});
afterAll(() => accounts.emulator.close());

const RoleName = 'etl-runner';
const policyOf = (Action: string, account = other) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource: `arn:aws:iam::${account}:role/${RoleName}` }],
});
const invoke = (call: 'attach' | 'detach', account = other) =>
  accounts.emulator.services.lambda.invokeLambda('execute', {
    ...{ account, call, RoleName, policy: policyOf('iam:AttachRolePolicy', account) },
  });
const attached = async (of: string) => {
  const { AttachedPolicies } = await new IAM(await accounts.session({ of })).listAttachedRolePolicies({
    RoleName,
  });
  return AttachedPolicies?.map(({ PolicyName }) => PolicyName);
};

describe('a function whose clients ignore configured endpoints', () => {
  it('changes the account whose role it has assumed, and that alone', async () => {
    expect(await invoke('attach')).toEqual({
      ok: true,
      payload: { status: 200, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    });
    expect(await attached(other)).toEqual(['deploy', 'ReadOnlyAccess']);
    expect(await attached(home)).toEqual(['deploy']);
    expect(accounts.calls.slice(0, 2)).toMatchObject([
      { service: 'sts', operation: 'AssumeRole', roleArn: `arn:aws:iam::${home}:role/execute` },
      { service: 'iam', operation: 'AttachRolePolicy', roleArn: `arn:aws:iam::${other}:role/executor` },
    ]);
  });

  it('is refused anything but the action that its session is for', async () => {
    expect(await invoke('detach')).toEqual({
      ok: true,
      payload: {
        failed: 'AccessDenied',
        message: expect.stringContaining('because no session policy allows the iam:DetachRolePolicy action'),
      },
    });
    expect(await attached(other)).toContain('ReadOnlyAccess');
  });

  it('can be ended when AWS has done it, and before it hears so', async () => {
    const crashed = accounts.emulator.crash('execute', { after: 'iam:AttachRolePolicy' });
    expect(await invoke('attach', home)).toMatchObject({ ok: false, error: 'Runtime.ExitError' });
    await crashed;
    expect(await attached(home)).toContain('ReadOnlyAccess');
  });
});
