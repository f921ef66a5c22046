import { gunzipSync } from 'node:zlib';
import { EventBridgeClient, type PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { type PutObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidToken,
  type SendTaskSuccessCommand,
  SFNClient,
  type StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { createPutLines } from '../../../../adapters/aws/audit-bucket.ts';
import { createPublish } from '../../../../adapters/aws/event-bus.ts';
import { openSecret } from '../../../../adapters/aws/secret.ts';
import {
  createResumeWorkflow,
  createStartIncidentWorkflow,
  createStartWorkflow,
  createWakeWorkflow,
} from '../../../../adapters/aws/workflow.ts';
import type { IncidentInput } from '../../../../core/ports/incident-workflow.ts';
import type { WorkflowInput } from '../../../../core/ports/workflow.ts';

/** A client that answers every command the same way, and keeps what it was asked. */
function answering<C extends { send: unknown }, I>(client: C, answer: (call: number) => unknown) {
  const inputs: I[] = [];
  const send = async ({ input }: { input: I }): Promise<unknown> => {
    inputs.push(input);
    const given = answer(inputs.length);
    if (given instanceof Error) throw given;
    return given;
  };
  return { client: Object.assign(client, { send }) as C, inputs };
}

const region = { region: 'eu-central-1' };
const meta = { message: 'as AWS says it', $metadata: {} };
const input: WorkflowInput = { v: 1, requestId: 'r1', deadlines: ['2026-01-05T12:30:00.000Z'] };
const outage = Object.assign(new Error('AWS is down.'), { name: 'ServiceException' });

describe('the workflow', () => {
  it('is started under the name of its request', async () => {
    const { client, inputs } = answering<SFNClient, StartExecutionCommand['input']>(
      new SFNClient(region),
      () => ({}),
    );
    await createStartWorkflow(client, 'arn:machine')(input);
    expect(inputs).toEqual([{ stateMachineArn: 'arn:machine', name: 'r1', input: JSON.stringify(input) }]);
  });

  it('that is there already is started', async () => {
    const { client } = answering(new SFNClient(region), () => new ExecutionAlreadyExists(meta));
    await createStartWorkflow(client, 'arn:machine')(input);
  });

  it('of an incident is named after the incident, and started once as well', async () => {
    const given: IncidentInput = { v: 1, incidentId: 'i1', tiers: ['2026-01-05T12:00:00.000Z'] };
    const { client, inputs } = answering<SFNClient, StartExecutionCommand['input']>(
      new SFNClient(region),
      () => new ExecutionAlreadyExists(meta),
    );
    await createStartIncidentWorkflow(client, 'arn:machine')(given);
    expect(inputs).toMatchObject([{ name: 'i1', input: JSON.stringify(given) }]);
  });

  it('that cannot be started is an outage', async () => {
    const { client } = answering(new SFNClient(region), () => outage);
    await expect(createStartWorkflow(client, 'arn:machine')(input)).rejects.toThrow('AWS is down.');
  });

  /** Step Functions that knows executions by name, and names that are taken though nothing has them. */
  function machineWith(executions: Record<string, string>, taken: readonly string[] = []) {
    const started: unknown[] = [];
    const send = async (command: DescribeExecutionCommand | StartExecutionCommand) => {
      if (command instanceof DescribeExecutionCommand) {
        const name = String(command.input.executionArn).split(':').at(-1) ?? '';
        if (!Object.hasOwn(executions, name)) throw new ExecutionDoesNotExist(meta);
        return { status: executions[name] };
      }
      const { name = '' } = command.input;
      if (Object.hasOwn(executions, name) || taken.includes(name)) throw new ExecutionAlreadyExists(meta);
      started.push(command.input);
      return {};
    };
    const client = Object.assign(new SFNClient(region), { send }) as SFNClient;
    const arn = 'arn:aws:states:eu-central-1:111122223333:stateMachine:approval';
    return { resume: createResumeWorkflow(client, arn), started };
  }

  it.each([
    ['has no execution', {}, [], 'r1'],
    ['has one that failed', { r1: 'FAILED' }, [], 'r1.2'],
    ['has two that ended', { r1: 'ABORTED', 'r1.2': 'TIMED_OUT' }, [], 'r1.3'],
    ['had one that is gone, with its name still taken', {}, ['r1'], 'r1.2'],
  ])('is resumed for a request that %s', async (_, executions, taken, name) => {
    const { resume, started } = machineWith(executions as Record<string, string>, taken);
    expect(await resume('r1', async () => input)).toBe('started');
    expect(started).toMatchObject([{ name, input: JSON.stringify(input) }]);
  });

  it.each([{ r1: 'RUNNING' }, { r1: 'FAILED', 'r1.2': 'RUNNING' }, { r1: 'PENDING_REDRIVE' }])(
    'that runs is left alone, and its request is not read: %o',
    async (executions) => {
      const { resume, started } = machineWith(executions as Record<string, string>);
      const read = async () => {
        throw new Error('Nobody asked for it.');
      };
      expect(await resume('r1', read)).toBe('runs');
      expect(started).toEqual([]);
    },
  );

  it('is not resumed where there is nothing to go on with', async () => {
    const { resume, started } = machineWith({ r1: 'SUCCEEDED' });
    expect(await resume('r1', async () => undefined)).toBe('none');
    expect(started).toEqual([]);
  });

  it('that ended ten times is told, and not started for ever', async () => {
    const names = ['r1', ...[2, 3, 4, 5, 6, 7, 8, 9, 10].map((number) => `r1.${number}`)];
    const { resume } = machineWith(Object.fromEntries(names.map((name) => [name, 'FAILED'])));
    await expect(resume('r1', async () => input)).rejects.toThrow('10 executions for r1 ended');
  });

  it('is woken with its token', async () => {
    const { client, inputs } = answering<SFNClient, SendTaskSuccessCommand['input']>(
      new SFNClient(region),
      () => ({}),
    );
    await createWakeWorkflow(client)('token', { v: 1, state: 'approved' });
    expect(inputs).toEqual([{ taskToken: 'token', output: '{"v":1,"state":"approved"}' }]);
  });

  it.each([new TaskTimedOut(meta), new TaskDoesNotExist(meta), new InvalidToken(meta)])(
    'that waits no more is left alone: $name',
    async (error) => {
      const { client } = answering(new SFNClient(region), () => error);
      await createWakeWorkflow(client)('token', { v: 1, state: 'approved' });
    },
  );

  it('that cannot be woken is an outage, so that the stream comes again', async () => {
    const { client } = answering(new SFNClient(region), () => outage);
    await expect(createWakeWorkflow(client)('token', { v: 1, state: 'approved' })).rejects.toThrow(
      'AWS is down.',
    );
  });
});

describe('the event bus', () => {
  it('gets one event with its detail', async () => {
    const { client, inputs } = answering<EventBridgeClient, PutEventsCommand['input']>(
      new EventBridgeClient(region),
      () => ({ FailedEntryCount: 0, Entries: [{ EventId: '1' }] }),
    );
    await createPublish(client, 'bus', 'Request concluded')({ state: 'approved' });
    expect(inputs[0]?.Entries).toEqual([
      {
        EventBusName: 'bus',
        Source: 'countersign',
        DetailType: 'Request concluded',
        Detail: '{"state":"approved"}',
      },
    ]);
  });

  it('that took nothing is an outage, though it answered', async () => {
    const { client } = answering(new EventBridgeClient(region), () => ({
      FailedEntryCount: 1,
      Entries: [{ ErrorCode: 'ThrottlingException' }],
    }));
    await expect(createPublish(client, 'bus', 'x')({})).rejects.toThrow(
      'bus did not take the event: ThrottlingException',
    );
  });
});

describe('the audit bucket', () => {
  const refusal = (httpStatusCode: number) =>
    new S3ServiceException({ name: 'Refused', $fault: 'client', $metadata: { httpStatusCode } });

  it('gets lines, packed, with a checksum, and only where nothing is', async () => {
    const { client, inputs } = answering<S3Client, PutObjectCommand['input']>(
      new S3Client(region),
      () => ({}),
    );
    await createPutLines(client, { bucket: 'audit' })('records/x.ndjson.gz', ['{"a":1}', '{"b":"ü"}']);
    const [put] = inputs;
    expect(put).toMatchObject({ Bucket: 'audit', Key: 'records/x.ndjson.gz', IfNoneMatch: '*' });
    expect(gunzipSync(put?.Body as Buffer).toString()).toBe('{"a":1}\n{"b":"ü"}\n');
    expect(put?.ChecksumSHA256).toMatch(/^[A-Za-z0-9+/]{43}=$/);
  });

  it('packs the same lines into the same bytes, so that the same batch is the same object', async () => {
    const { client, inputs } = answering<S3Client, PutObjectCommand['input']>(
      new S3Client(region),
      () => ({}),
    );
    const putOnce = createPutLines(client, { bucket: 'audit' });
    await putOnce('a', ['x']);
    await putOnce('a', ['x']);
    expect(inputs[0]?.ChecksumSHA256).toBe(inputs[1]?.ChecksumSHA256);
  });

  it('that has the object already is done', async () => {
    const { client } = answering(new S3Client(region), () => refusal(412));
    expect(await createPutLines(client, { bucket: 'audit' })('a', ['x'])).toBe('there');
  });

  it.each([403, 404, 409, 500, 503])('that answers %i is an outage', async (status) => {
    const { client } = answering(new S3Client(region), () => refusal(status));
    await expect(createPutLines(client, { bucket: 'audit' })('a', ['x'])).rejects.toThrow();
  });
});

describe('a secret', () => {
  it('is read once, when it is needed, also by many at once', async () => {
    const { client, inputs } = answering(new SecretsManagerClient(region), () => ({
      SecretString: '{"token":" value\\n","other":"x"}',
    }));
    const secret = openSecret(client, 'id', () => 0)('token');
    expect(inputs).toEqual([]);
    expect(await Promise.all([secret.read(), secret.read(), secret.read()])).toEqual([
      'value',
      'value',
      'value',
    ]);
    expect(inputs).toEqual([{ SecretId: 'id' }]);
  });

  it('is read once for all of its fields, and anew for all of them', async () => {
    let now = 0;
    const { client, inputs } = answering(new SecretsManagerClient(region), (call) => ({
      SecretString: JSON.stringify({ token: `token ${call}`, key: `key ${call}` }),
    }));
    const [token, key] = ['token', 'key'].map(openSecret(client, 'id', () => now));
    expect(await Promise.all([token?.read(), key?.read()])).toEqual(['token 1', 'key 1']);
    now = 40_000;
    expect(await key?.readAnew()).toBe('key 2');
    expect(await token?.read()).toBe('token 2');
    expect(inputs).toHaveLength(2);
  });

  it('that lacks one field gives the others, and that one as soon as it is there', async () => {
    const { client } = answering(new SecretsManagerClient(region), (call) => ({
      SecretString: call < 3 ? '{"token":"value"}' : '{"token":"value","key":"late"}',
    }));
    const field = openSecret(client, 'id', () => 0);
    await expect(field('key').read()).rejects.toThrow('a text under key');
    expect(await field('token').read()).toBe('value');
    await expect(field('key').read()).rejects.toThrow('a text under key');
    expect(await field('key').read()).toBe('late');
  });

  it('that could not be read is read again', async () => {
    const { client } = answering(new SecretsManagerClient(region), (call) =>
      call === 1 ? outage : { SecretString: '{"token":"value"}' },
    );
    const secret = openSecret(client, 'id', () => 0)('token');
    await expect(secret.read()).rejects.toThrow('AWS is down.');
    expect(await secret.read()).toBe('value');
  });

  it('that was rotated is taken up after some minutes, or as soon as the old one was refused', async () => {
    let now = 0;
    const { client, inputs } = answering(new SecretsManagerClient(region), (call) => ({
      SecretString: JSON.stringify({ token: `value ${call}` }),
    }));
    const secret = openSecret(client, 'id', () => now)('token');
    expect(await secret.read()).toBe('value 1');
    now = 40_000;
    expect(await secret.read()).toBe('value 1');
    expect(await secret.readAnew()).toBe('value 2');
    expect(await secret.read()).toBe('value 2');
    now = 340_000;
    expect(await secret.read()).toBe('value 3');
    expect(inputs).toHaveLength(3);
  });

  it('is read at most twice a minute, however often it is refused', async () => {
    let now = 0;
    const { client, inputs } = answering(new SecretsManagerClient(region), () => ({
      SecretString: '{"token":"value"}',
    }));
    const secret = openSecret(client, 'id', () => now)('token');
    for (now = 0; now < 60_000; now += 100) await secret.readAnew();
    expect(inputs).toHaveLength(2);
  });

  it.each(['', 'xoxb-plain-text', '{"other":"x"}', '{"token":""}', '{"token":7}', '[]', 'null'])(
    'that holds %j says what to do, and never what it holds',
    async (SecretString) => {
      const { client } = answering(new SecretsManagerClient(region), () => ({ SecretString }));
      await expect(openSecret(client, 'id', () => 0)('token').read()).rejects.toThrow(
        "Secret id must be a JSON object with a text under token. Put the value from Slack's app page there.",
      );
    },
  );
});
