import { describe, expect, it } from 'vitest';
import { releaseArn } from '../support/given/agent-event.ts';
import { submissions } from '../support/given/catalog.ts';
import { agentNamed, directory } from '../support/given/directory.ts';
import { allow } from '../support/given/rulings.ts';
import { capturedOutput } from '../support/memory-output.ts';
import { memorySystem, type SystemSettings } from '../support/memory-system.ts';

capturedOutput();

async function expectWrongResource(body: unknown, settings: SystemSettings = {}) {
  const system = memorySystem({ ruleOn: () => allow, ...settings });
  expect(await system.submit(body, { as: releaseArn() })).toMatchObject({
    status: 422,
    body: { type: 'urn:countersign:problem:wrong-resource', field: '/resource' },
  });
  expect(system.requests.written).toEqual([]);
}

const bucket = (more: object = {}) => ({
  action: 's3:DeleteBucket',
  resource: 'arn:aws:s3:::analytics-exports',
  parameters: { Bucket: 'analytics-exports', ...more },
  reason: 'It is empty.',
});

describe('a resource', () => {
  it.each(['aws-cn', 'aws-us-gov'])('in partition %s is none of a session in another', async (partition) => {
    const resource = submissions.remove().resource.replace('arn:aws:', `arn:${partition}:`);
    await expectWrongResource({ ...submissions.remove(), resource });
  });

  it('that names no account is in none that the parameters choose', async () => {
    await expectWrongResource(bucket({ ExpectedBucketOwner: '777788889999' }));
  });

  it('is in an account of the parameters that the directory gives the agent', async () => {
    const agents = [{ ...agentNamed('release'), accounts: ['777788889999'] }];
    const system = memorySystem({ ruleOn: () => allow, directory: directory({ agents }) });
    const { status, body } = await system.submit(bucket({ ExpectedBucketOwner: '777788889999' }), {
      as: releaseArn(),
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ account: '777788889999', environment: 'dev' });
    await expectWrongResource(bucket({ ExpectedBucketOwner: '444455556666' }), {
      directory: directory({ agents }),
    });
  });
});
