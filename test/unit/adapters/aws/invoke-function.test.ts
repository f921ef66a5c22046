import { type InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { describe, expect, it } from 'vitest';
import { createExecuteNow, createLookAtTarget } from '../../../../adapters/aws/invoke-function.ts';

const bytes = (text: string) => Object.assign(Buffer.from(text), { transformToString: () => text });

/** A client that answers so, and keeps what it was asked. */
function given(answer: object | ((signal: AbortSignal | undefined) => Promise<object>)) {
  const sent: { FunctionName: string | undefined; payload: unknown }[] = [];
  const client = new LambdaClient({ region: 'eu-central-1', maxAttempts: 1 });
  const send = async ({ input }: InvokeCommand, options?: { abortSignal?: AbortSignal }) => {
    const { FunctionName, Payload } = input;
    sent.push({ FunctionName, payload: JSON.parse(String(Payload)) });
    return typeof answer === 'function' ? answer(options?.abortSignal) : answer;
  };
  return { client: Object.assign(client, { send }) as LambdaClient, sent };
}
const order = {
  v: 1 as const,
  requestId: 'r-1',
  session: 'nightly-run',
  parameters: { Password: 'a-secret' },
};

describe('execute, called by its name', () => {
  it('is given the order and answers', async () => {
    const { client, sent } = given({ Payload: bytes('{"v":1,"state":"done","result":{"a":1}}') });
    expect(await createExecuteNow(client, 'stage-execute')(order, 1_000)).toEqual({
      v: 1,
      state: 'done',
      result: { a: 1 },
    });
    expect(sent).toEqual([{ FunctionName: 'stage-execute', payload: order }]);
  });

  it('that does not answer in time is left alone, which goes on', async () => {
    const { client } = given(
      (signal) =>
        new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted')))),
    );
    expect(await createExecuteNow(client, 'f')(order, 1)).toBeUndefined();
  });

  it.each([
    ['threw', { FunctionError: 'Unhandled', Payload: bytes('{"errorMessage":"a-secret"}') }, 'Unhandled'],
    ['said nothing', {}, 'no payload'],
    ['answered what nobody knows', { Payload: bytes('{"v":1,"state":"a-secret"}') }, 'answer of execute'],
  ])('that %s is an outage, whose words hold nothing of what was sent', async (_, answer, words) => {
    const { client } = given(answer);
    const error = await createExecuteNow(client, 'f')(order, 1_000).catch((thrown: Error) => thrown);
    expect(String(error)).toContain(words);
    expect(String(error)).not.toContain('a-secret');
  });

  it('that cannot be called is an outage', async () => {
    const { client } = given(() => Promise.reject(new Error('throttled')));
    await expect(createExecuteNow(client, 'f')(order, 1_000)).rejects.toThrow('throttled');
  });
});

describe('look, called by its name', () => {
  it('is given the id of the request and no more', async () => {
    const { client, sent } = given({ Payload: bytes('{"v":1,"kind":"seen","value":{}}') });
    expect(await createLookAtTarget(client, 'stage-look')('r-1')).toEqual({ v: 1, kind: 'seen', value: {} });
    expect(sent).toEqual([{ FunctionName: 'stage-look', payload: { v: 1, requestId: 'r-1' } }]);
  });

  it('that threw is an outage', async () => {
    const { client } = given({ FunctionError: 'Unhandled', Payload: bytes('{}') });
    await expect(createLookAtTarget(client, 'f')('r-1')).rejects.toThrow('f ended without an answer');
  });
});
