import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../../emulator/lib/json.ts';
import {
  createFunctionPool,
  type FunctionPool,
} from '../../../../../emulator/services/lambda/function-pool.ts';
import type { FunctionSpec } from '../../../../../emulator/services/lambda/function-spec.ts';
import type { Network } from '../../../../../emulator/services/lambda/worker-messages.ts';
import { writeBundle } from '../../../../support/cloud-assembly.ts';

const open: FunctionPool[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((pool) => pool.close()));
});

interface Given {
  handler: string;
  spec?: Partial<FunctionSpec>;
  environment?: Record<string, string>;
  network?: Network;
  onLog?: (entry: JsonObject) => void;
}

const alone: Network = { awsPort: 0, hosts: [] };

function poolOf({ handler, spec, environment = {}, network = alone, onLog = () => {} }: Given): FunctionPool {
  const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
  writeBundle(folder, '.', handler);
  const pool = createFunctionPool(
    {
      name: 'greet',
      arn: 'arn:aws:lambda:eu-west-1:777788889999:function:greet',
      roleArn: 'arn:aws:iam::777788889999:role/greet',
      folder,
      handler: 'index.handler',
      environment: {},
      timeoutMilliseconds: 5_000,
      memoryMegabytes: 128,
      logGroup: '/aws/lambda/greet',
      asynchronous: { retries: 2 },
      ...spec,
    },
    { environment: () => environment, network: () => network, onLog: (_, entry) => onLog(entry) },
  );
  open.push(pool);
  return pool;
}

const invoke = (pool: FunctionPool, event: unknown = {}) => pool.invoke(JSON.stringify(event), 'request-1');
const answered = (value: unknown) => ({ kind: 'answered', payload: JSON.stringify(value) });
const failedWith = (errorType: string, errorMessage: unknown) => ({
  kind: 'failed',
  error: { errorType, errorMessage, trace: expect.any(Array) },
});

const counting = `let count = 0; export const handler = async () => { count += 1; return count; };`;
const waiting = `export const handler = ({ wait }) => new Promise((done) => setTimeout(done, wait, 'done'));`;

describe('a function', () => {
  it('answers with what its handler returns', async () => {
    const pool = poolOf({ handler: `export const handler = async (event) => ({ greeting: event.name });` });
    expect(await invoke(pool, { name: 'Ada' })).toEqual(answered({ greeting: 'Ada' }));
  });

  it('answers null where the handler returns nothing', async () => {
    expect(await invoke(poolOf({ handler: `export const handler = async () => {};` }))).toEqual(
      answered(null),
    );
  });

  it('sees the context that Lambda gives', async () => {
    const handler = `export const handler = async (_, context) =>
      ({ ...context, left: context.getRemainingTimeInMillis() > 4_000 });`;
    expect(JSON.parse(payloadOf(await invoke(poolOf({ handler }))))).toMatchObject({
      functionName: 'greet',
      functionVersion: '$LATEST',
      memoryLimitInMB: '128',
      awsRequestId: 'request-1',
      invokedFunctionArn: 'arn:aws:lambda:eu-west-1:777788889999:function:greet',
      left: true,
    });
  });

  it('sees its own environment and nothing of this process', async () => {
    const handler = `export const handler = async () => process.env;`;
    const answer = await invoke(poolOf({ handler, environment: { TABLE_NAME: 'table' } }));
    const { _X_AMZN_TRACE_ID, ...environment } = JSON.parse(payloadOf(answer));
    expect(environment).toEqual({ TABLE_NAME: 'table' });
    expect(_X_AMZN_TRACE_ID).toMatch(/^Root=/);
  });

  it('is initialized once and used again', async () => {
    const pool = poolOf({ handler: counting });
    await invoke(pool);
    expect(await invoke(pool)).toEqual(answered(2));
  });

  it('serves a burst of quick calls with few environments', async () => {
    const handler = `let count = 0;
      export const handler = async () => { await new Promise((done) => setTimeout(done, 10)); return count += 1; };`;
    const pool = poolOf({ handler });
    const answers = await Promise.all(Array.from({ length: 100 }, () => invoke(pool)));
    const counts = answers.map((answer) => Number(payloadOf(answer)));
    // Every environment counts its own calls from 1. Two take half a second, in which twenty could be started.
    expect(counts.filter((count) => count === 1).length).toBeLessThan(6);
  });

  it('keeps nobody waiting behind those that take long', async () => {
    const pool = poolOf({ handler: waiting });
    const long = Array.from({ length: 4 }, () => invoke(pool, { wait: 3_000 }));
    expect(await invoke(pool, { wait: 0 })).toEqual(answered('done'));
    await pool.crash();
    await Promise.all(long);
  });

  it('that is closed leaves nobody waiting', async () => {
    const pool = poolOf({ handler: waiting });
    const calls = Array.from({ length: 3 }, () => invoke(pool, { wait: 60_000 }));
    await pool.close();
    const kinds = (await Promise.all(calls)).map(({ kind }) => kind);
    expect(kinds.every((kind) => kind !== 'answered')).toBe(true);
    expect(await invoke(pool)).toEqual({ kind: 'throttled' });
  });

  it('runs as often at once as its reserved concurrency allows, and no more', async () => {
    const pool = poolOf({ handler: waiting, spec: { reservedConcurrency: 2 } });
    const kinds = [1, 2, 3].map(() => invoke(pool, { wait: 50 }));
    expect((await Promise.all(kinds)).map(({ kind }) => kind)).toEqual(['answered', 'answered', 'throttled']);
    expect(await invoke(pool, { wait: 0 })).toEqual(answered('done'));
  });
});

describe('an error', () => {
  it('in the handler carries its type, message and trace, and the environment lives on', async () => {
    const handler = `let calls = 0;
      class SlackUnavailable extends Error { name = 'SlackUnavailable' }
      export const handler = async () => { calls += 1; if (calls === 1) throw new SlackUnavailable('no answer'); return calls; };`;
    const pool = poolOf({ handler });
    expect(await invoke(pool)).toEqual(failedWith('SlackUnavailable', 'no answer'));
    expect(await invoke(pool)).toEqual(answered(2));
  });

  it('that is not an Error is told by its type', async () => {
    const handler = `export const handler = async () => { throw 'plain'; };`;
    expect(await invoke(poolOf({ handler }))).toEqual(failedWith('string', 'plain'));
  });

  it('while loading fails the invocation, and the next one tries afresh', async () => {
    const pool = poolOf({ handler: `throw new TypeError('bad policy');` });
    expect(await invoke(pool)).toEqual(failedWith('TypeError', 'bad policy'));
    expect(await invoke(pool)).toEqual(failedWith('TypeError', 'bad policy'));
  });

  it('says when the handler is not exported', async () => {
    expect(await invoke(poolOf({ handler: `export const other = 1;` }))).toEqual(
      failedWith('Runtime.HandlerNotFound', 'index.handler is undefined or not exported'),
    );
  });

  it('is a timeout when the handler takes too long, even in a loop that never yields', async () => {
    const handler = `export const handler = async ({ forever }) => { while (forever); return 'quick'; };`;
    const pool = poolOf({ handler, spec: { timeoutMilliseconds: 300 } });
    expect(await invoke(pool, { forever: true })).toEqual(
      failedWith('Sandbox.Timedout', 'RequestId: request-1 Error: Task timed out after 0.30 seconds'),
    );
    expect(await invoke(pool)).toEqual(answered('quick'));
  });

  it('is an exit when the process ends itself', async () => {
    const handler = `export const handler = async () => process.exit(1);`;
    expect(await invoke(poolOf({ handler }))).toEqual(
      failedWith('Runtime.ExitError', 'Runtime exited without providing a reason'),
    );
  });

  it('is an exit when the host crashes, and a fresh environment takes over', async () => {
    const pool = poolOf({ handler: waiting });
    const lost = invoke(pool, { wait: 60_000 });
    await pool.crash();
    expect(await lost).toEqual(failedWith('Runtime.ExitError', expect.any(String)));
    expect(await invoke(pool, { wait: 0 })).toEqual(answered('done'));
  });

  it('is told when an answer is longer than Lambda takes', async () => {
    const handler = `export const handler = async () => 'x'.repeat(6 * 1024 * 1024);`;
    expect(await invoke(poolOf({ handler }))).toEqual(
      failedWith('Function.ResponseSizeTooLarge', expect.any(String)),
    );
  });
});

describe('what a function prints', () => {
  it('is kept line by line, JSON as it is and text as a message', async () => {
    const entries: JsonObject[] = [];
    const seen = Promise.withResolvers<void>();
    const handler = `export const handler = async () => {
      console.log(JSON.stringify({ level: 'WARN', message: 'structured' }));
      console.log('plain');
    };`;
    const pool = poolOf({
      handler,
      onLog: (entry) => {
        entries.push(entry);
        if (entries.length === 2) seen.resolve();
      },
    });
    await invoke(pool);
    await seen.promise;
    expect(entries).toEqual([
      { level: 'WARN', message: 'structured' },
      { level: 'INFO', message: 'plain' },
    ]);
  });
});

const payloadOf = (answer: object): string => ('payload' in answer ? String(answer.payload) : '');
