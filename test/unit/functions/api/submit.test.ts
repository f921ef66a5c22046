import { describe, expect, it } from 'vitest';
import { releaseArn } from '../../../support/given/agent-event.ts';
import { wishes } from '../../../support/given/catalog.ts';
import { agents } from '../../../support/given/directory.ts';
import { allow, review } from '../../../support/given/rulings.ts';
import { type House, memoryHouse } from '../../../support/memory-deployment.ts';
import { strikeAt } from '../../../support/memory-outage.ts';
import { capturedOutput } from '../../../support/memory-output.ts';

capturedOutput();
const withKey = (key: string) => ({ headers: { 'idempotency-key': key } });
const security = 'security.one@example.com';

describe('POST /v1/requests', () => {
  it('answers at once where policy allows', async () => {
    const { status, body, headers } = await memoryHouse().submit(wishes.look);
    expect(status).toBe(200);
    expect(body).toMatchObject({ state: 'allowed', environment: 'prod', risk: 'low' });
    expect(headers.location).toBe(`/v1/requests/${body.id}`);
  });

  it('refuses where policy refuses, and says which policies did', async () => {
    const house = memoryHouse();
    const { status, body } = await house.submit(wishes.removeCluster);
    expect(status).toBe(403);
    expect(body).toMatchObject({
      type: 'urn:countersign:problem:refused',
      policies: ['no-cluster-deletes'],
      detail: 'no-cluster-deletes: nobody deletes a cluster.',
    });
    expect(house.recordsOf(body.id)).toMatchObject([{ state: 'refused' }]);
  });

  it('is pending where people are needed, and asks them', async () => {
    const house = memoryHouse();
    const { status, body } = await house.submit(wishes.remove());
    expect(status).toBe(202);
    expect(body).toMatchObject({ state: 'pending', approvals: { needed: 1, given: 0 } });
    await house.settle();
    expect(house.messenger.cards.size).toBe(1);
  });
});

describe('an Idempotency-Key', () => {
  it('makes the same wish one request, however often it is sent', async () => {
    const house = memoryHouse();
    const answers = [];
    for (let index = 0; index < 3; index += 1)
      answers.push(await house.submit(wishes.remove(), withKey('k1')));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(house.requests.written).toHaveLength(1);
  });

  it('makes it one request also when both arrive at once', async () => {
    const house = memoryHouse();
    const answers = await Promise.all([1, 2, 3].map(() => house.submit(wishes.look, withKey('k1'))));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(house.requests.written).toHaveLength(1);
  });

  it('with other content is 409, and changes nothing', async () => {
    const house = memoryHouse();
    const { body } = await house.submit(wishes.remove(), withKey('k1'));
    const other = await house.submit(wishes.remove('invoices'), withKey('k1'));
    expect(other).toMatchObject({
      status: 409,
      body: { type: 'urn:countersign:problem:key-reused', field: 'Idempotency-Key' },
    });
    expect(house.requests.written).toHaveLength(1);
    expect(await house.stateOf(body.id)).toBe('pending');
  });

  it('with other content at the same moment takes no place from anybody', async () => {
    const house = memoryHouse();
    const [one, other] = await Promise.all([
      house.submit(wishes.remove(), withKey('k1')),
      house.submit(wishes.remove('invoices'), withKey('k1')),
    ]);
    expect([one.status, other.status].toSorted()).toEqual([202, 409]);
    const again = await house.submit(wishes.remove('invoices'), withKey('k2'));
    expect(again.status).toBe(202);
    expect(again.body.id).not.toBe(one.body.id);
  });

  it('belongs to its agent: another agent’s same key is another request', async () => {
    const house = memoryHouse({ ruleOn: () => review() });
    const one = await house.submit(wishes.look, withKey('k1'));
    const two = await house.submit(wishes.look, { ...withKey('k1'), as: releaseArn() });
    expect(two.status).toBe(202);
    expect(two.body.id).not.toBe(one.body.id);
  });

  it('that met a request made under another key stays bound to that one', async () => {
    const house = memoryHouse();
    const first = await house.submit(wishes.remove(), withKey('k1'));
    const second = await house.submit(wishes.remove(), withKey('k2'));
    expect(second.body.id).toBe(first.body.id);
    await house.settle();
    await house.press(security, 'approve', first.body);
    await house.settle();
    const again = await house.submit(wishes.remove(), withKey('k2'));
    expect(again).toMatchObject({ status: 200, body: { id: first.body.id, state: 'approved' } });
    expect((await house.submit(wishes.remove('invoices'), withKey('k2'))).status).toBe(409);
  });

  it('of a request that is over is no permission', async () => {
    const house = memoryHouse();
    const { body } = await house.submit(wishes.remove(), withKey('k1'));
    await house.withdraw(body.id);
    const again = await house.submit(wishes.remove(), withKey('k1'));
    expect(again).toMatchObject({ status: 409, body: { state: 'withdrawn', id: body.id } });
  });

  it.each(['', ' ', 'a b', 'ü', 'x'.repeat(129), 'a\n'])('that is %j is refused by name', async (key) => {
    const { status, body } = await memoryHouse().submit(wishes.look, withKey(key));
    expect(status).toBe(400);
    expect(body).toMatchObject({ type: 'urn:countersign:problem:bad-header', field: 'Idempotency-Key' });
  });
});

describe('an agent that asks for the same while people decide', () => {
  it('gets the request that stands, and nobody is asked twice', async () => {
    const house = memoryHouse();
    const first = await house.asked(wishes.remove());
    const second = await house.submit({ ...wishes.remove(), reason: 'Said differently.' });
    await house.settle();
    expect(second).toMatchObject({ status: 202, body: { id: first.id } });
    expect(house.messenger.cards.size).toBe(1);
  });

  it('asks anew once they have decided', async () => {
    const house = memoryHouse();
    const first = await house.asked(wishes.remove());
    await house.press(security, 'deny', first);
    await house.settle();
    const second = await house.submit(wishes.remove());
    expect(second.status).toBe(202);
    expect(second.body.id).not.toBe(first.id);
  });

  it('asks anew also in the moment after they decided, before the workflow gave the place back', async () => {
    const house = memoryHouse();
    const first = await house.asked(wishes.remove());
    await house.press(security, 'deny', first);
    const second = await house.submit(wishes.remove());
    expect(second.body.id).not.toBe(first.id);
    await house.settle();
    expect(house.slots.heldBy(agents.etl.id)).toMatchObject([{ requestId: second.body.id }]);
  });
});

describe('an agent that floods', () => {
  const fill = async (house: House, amount: number) => {
    const bodies = [];
    for (let index = 0; index < amount; index += 1)
      bodies.push((await house.submit(wishes.remove(`orders-${index}`))).body);
    return bodies;
  };

  it('is told to wait at the 21st pending request', async () => {
    const house = memoryHouse();
    await fill(house, 20);
    const { status, headers, body } = await house.submit(wishes.remove('one-more'));
    expect(status).toBe(429);
    expect(headers['retry-after']).toBe('60');
    expect(body).toMatchObject({ type: 'urn:countersign:problem:too-many-pending' });
    expect(house.requests.written).toHaveLength(20);
  });

  it('still gets what it asked for already, and what needs nobody', async () => {
    const house = memoryHouse({ pendingLimit: 2 });
    const [first] = await fill(house, 2);
    expect((await house.submit(wishes.remove('orders-0'))).body.id).toBe(first?.id);
    expect((await house.submit(wishes.look)).status).toBe(200);
  });

  it('does not get past it by asking for all at once', async () => {
    const house = memoryHouse({ pendingLimit: 5 });
    const many = Array.from({ length: 12 }, (_, index) => house.submit(wishes.remove(`orders-${index}`)));
    const statuses = (await Promise.all(many)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 202)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(7);
  });

  it('does not stop another agent', async () => {
    const house = memoryHouse({ pendingLimit: 1, ruleOn: () => review() });
    await fill(house, 1);
    expect((await house.submit(wishes.look, { as: releaseArn() })).status).toBe(202);
  });

  it.each(['approve', 'deny', 'withdraw', 'expire'] as const)(
    'has its place again after: %s',
    async (end) => {
      const house = memoryHouse({ pendingLimit: 1 });
      const request = await house.asked(wishes.remove());
      if (end === 'withdraw') await house.withdraw(request.id);
      if (end === 'approve' || end === 'deny') await house.press(security, end, request);
      await house.pass(end === 'expire' ? 1_800 : 0);
      expect(house.slots.heldBy('etl')).toEqual([]);
      expect((await house.submit(wishes.remove('invoices'))).status).toBe(202);
    },
  );
});

describe('a crash while a request is submitted', () => {
  /** Submits with the outage at every moment in turn, until there is none left to strike. */
  async function atEveryMoment(check: (house: House, struck: string) => Promise<void>): Promise<number> {
    for (let moment = 1; ; moment += 1) {
      const house = memoryHouse({ pendingLimit: 1 });
      const strike = strikeAt(moment);
      house.outage.strike = strike;
      const { status } = await house.submit(wishes.remove(), withKey('k1'));
      if (strike.struck === undefined) return moment - 1;
      expect(status, strike.struck).toBe(500);
      house.outage.strike = () => {};
      await check(house, strike.struck);
    }
  }

  it('heals with the next try of the same key, whatever crashed', async () => {
    const moments = await atEveryMoment(async (house, struck) => {
      const { status, body } = await house.submit(wishes.remove(), withKey('k1'));
      expect(status, struck).toBe(202);
      await house.settle();
      expect(house.messenger.cards.size, struck).toBe(1);
      expect(house.slots.heldBy('etl'), struck).toMatchObject([{ requestId: body.id }]);
    });
    expect(moments).toBeGreaterThan(6);
  });

  it('heals with the next try without a key, at the latest when the crash is a minute old', async () => {
    await atEveryMoment(async (house, struck) => {
      house.clock.pass(61);
      const { status } = await house.submit(wishes.remove());
      expect(status, struck).toBe(202);
      await house.settle();
      expect(house.messenger.cards.size, struck).toBe(1);
    });
  });

  it('keeps no place for ever, also when that wish never comes again', async () => {
    await atEveryMoment(async (house, struck) => {
      await house.pass(1_801);
      expect((await house.submit(wishes.remove('invoices'))).status, struck).toBe(202);
    });
  });

  it('is told without what happened inside', async () => {
    const house = memoryHouse();
    house.outage.strike = strikeAt(1);
    const { body } = await house.submit(wishes.look);
    expect(body).toMatchObject({ type: 'urn:countersign:problem:internal', requestId: 'api-request-1' });
    expect(JSON.stringify(body)).not.toContain('outage');
  });
});

describe('POST /v1/evaluate', () => {
  it('says how policy would rule, and leaves nothing behind', async () => {
    const house = memoryHouse();
    const { status, body } = await house.call({ route: 'POST /v1/evaluate', body: wishes.remove() });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      decision: 'review',
      terms: { places: [{ group: 'security', count: 1 }] },
      sentence: 'Delete database orders without a final snapshot',
    });
    expect(house.requests.written).toEqual([]);
    expect(house.slots.heldBy('etl')).toEqual([]);
  });

  it('gives the digest that the request would get', async () => {
    const house = memoryHouse();
    const { body } = await house.call({ route: 'POST /v1/evaluate', body: wishes.remove() });
    expect((await house.submit(wishes.remove())).body.digest).toBe(body.digest);
  });

  it('names what is wrong, as a submission would', async () => {
    const { status, body } = await memoryHouse().call({ route: 'POST /v1/evaluate', body: {} });
    expect(status).toBe(422);
    expect(body).toMatchObject({ field: '/action' });
  });
});

describe('GET /v1/actions', () => {
  it('lists what can be asked for', async () => {
    const { status, body } = await memoryHouse({ ruleOn: () => allow }).call({ route: 'GET /v1/actions' });
    expect(status).toBe(200);
    expect(body.actions).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ action: 'rds:DeleteDBInstance', reversible: false }),
      ]),
    );
  });
});

describe('the agents’ API', () => {
  it('answers no route that it does not have', async () => {
    const { status, body } = await memoryHouse().call({ route: 'DELETE /v1/requests' });
    expect(status).toBe(404);
    expect(body).toMatchObject({ type: 'urn:countersign:problem:no-such-route' });
  });
});
