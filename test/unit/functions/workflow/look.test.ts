import { describe, expect, it } from 'vitest';
import type { Looked, Look as Order } from '../../../../core/ports/executor.ts';
import { createHandler } from '../../../../functions/workflow/look/handler.ts';
import { invoke } from '../../../support/given/lambda.ts';
import { opened, requestId } from '../../../support/given/requests.ts';
import { review } from '../../../support/given/rulings.ts';
import { capturedOutput } from '../../../support/memory-output.ts';
import { memoryRequestStore } from '../../../support/memory-request-store.ts';

const output = capturedOutput();

const entry = {
  look: {
    action: 'rds:DescribeDBInstances',
    operation: 'DescribeDBInstances',
    input: ({ DBInstanceIdentifier = null }) => ({ DBInstanceIdentifier }),
    keep: ({ Public = null }, { DBInstanceIdentifier = null }) => ({ Public, DBInstanceIdentifier }),
    none: ['DBInstanceNotFound', 'DBInstanceNotFoundFault'],
  },
} as const;

async function look(looked: Looked | Error, found: { look?: typeof entry.look } = entry) {
  const orders: Order[] = [];
  const requests = memoryRequestStore();
  await requests.create(opened(review()));
  const handler = createHandler({
    requests,
    entryOf: async () => found as never,
    lookAt: async (order) => {
      orders.push(order);
      if (looked instanceof Error) throw looked;
      return looked;
    },
  });
  const at = (event: unknown) => invoke(handler, event);
  return { orders, at, now: () => at({ v: 1, requestId }) };
}

describe('a look', () => {
  it('reads what the entry says, where the request is, and keeps of it what matters', async () => {
    const { now, orders } = await look({
      kind: 'seen',
      answer: { Public: false, LatestRestorableTime: 'x' },
    });
    expect(await now()).toEqual({
      v: 1,
      kind: 'seen',
      value: { Public: false, DBInstanceIdentifier: 'orders' },
    });
    expect(orders).toEqual([
      {
        requestId,
        digest: expect.stringMatching(/^[0-9a-f]{64}$/),
        agent: 'etl',
        action: 'rds:DescribeDBInstances',
        operation: 'DescribeDBInstances',
        account: '111122223333',
        region: 'eu-central-1',
        parameters: { DBInstanceIdentifier: 'orders' },
      },
    ]);
  });

  it.each([[['DBInstanceNotFound']], [['NotFound', 'DBInstanceNotFoundFault']]])(
    'sees nothing where AWS has nothing: %j',
    async (codes) => {
      expect(await (await look({ kind: 'refused', codes })).now()).toEqual({ v: 1, kind: 'seen', value: {} });
    },
  );

  it.each<[Looked, string]>([
    [{ kind: 'refused', codes: ['AccessDenied'] }, 'AccessDenied'],
    [{ kind: 'refused', codes: [] }, 'refused'],
    [{ kind: 'not-looked', code: 'not-a-read', detail: 'x' }, 'not-a-read'],
  ])('says why nothing was seen: %j', async (looked, code) => {
    expect(await (await look(looked)).now()).toEqual({ v: 1, kind: 'not-seen', code });
    expect(output.lines()).toContainEqual(expect.objectContaining({ code, request: requestId }));
  });

  it('is none where the entry says none', async () => {
    const { now, orders } = await look({ kind: 'seen', answer: {} }, {});
    expect(await now()).toEqual({ v: 1, kind: 'not-seen', code: 'no-look' });
    expect(orders).toEqual([]);
  });

  it('that an outage ends may be tried again', async () => {
    await expect((await look(new Error('STS is away'))).now()).rejects.toThrow('STS is away');
  });

  it.each([
    { v: 1, requestId: 'f'.repeat(32) },
    { v: 1 },
    { v: 2, requestId },
    { v: 1, requestId, parameters: { DBInstanceIdentifier: 'ledger' } },
    null,
  ])('for nothing that is stored, or with more than its id, is a bug: %j', async (event) => {
    const { at, orders } = await look({ kind: 'seen', answer: {} });
    await expect(at(event)).rejects.toThrow();
    expect(orders).toEqual([]);
  });
});
