import { describe, expect, it } from 'vitest';
import type { Executed, Order } from '../../../../core/ports/execute.ts';
import { routes } from '../../../../functions/api/run/handler.ts';
import { agentApi } from '../../../../functions/shared/http/agent-api.ts';
import { agentEvent } from '../../../support/given/agent-event.ts';
import { submissions } from '../../../support/given/catalog.ts';
import { directory } from '../../../support/given/directory.ts';
import { invoke } from '../../../support/given/lambda.ts';
import { allow } from '../../../support/given/rulings.ts';
import { capturedOutput } from '../../../support/memory-output.ts';
import { memorySystem } from '../../../support/memory-system.ts';

const output = capturedOutput();
const route = 'POST /v1/requests/{id}/run';

async function run(executed: Executed | undefined, body?: unknown) {
  const system = memorySystem({ ruleOn: () => ({ ...allow, run: 'countersign' }) });
  const { body: request } = await system.submit(submissions.remove());
  const orders: { order: Order; waitMs: number }[] = [];
  const execute = async (order: Order, waitMs: number) => {
    orders.push({ order, waitMs });
    return executed;
  };
  const api = agentApi(directory(), routes({ requests: system.ports.requests, execute }));
  const { id, digest } = request;
  const answer = await system.answered(
    route,
    invoke(api, agentEvent({ route, id, body: body ?? { digest } })),
  );
  return { answer, orders, id, digest };
}

describe('the call for a run', () => {
  it('passes on whose it is and what was presented, and waits for twenty seconds', async () => {
    const { orders, id } = await run({ v: 1, state: 'done' });
    expect(orders).toEqual([{ order: { v: 1, requestId: id, session: 'nightly-run' }, waitMs: 20_000 }]);
  });

  it('is answered 202 when it takes longer, with where to look', async () => {
    const { answer, id } = await run(undefined);
    expect(answer).toMatchObject({ status: 202, body: { id } });
    expect(answer.headers.location).toBe(`/v1/requests/${id}`);
    expect(answer.body).not.toHaveProperty('answer');
  });

  it('is answered with what AWS answered, which nobody keeps', async () => {
    const { answer } = await run({ v: 1, state: 'done', result: { Key: 'k' } });
    expect(answer).toMatchObject({ status: 200, body: { answer: { Key: 'k' } } });
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(output.text()).not.toContain('"Key"');
    expect((await run({ v: 1, state: 'done' })).answer.body).not.toHaveProperty('answer');
  });

  it.each(['running', 'unknown'] as const)(
    'is answered with it though the request stands as %s: no outage of the table costs it',
    async (state) => {
      const { answer } = await run({ v: 1, state, result: { Key: 'k' } });
      expect(answer).toMatchObject({ status: 200, body: { answer: { Key: 'k' } } });
    },
  );

  it('is answered with it though the request cannot be read any more, and fails where there is none', async () => {
    const system = memorySystem({ ruleOn: () => ({ ...allow, run: 'countersign' }) });
    const { body } = await system.submit(submissions.remove());
    const call = (executed: Executed) => {
      let reads = 0;
      const get = async (id: string) => {
        reads += 1;
        if (reads > 1) throw new Error('The table is away.');
        return system.requests.get(id);
      };
      const api = agentApi(directory(), routes({ requests: { get }, execute: async () => executed }));
      const { id, digest } = body;
      return system.answered(route, invoke(api, agentEvent({ route, id, body: { digest } })));
    };
    expect(await call({ v: 1, state: 'done', result: { Key: 'k' } })).toMatchObject({
      status: 200,
      body: { id: body.id, answer: { Key: 'k' } },
    });
    expect((await call({ v: 1, state: 'done' })).status).toBe(500);
  });

  it.each([
    ['failed', 'run-failed', 409],
    ['unknown', 'run-unknown', 409],
    ['running', 'run-unknown', 409],
  ] as const)('that ends %s is %s', async (state, slug, status) => {
    const { answer } = await run({ v: 1, state });
    expect(answer).toMatchObject({ status, body: { type: `urn:countersign:problem:${slug}`, state } });
  });

  it.each([
    ['lapsed', 'approval-lapsed', 409],
    ['not-approved', 'wrong-state', 409],
    ['used', 'approval-used', 409],
    ['other-run', 'other-run', 409],
    ['other-digest', 'other-digest', 422],
  ] as const)('that is refused as %s says so, and is logged', async (refused, slug, status) => {
    const { answer, id } = await run({ v: 1, state: 'allowed', refused });
    expect(answer).toMatchObject({ status, body: { type: `urn:countersign:problem:${slug}` } });
    expect(output.lines()).toContainEqual(
      expect.objectContaining({ code: 'run-refused', request: id, why: refused }),
    );
  });

  it.each([
    ['nothing', {}],
    ['no digest', { parameters: {} }],
    ['parameters that are none', { digest: 'x', parameters: 'all' }],
    ['more than there is', { digest: 'x', session: 'another' }],
    ['an empty token', { digest: 'x', token: '' }],
  ])('with %s reaches nobody', async (_, body) => {
    const { answer, orders } = await run({ v: 1, state: 'done' }, body);
    expect(answer.status).toBe(422);
    expect(orders).toEqual([]);
  });
});
