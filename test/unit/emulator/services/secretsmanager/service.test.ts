import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { account, adminRole, type Running, region, runEndpoint } from '../../wire/running-endpoint.ts';

const arn = `arn:aws:secretsmanager:${region}:${account}:secret:countersign/slack-token-AbCdEf`;

let running: Running;
let client: SecretsManagerClient;
beforeEach(async () => {
  running = await runEndpoint({
    secrets: [
      { name: 'countersign/slack-token', arn, value: 'a-token' },
      { name: 'countersign/empty', arn: arn.replace('slack-token', 'empty') },
    ],
  });
  client = new SecretsManagerClient(running.as(adminRole));
});
afterEach(() => running.close());

const read = (SecretId: string) => client.send(new GetSecretValueCommand({ SecretId }));

it('gives a secret by its name and by its ARN', async () => {
  const byName = await read('countersign/slack-token');
  expect(byName).toMatchObject({ SecretString: 'a-token', ARN: arn, VersionStages: ['AWSCURRENT'] });
  expect((await read(arn)).VersionId).toBe(byName.VersionId);
});

it('answers a secret without a value as AWS does', async () => {
  await expect(read('countersign/empty')).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
  });
  await expect(read('none')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

it('names what it does not implement', async () => {
  const write = client.send(new PutSecretValueCommand({ SecretId: arn, SecretString: 'other' }));
  await expect(write).rejects.toThrow(
    'NotImplementedLocally: secretsmanager:PutSecretValue is not implemented',
  );
});
