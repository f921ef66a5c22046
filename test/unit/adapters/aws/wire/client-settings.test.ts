import type { HttpRequest } from '@smithy/types';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { clientSettings } from '../../../../../adapters/aws/wire/client-settings.ts';
import { loadClient } from '../../../../../adapters/aws/wire/load-client.ts';

const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'none', accountId: '111122223333' };

/** The requests that a client makes where each fails as if it could be tried again. */
async function requestsOf(
  client: string,
  operation: string,
  input: Record<string, string>,
): Promise<HttpRequest[]> {
  const { makeClient, makeCommand } = await loadClient(client);
  const requests: HttpRequest[] = [];
  const handle = (request: HttpRequest): Promise<never> => {
    requests.push(request);
    return Promise.reject(Object.assign(new Error('reset'), { code: 'ECONNRESET', $retryable: {} }));
  };
  const settings = clientSettings({ region: 'eu-central-1', credentials });
  await makeClient({ ...settings, requestHandler: { handle } })
    .send(makeCommand(operation, input))
    .catch(() => {});
  return requests;
}

const hosts = [
  ['kms', 'DisableKey', { KeyId: 'one' }, 'kms.eu-central-1.amazonaws.com'],
  ['s3', 'DeleteBucketPolicy', { Bucket: 'one' }, 's3.eu-central-1.amazonaws.com'],
  ['dynamodb', 'DeleteTable', { TableName: 'one' }, 'dynamodb.eu-central-1.amazonaws.com'],
  ['sqs', 'DeleteQueue', { QueueUrl: 'https://evil.example/one' }, 'sqs.eu-central-1.amazonaws.com'],
  ['iam', 'DeleteRole', { RoleName: 'one' }, 'iam.amazonaws.com'],
  ['mediapackage', 'DeleteChannel', { Id: 'one' }, 'mediapackage.eu-central-1.amazonaws.com'],
] as const;

describe('a client that is made with these settings', () => {
  afterEach(() => vi.unstubAllEnvs());

  it.each(hosts)(
    '%s sends one request to AWS, whatever the environment says',
    async (client, operation, input, host) => {
      vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:1');
      vi.stubEnv('AWS_USE_FIPS_ENDPOINT', 'true');
      vi.stubEnv('AWS_USE_DUALSTACK_ENDPOINT', 'true');
      vi.stubEnv('AWS_MAX_ATTEMPTS', '5');
      vi.stubEnv('AWS_REGION', 'us-west-2');
      vi.stubEnv('AWS_ACCOUNT_ID', '111122223333');
      vi.stubEnv('AWS_ENABLE_ENDPOINT_DISCOVERY', 'true');
      const requests = await requestsOf(client, operation, input);
      expect(requests.map(({ protocol, hostname, port }) => [protocol, hostname, port])).toEqual([
        ['https:', host, undefined],
      ]);
    },
  );
});
