import { describe, expect, it } from 'vitest';
import { releaseArn } from '../../../support/given/agent-event.ts';
import { submissions } from '../../../support/given/catalog.ts';
import { agents } from '../../../support/given/directory.ts';
import { review } from '../../../support/given/rulings.ts';
import { strikeAt } from '../../../support/memory-outage.ts';
import { capturedOutput } from '../../../support/memory-output.ts';
import { type MemorySystem, memorySystem } from '../../../support/memory-system.ts';

const output = capturedOutput();
const withKey = (key: string) => ({ headers: { 'idempotency-key': key } });
const security = 'security.one@example.com';

describe('POST /v1/requests', () => {
  it('answers at once where policy allows', async () => {
    const { status, body, headers } = await memorySystem().submit(submissions.look);
    expect(status).toBe(200);
    expect(body).toMatchObject({ state: 'allowed', environment: 'prod', risk: 'low' });
    expect(headers.location).toBe(`/v1/requests/${body.id}`);
  });

  it('refuses where policy refuses, and says which policies did', async () => {
    const system = memorySystem();
    const { status, body } = await system.submit(submissions.removeCluster);
    expect(status).toBe(403);
    expect(body).toMatchObject({
      type: 'urn:countersign:problem:refused',
      policies: ['no-cluster-deletes'],
      detail: 'no-cluster-deletes: nobody deletes a cluster.',
    });
    expect(system.recordsOf(body.id)).toMatchObject([{ state: 'refused' }]);
  });

  it('is pending where people are needed, and asks them', async () => {
    const system = memorySystem();
    const { status, body } = await system.submit(submissions.remove());
    expect(status).toBe(202);
    expect(body).toMatchObject({ state: 'pending', approvals: { needed: 1, given: 0 } });
    await system.settle();
    expect(system.messenger.cards.size).toBe(1);
  });
});

describe('an Idempotency-Key', () => {
  it('makes the same submission one request, however often it is sent', async () => {
    const system = memorySystem();
    const answers = [];
    for (let index = 0; index < 3; index += 1)
      answers.push(await system.submit(submissions.remove(), withKey('k1')));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(system.requests.written).toHaveLength(1);
  });

  it('makes it one request also when both arrive at once', async () => {
    const system = memorySystem();
    const answers = await Promise.all([1, 2, 3].map(() => system.submit(submissions.look, withKey('k1'))));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(system.requests.written).toHaveLength(1);
  });

  it('with other content is 409, and changes nothing', async () => {
    const system = memorySystem();
    const { body } = await system.submit(submissions.remove(), withKey('k1'));
    const other = await system.submit(submissions.remove('invoices'), withKey('k1'));
    expect(other).toMatchObject({
      status: 409,
      body: { type: 'urn:countersign:problem:key-reused', field: 'Idempotency-Key' },
    });
    expect(system.requests.written).toHaveLength(1);
    expect(await system.stateOf(body.id)).toBe('pending');
  });

  it('with other content at the same moment takes no slot from anybody', async () => {
    const system = memorySystem();
    const [one, other] = await Promise.all([
      system.submit(submissions.remove(), withKey('k1')),
      system.submit(submissions.remove('invoices'), withKey('k1')),
    ]);
    expect([one.status, other.status].toSorted()).toEqual([202, 409]);
    const again = await system.submit(submissions.remove('invoices'), withKey('k2'));
    expect(again.status).toBe(202);
    expect(again.body.id).not.toBe(one.body.id);
  });

  it('stands for one content, also when one of two at the same moment joins a request that stands', async () => {
    for (let round = 0; round < 20; round += 1) {
      const system = memorySystem();
      const standing = await system.submit(submissions.remove());
      const answers = await Promise.all([
        system.submit(submissions.remove(), withKey('k1')),
        system.submit(submissions.remove('invoices'), withKey('k1')),
      ]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual([202, 409]);
      const [live] = answers.filter(({ status }) => status === 202);
      const again = await Promise.all([
        system.submit(submissions.remove(), withKey('k1')),
        system.submit(submissions.remove('invoices'), withKey('k1')),
      ]);
      expect(again.map(({ status }) => status)).toEqual(answers.map(({ status }) => status));
      expect(again.find(({ status }) => status === 202)?.body.id).toBe(live?.body.id);
      expect(standing.status).toBe(202);
    }
  });

  it('belongs to its agent: another agent’s same key is another request', async () => {
    const system = memorySystem({ ruleOn: () => review() });
    const one = await system.submit(submissions.look, withKey('k1'));
    const two = await system.submit(submissions.look, { ...withKey('k1'), as: releaseArn() });
    expect(two.status).toBe(202);
    expect(two.body.id).not.toBe(one.body.id);
  });

  it('that met a request made under another key stays bound to that one', async () => {
    const system = memorySystem();
    const first = await system.submit(submissions.remove(), withKey('k1'));
    const second = await system.submit(submissions.remove(), withKey('k2'));
    expect(second.body.id).toBe(first.body.id);
    await system.settle();
    await system.click(security, 'approve', first.body);
    await system.settle();
    const again = await system.submit(submissions.remove(), withKey('k2'));
    expect(again).toMatchObject({ status: 200, body: { id: first.body.id, state: 'approved' } });
    expect((await system.submit(submissions.remove('invoices'), withKey('k2'))).status).toBe(409);
  });

  describe('of a request that is over answers how it ended, and is no permission', () => {
    const again = (system: MemorySystem) => system.submit(submissions.remove(), withKey('k1'));
    const asked = async (system: MemorySystem) => {
      const { body } = await again(system);
      await system.settle();
      return body;
    };
    const approved = async (system: MemorySystem) => {
      const body = await asked(system);
      await system.click(security, 'approve', body);
      await system.settle();
      return body;
    };

    it.each<[string, number, string, (system: MemorySystem) => Promise<unknown>]>([
      [
        'denied',
        403,
        'denied',
        async (system) => system.click(security, 'deny', await asked(system), 'Not before the audit.'),
      ],
      ['expired', 409, 'expired', async (system) => [await asked(system), await system.pass(86_400)]],
      ['withdrawn', 409, 'withdrawn', async (system) => system.withdraw((await asked(system)).id)],
      [
        'lapsed',
        409,
        'approval-lapsed',
        async (system) => [await approved(system), await system.pass(86_400)],
      ],
      [
        'started',
        409,
        'approval-used',
        async (system) => {
          const { id, digest } = await approved(system);
          await system.start(id, digest);
        },
      ],
      ...(['done', 'failed'] as const).map(
        (status): [string, number, string, (system: MemorySystem) => Promise<unknown>] => [
          status,
          409,
          'approval-used',
          async (system) => {
            const { id, digest } = await approved(system);
            await system.run(id, status, digest);
          },
        ],
      ),
    ])('%s: %i %s', async (state, status, slug, end) => {
      const system = memorySystem();
      await end(system);
      const [{ request } = { request: undefined }] = system.requests.written.toReversed();
      const answer = await again(system);
      expect(answer).toMatchObject({
        status,
        body: { type: `urn:countersign:problem:${slug}`, id: request?.id },
      });
      if (slug !== 'approval-lapsed') expect(answer.body.state).toBe(state);
      expect(answer.headers.location).toBe(`/v1/requests/${request?.id}`);
    });

    it('with the words of who denied it, and without a way around them', async () => {
      const system = memorySystem();
      await system.click(security, 'deny', await asked(system), 'Not before the audit.');
      const { body } = await again(system);
      expect(body).toMatchObject({
        title: 'People denied this request',
        decision: { by: security, reason: 'Not before the audit.' },
        detail: 'Do not run it. They said: Not before the audit.',
      });
    });

    it('refused by policy: as the first time', async () => {
      const system = memorySystem();
      const [first, second] = [
        await system.submit(submissions.removeCluster, withKey('k1')),
        await system.submit(submissions.removeCluster, withKey('k1')),
      ];
      expect(second).toMatchObject({ status: 403, body: { ...first.body, requestId: expect.anything() } });
      expect(second.body.state).toBe('refused');
    });
  });

  it.each(['', ' ', 'a b', 'ü', 'x'.repeat(129), 'a\n'])('that is %j is refused by name', async (key) => {
    const { status, body } = await memorySystem().submit(submissions.look, withKey(key));
    expect(status).toBe(400);
    expect(body).toMatchObject({ type: 'urn:countersign:problem:bad-header', field: 'Idempotency-Key' });
  });
});

describe('an agent that asks for the same while people decide', () => {
  it('gets the request that stands, and nobody is asked twice', async () => {
    const system = memorySystem();
    const first = await system.asked(submissions.remove());
    const second = await system.submit({ ...submissions.remove(), reason: 'Said differently.' });
    await system.settle();
    expect(second).toMatchObject({ status: 202, body: { id: first.id } });
    expect(system.messenger.cards.size).toBe(1);
  });

  it('joins it, session and reason included, once for each session and for twenty at the most', async () => {
    const system = memorySystem();
    const { id } = await system.asked(submissions.remove());
    const join = (session: string, reason: string) =>
      system.submit(
        { ...submissions.remove(), reason },
        { as: `arn:aws:sts::111122223333:assumed-role/etl-agent/${session}` },
      );
    for (const reason of ['For the report.', 'Again.'])
      expect((await join('report', reason)).status).toBe(202);
    expect(await system.requests.get(id)).toMatchObject({
      joined: [{ session: 'report', reason: 'For the report.' }],
    });
    for (let at = 1; at < 20; at += 1) expect((await join(`more-${at}`, 'x')).status).toBe(202);
    expect(await join('one-too-many', 'x')).toMatchObject({
      status: 409,
      body: { type: 'urn:countersign:problem:too-many-sessions', id },
    });
  });

  it('asks anew once they have decided', async () => {
    const system = memorySystem();
    const first = await system.asked(submissions.remove());
    await system.click(security, 'deny', first);
    await system.settle();
    const second = await system.submit(submissions.remove());
    expect(second.status).toBe(202);
    expect(second.body.id).not.toBe(first.id);
  });

  it('asks anew also in the moment after they decided, before the workflow gave the slot back', async () => {
    const system = memorySystem();
    const first = await system.asked(submissions.remove());
    await system.click(security, 'deny', first);
    const second = await system.submit(submissions.remove());
    expect(second.body.id).not.toBe(first.id);
    await system.settle();
    expect(system.slots.heldBy(agents.etl.id)).toMatchObject([{ requestId: second.body.id }]);
  });
});

describe('an agent that floods', () => {
  const fill = async (system: MemorySystem, amount: number) => {
    const bodies = [];
    for (let index = 0; index < amount; index += 1)
      bodies.push((await system.submit(submissions.remove(`orders-${index}`))).body);
    return bodies;
  };

  it('is told to wait at the 21st pending request', async () => {
    const system = memorySystem();
    await fill(system, 20);
    const { status, headers, body } = await system.submit(submissions.remove('one-more'));
    expect(status).toBe(429);
    expect(headers['retry-after']).toBe('60');
    expect(body).toMatchObject({ type: 'urn:countersign:problem:too-many-pending' });
    expect(system.requests.written).toHaveLength(20);
  });

  it('still gets what it asked for already, and what needs nobody', async () => {
    const system = memorySystem({ pendingLimit: 2 });
    const [first] = await fill(system, 2);
    expect((await system.submit(submissions.remove('orders-0'))).body.id).toBe(first?.id);
    expect((await system.submit(submissions.look)).status).toBe(200);
  });

  it('does not get past it by asking for all at once', async () => {
    const system = memorySystem({ pendingLimit: 5 });
    const many = Array.from({ length: 12 }, (_, index) =>
      system.submit(submissions.remove(`orders-${index}`)),
    );
    const statuses = (await Promise.all(many)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 202)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(7);
  });

  it('does not stop another agent', async () => {
    const system = memorySystem({ pendingLimit: 1, ruleOn: () => review() });
    await fill(system, 1);
    expect((await system.submit(submissions.look, { as: releaseArn() })).status).toBe(202);
  });

  it.each(['approve', 'deny', 'withdraw', 'expire'] as const)('has its slot again after: %s', async (end) => {
    const system = memorySystem({ pendingLimit: 1 });
    const request = await system.asked(submissions.remove());
    if (end === 'withdraw') await system.withdraw(request.id);
    if (end === 'approve' || end === 'deny') await system.click(security, end, request);
    await system.pass(end === 'expire' ? 1_800 : 0);
    expect(system.slots.heldBy('etl')).toEqual([]);
    expect((await system.submit(submissions.remove('invoices'))).status).toBe(202);
  });
});

describe('a crash while a request is submitted', () => {
  /** Submits with the outage at every moment in turn, until there is none left to strike. */
  async function atEveryMoment(
    check: (system: MemorySystem, struck: string) => Promise<void>,
  ): Promise<number> {
    for (let moment = 1; ; moment += 1) {
      const system = memorySystem({ pendingLimit: 1 });
      const strike = strikeAt(moment);
      system.outage.strike = strike;
      const { status } = await system.submit(submissions.remove(), withKey('k1'));
      if (strike.struck === undefined) return moment - 1;
      expect(status, strike.struck).toBe(500);
      system.outage.strike = () => {};
      await check(system, strike.struck);
    }
  }

  it('heals with the next try of the same key, whatever crashed', async () => {
    const moments = await atEveryMoment(async (system, struck) => {
      const { status, body } = await system.submit(submissions.remove(), withKey('k1'));
      expect(status, struck).toBe(202);
      await system.settle();
      expect(system.messenger.cards.size, struck).toBe(1);
      expect(system.slots.heldBy('etl'), struck).toMatchObject([{ requestId: body.id }]);
    });
    expect(moments).toBeGreaterThan(6);
  });

  it('heals with the next try without a key, at the latest when the crash is a minute old', async () => {
    await atEveryMoment(async (system, struck) => {
      system.clock.pass(61);
      const { status } = await system.submit(submissions.remove());
      expect(status, struck).toBe(202);
      await system.settle();
      expect(system.messenger.cards.size, struck).toBe(1);
    });
  });

  it('keeps no slot for ever, also when that submission never comes again', async () => {
    await atEveryMoment(async (system, struck) => {
      await system.pass(1_801);
      expect((await system.submit(submissions.remove('invoices'))).status, struck).toBe(202);
    });
  });

  it('is told without what happened inside', async () => {
    const system = memorySystem();
    system.outage.strike = strikeAt(1);
    const { body } = await system.submit(submissions.look);
    expect(body).toMatchObject({ type: 'urn:countersign:problem:internal', requestId: 'api-request-1' });
    expect(JSON.stringify(body)).not.toContain('outage');
  });
});

describe('POST /v1/evaluate', () => {
  it('says how policy would rule, and leaves nothing behind', async () => {
    const system = memorySystem();
    const { status, body } = await system.call({ route: 'POST /v1/evaluate', body: submissions.remove() });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      decision: 'review',
      terms: { approvals: [{ group: 'security', count: 1 }] },
      sentence: 'Delete database orders and its automated backups without a final snapshot',
    });
    expect(system.requests.written).toEqual([]);
    expect(system.slots.heldBy('etl')).toEqual([]);
  });

  it('gives the digest that the request would get', async () => {
    const system = memorySystem();
    const { body } = await system.call({ route: 'POST /v1/evaluate', body: submissions.remove() });
    expect((await system.submit(submissions.remove())).body.digest).toBe(body.digest);
  });

  it('names what is wrong, as a submission would', async () => {
    const { status, body } = await memorySystem().call({ route: 'POST /v1/evaluate', body: {} });
    expect(status).toBe(422);
    expect(body).toMatchObject({ field: '/action' });
  });
});

describe('the agents’ API', () => {
  it('answers no route that it does not have', async () => {
    const { status, body } = await memorySystem().call({ route: 'DELETE /v1/requests' });
    expect(status).toBe(404);
    expect(body).toMatchObject({ type: 'urn:countersign:problem:no-such-route' });
  });
});

describe('an agent that asks without end', () => {
  const ask = (system: MemorySystem, key?: string) =>
    system.submit(submissions.look, key ? { headers: { 'idempotency-key': key } } : {});

  it('is told when to ask again, and leaves nothing more in the table', async () => {
    const system = memorySystem({ requestsPerMinute: 3 });
    const statuses: number[] = [];
    for (let requests = 0; requests < 3; requests += 1) statuses.push((await ask(system)).status);
    system.clock.pass(20);
    const { status, headers, body } = await ask(system);
    expect(statuses).toEqual([200, 200, 200]);
    expect([status, headers['retry-after']]).toEqual([429, '40']);
    expect(body).toMatchObject({ type: 'urn:countersign:problem:too-many-requests' });
    expect(system.requests.written).toHaveLength(3);
  });

  it('goes on in the next minute, with the same key', async () => {
    const system = memorySystem({ requestsPerMinute: 1 });
    await ask(system, 'first');
    expect((await ask(system, 'second')).status).toBe(429);
    system.clock.pass(60);
    expect((await ask(system, 'second')).status).toBe(200);
  });

  it('keeps no other agent from asking', async () => {
    const system = memorySystem({ requestsPerMinute: 1 });
    await ask(system);
    expect((await ask(system)).status).toBe(429);
    expect((await system.submit(submissions.look, { as: releaseArn() })).status).not.toBe(429);
  });
});

it.each([
  ['RequestAllowed', submissions.look],
  ['RequestPending', submissions.remove()],
  ['RequestRefused', submissions.removeCluster],
])('counts what policy ruled, for those who operate it: %s', async (event, body) => {
  await memorySystem().submit(body);
  expect(output.text()).toContain(`"${event}":1`);
});
