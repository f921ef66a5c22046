import { describe, expect, it } from 'vitest';
import { createAsynchronous } from '../../../../../emulator/services/lambda/asynchronous.ts';
import type {
  FunctionPool,
  InvocationAnswer,
} from '../../../../../emulator/services/lambda/function-pool.ts';
import type { FunctionSpec } from '../../../../../emulator/services/lambda/function-spec.ts';

const failed: InvocationAnswer = { kind: 'failed', error: { errorType: 'E', errorMessage: 'm', trace: [] } };
const worked: InvocationAnswer = { kind: 'answered', payload: 'null' };
const throttled: InvocationAnswer = { kind: 'throttled' };

function given(answers: InvocationAnswer[], asynchronous: FunctionSpec['asynchronous']) {
  const requestIds: string[] = [];
  const sent: [string, unknown][] = [];
  const delays: number[] = [];
  const pool = {
    spec: { arn: 'arn:fn', asynchronous },
    invoke: async (_: string, requestId: string) => {
      requestIds.push(requestId);
      return answers.shift() ?? worked;
    },
  } as unknown as FunctionPool;
  const invoke = createAsynchronous({
    functions: { find: (arn) => (arn === 'arn:fn' ? pool : undefined) },
    pause: async (milliseconds) => void delays.push(milliseconds),
    retryDelay: (failures) => failures * 100,
    send: (target, body) => void sent.push([target, JSON.parse(body)]),
    newId: () => 'request-1',
    now: () => new Date('2026-05-04T10:00:00Z'),
    closed: new AbortController().signal,
  });
  return { invoke, requestIds, sent, delays };
}

describe('an asynchronous invocation', () => {
  it('is tried again after a failure, under the same request id', async () => {
    const { invoke, requestIds, sent, delays } = given([failed, worked], {
      retries: 2,
      onFailureArn: 'arn:q',
    });
    await invoke('arn:fn', { a: 1 });
    expect(requestIds).toEqual(['request-1', 'request-1']);
    expect(delays).toEqual([100]);
    expect(sent).toEqual([]);
  });

  it('ends at the failure destination, with the event and the error', async () => {
    const { invoke, requestIds, sent } = given([failed, failed, failed], {
      retries: 2,
      onFailureArn: 'arn:q',
    });
    await invoke('arn:fn', { a: 1 });
    expect(requestIds).toHaveLength(3);
    expect(sent).toEqual([
      [
        'arn:q',
        expect.objectContaining({
          requestContext: {
            requestId: 'request-1',
            functionArn: 'arn:fn:$LATEST',
            condition: 'RetriesExhausted',
            approximateInvokeCount: 3,
          },
          requestPayload: { a: 1 },
          responsePayload: { errorType: 'E', errorMessage: 'm', trace: [] },
        }),
      ],
    ]);
  });

  it('ends as the bare event in a dead letter queue', async () => {
    const { invoke, sent } = given([failed], { retries: 0, deadLetterArn: 'arn:dlq' });
    await invoke('arn:fn', { a: 1 });
    expect(sent).toEqual([['arn:dlq', { a: 1 }]]);
  });

  it('waits out throttling without counting it', async () => {
    const answers = [throttled, throttled, throttled, worked];
    const { invoke, requestIds, sent } = given(answers, { retries: 0, deadLetterArn: 'arn:dlq' });
    await invoke('arn:fn', {});
    expect(requestIds).toHaveLength(4);
    expect(sent).toEqual([]);
  });
});
