import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../core/lib/json.ts';
import type { RuleOn } from '../../core/policy/ruling.ts';
import type { Order } from '../../core/ports/execute.ts';
import type { Request } from '../../core/request/request.ts';
import { runs } from '../support/all.ts';
import { releaseArn } from '../support/given/agent-event.ts';
import { submissions } from '../support/given/catalog.ts';
import { people } from '../support/given/directory.ts';
import { allow, review, terms } from '../support/given/rulings.ts';
import { capturedOutput } from '../support/memory-output.ts';
import { type MemorySystem, memorySystem } from '../support/memory-system.ts';

capturedOutput();

const security = people.securityOne.id;
const peopleDecide: RuleOn = () => review({ run: 'countersign' });
const policyAllows: RuleOn = () => ({ ...allow, run: 'countersign' });

const reachable = {
  action: 'rds:ModifyDBInstance',
  resource: 'arn:aws:rds:eu-central-1:111122223333:db:orders',
  parameters: { DBInstanceIdentifier: 'orders', PubliclyAccessible: true, ApplyImmediately: true },
  reason: 'A partner reads it for a day.',
};

/** Approved, and the workflow has not come to run it yet. */
async function approved(system: MemorySystem, submission: unknown = submissions.remove()) {
  const request = await system.asked(submission);
  await system.click(security, 'approve', request);
  expect(await system.stateOf(request.id)).toBe('approved');
  return request;
}

/** It was refused, that stands written, and AWS has heard of nothing. */
async function expectFailed(system: MemorySystem, id: string, code: string): Promise<void> {
  expect(system.target.calls).toEqual([]);
  const request = await system.requests.get(id);
  expect(request).toMatchObject({ state: 'failed', failure: { code } });
  expect(request).not.toHaveProperty('accessKeyId');
  expect(system.recordsOf(id).at(-1)).toMatchObject({
    state: 'failed',
    change: { type: 'not-run', sent: false, failure: { code } },
  });
  // Nobody can have it run after that.
  const order = { v: 1 as const, requestId: id, session: 'nightly-run' };
  expect(await system.execute(order)).toMatchObject({ refused: 'used' });
  expect(system.target.calls).toEqual([]);
}

/** Every text in a value, with a value in which one letter of it is another. */
function* oneByteOff(value: Json): Generator<Json> {
  if (typeof value === 'string') {
    const at = value.length - 1;
    yield value.slice(0, at) + (value.endsWith('x') ? 'y' : 'x');
    yield `${value} `;
    yield value.slice(0, at);
  } else if (typeof value === 'boolean') yield !value;
  else if (typeof value === 'number') yield value + 1;
  else if (Array.isArray(value)) {
    for (const [index, item] of value.entries())
      for (const other of oneByteOff(item)) yield value.with(index, other);
  } else if (value !== null) {
    for (const [name, item] of Object.entries(value)) {
      for (const other of oneByteOff(item)) yield { ...value, [name]: other };
      const { [name]: _, ...rest } = value;
      yield rest;
      yield { ...rest, [`${name}x`]: item };
    }
    yield { ...value, more: true };
  }
}

describe('what stands in the table', () => {
  const signed = ['action', 'resource', 'account', 'region', 'parameters'] as const;

  it.each(signed)('with one byte of its %s changed after the vote does not run', async (name) => {
    const standing = await (async () => {
      const system = memorySystem({ ruleOn: peopleDecide });
      const { id } = await approved(system);
      return (await system.requests.get(id)) as Request;
    })();
    let tried = 0;
    for (const other of oneByteOff(standing[name] as Json)) {
      if (name === 'action' && other === '') continue;
      const system = memorySystem({ ruleOn: peopleDecide });
      const { id } = await approved(system);
      system.requests.forge(id, (request) => ({ ...request, [name]: other }) as Request);
      await system.settle();
      await expectFailed(system, id, 'digest-differs');
      tried += 1;
    }
    expect(tried).toBeGreaterThan(2);
  });

  it('with another agent does not run', async () => {
    const system = memorySystem({ ruleOn: peopleDecide });
    const { id } = await approved(system);
    system.requests.forge(id, (request) => ({ ...request, agent: { ...request.agent, id: 'release' } }));
    await system.settle();
    await expectFailed(system, id, 'digest-differs');
  });

  const twoPeople: RuleOn = () =>
    review({ ...terms({ approvals: [{ group: 'security', count: 2 }] }), run: 'countersign' });
  type Vote = Extract<Request, { votes: unknown }>['votes'][number];

  it.each<[what: string, forge: (votes: Vote[]) => Vote[]]>([
    ['no votes', () => []],
    ['one vote less', (votes) => votes.slice(1)],
    ['one vote twice', ([first]) => (first ? [first, first] : [])],
    [
      'one person in two cases',
      ([first]) => (first ? [first, { ...first, person: first.person.toUpperCase() }] : []),
    ],
    [
      'a vote for another digest',
      ([first, ...rest]) => (first ? [{ ...first, digest: 'f'.repeat(64) }, ...rest] : []),
    ],
    [
      'a vote for something that was seen',
      ([first, ...rest]) => (first ? [{ ...first, seen: 'f'.repeat(64) }, ...rest] : []),
    ],
    ['a no', ([first, ...rest]) => (first ? [{ ...first, choice: 'deny' as const }, ...rest] : [])],
    [
      'a vote of another group',
      ([first, ...rest]) => (first ? [{ ...first, groups: ['sales'] }, ...rest] : []),
    ],
  ])('with %s does not run', async (_, forge) => {
    const system = memorySystem({ ruleOn: twoPeople });
    const request = await system.asked(submissions.remove());
    for (const who of [security, people.securityTwo.id]) await system.click(who, 'approve', request);
    expect(await system.stateOf(request.id)).toBe('approved');
    system.requests.forge(
      request.id,
      (standing) => ({ ...standing, votes: forge('votes' in standing ? standing.votes : []) }) as Request,
    );
    await system.settle();
    await expectFailed(system, request.id, 'votes-differ');
  });

  it('with parameters and digest of another does not run: the votes are for the first', async () => {
    const system = memorySystem({ ruleOn: peopleDecide });
    const other = await approved(system, submissions.remove('invoices'));
    await system.settle();
    const invoices = (await system.requests.get(other.id)) as Request;
    const { id } = await approved(system);
    const { digest, parameters, resource } = invoices;
    system.requests.forge(id, (request) => ({ ...request, digest, parameters, resource }));
    await system.settle();
    expect(system.target.calls.map(({ requestId }) => requestId)).toEqual([other.id]);
    expect(await system.requests.get(id)).toMatchObject({
      state: 'failed',
      failure: { code: 'votes-differ' },
    });
  });

  it.each(['parameters', 'votes'] as const)('is looked at again right before it runs: %s', async (name) => {
    const system = memorySystem({ ruleOn: peopleDecide });
    const { id } = await approved(system);
    // After the first look, while credentials are made.
    system.outage.strike = (call, moment) => {
      if (call === 'prepare' && moment === 'after' && name === 'votes')
        system.requests.forge(id, (request) => ({ ...request, votes: [] }) as Request);
      if (call === 'prepare' && moment === 'after' && name === 'parameters')
        system.requests.forge(id, (request) => ({
          ...request,
          parameters: { DBInstanceIdentifier: 'ledger' },
        }));
    };
    await system.settle();
    if (name === 'votes') return expectFailed(system, id, 'votes-differ');
    // What is sent was read and compared before that.
    expect(system.target.calls).toMatchObject([{ parameters: submissions.remove().parameters }]);
  });
});

describe('on its way', () => {
  it('an order holds nothing that could be another: what it has too much is refused, what it names is looked up', async () => {
    const system = memorySystem({ ruleOn: peopleDecide });
    const { id, digest } = await approved(system);
    const others: JsonObject[] = [
      { v: 1, requestId: id, action: 'rds:DeleteDBCluster' },
      { v: 1, requestId: id, digest },
      { v: 1, requestId: id, votes: [] },
      { v: 1, requestId: id, resource: 'x' },
      { v: 2, requestId: id },
      { requestId: id },
      { v: 1, requestId: id.replace(/.$/, 'x') },
      { v: 1, requestId: '' },
      { v: 1 },
      {},
    ];
    for (const order of others) await expect(system.execute(order as unknown as Order)).rejects.toThrow();
    expect(system.target.calls).toEqual([]);
    expect(await system.stateOf(id)).toBe('approved');
  });

  it.each([
    [{ DBInstanceIdentifier: 'ledger', SkipFinalSnapshot: true }],
    [{ DBInstanceIdentifier: 'orders', SkipFinalSnapshot: false }],
    [{ DBInstanceIdentifier: 'orders' }],
    [{ DBInstanceIdentifier: 'orders', SkipFinalSnapshot: true, DeleteAutomatedBackups: true }],
    [{}],
  ])('other parameters that are presented are not run, and the request stands: %j', async (parameters) => {
    const system = memorySystem({ ruleOn: policyAllows });
    const { body } = await system.submit(submissions.remove());
    const { status, body: problem } = await system.runNow(body.id, body.digest, { parameters });
    expect([status, problem]).toMatchObject([422, { type: 'urn:countersign:problem:other-digest' }]);
    expect(await system.execute({ v: 1, requestId: body.id, session: 'nightly-run', parameters })).toEqual({
      v: 1,
      state: 'allowed',
      refused: 'other-digest',
    });
    expect(system.target.calls).toEqual([]);
    expect(await system.stateOf(body.id)).toBe('allowed');
    expect((await system.runNow(body.id, body.digest)).status).toBe(200);
  });

  it('a workflow that names a request which nobody has approved runs nothing', async () => {
    const system = memorySystem({ ruleOn: peopleDecide });
    const { id } = await system.asked(submissions.remove());
    expect(await system.execute({ v: 1, requestId: id })).toEqual({
      v: 1,
      state: 'pending',
      refused: 'not-approved',
    });
    await system.click(security, 'deny', { id, digest: (await system.requests.get(id))?.digest ?? '' });
    expect(await system.execute({ v: 1, requestId: id })).toMatchObject({ refused: 'not-approved' });
    expect(system.target.calls).toEqual([]);
  });

  it('what is sent is what was signed, whatever was signed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[a-z]([a-z0-9]{0,20})$/), fc.boolean(), async (name, skips) => {
        const system = memorySystem({ ruleOn: peopleDecide });
        const submission = submissions.remove(name);
        const parameters = skips
          ? submission.parameters
          : { DBInstanceIdentifier: name, FinalDBSnapshotIdentifier: `${name}-last` };
        const { id, digest } = await approved(system, { ...submission, parameters });
        await system.settle();
        const { action } = submission;
        expect(system.target.calls).toEqual([
          {
            ...{ requestId: id, digest, agent: 'etl', approvers: [security], action, parameters },
            ...{
              account: '111122223333',
              region: 'eu-central-1',
              environment: expect.anything(),
              resource: submission.resource,
            },
          },
        ]);
      }),
      runs(20, 200),
    );
  });
});

describe('a vote', () => {
  it('on the card of another request has nothing run', async () => {
    const system = memorySystem({ ruleOn: peopleDecide });
    const one = await system.asked(submissions.remove('orders'));
    const other = await system.asked(submissions.remove('invoices'));
    await system.click(security, 'approve', { id: other.id, digest: one.digest });
    await system.settle();
    expect(system.target.calls).toEqual([]);
    expect([await system.stateOf(one.id), await system.stateOf(other.id)]).toEqual(['pending', 'pending']);
    expect(system.recordsOf(other.id).at(-1)?.change).toMatchObject({
      type: 'vote-refused',
      why: 'other-digest',
    });
  });
});

describe('the call for a run', () => {
  const given = async (ruleOn: RuleOn = policyAllows) => {
    const system = memorySystem({ ruleOn });
    const { body } = await system.submit(submissions.remove());
    await system.settle();
    return { system, ...body };
  };

  it('repeated runs nothing', async () => {
    const { system, id, digest } = await given();
    expect(await system.runNow(id, digest)).toMatchObject({
      status: 200,
      body: { state: 'done', answer: { DBInstance: { Status: 'deleting' } } },
    });
    for (let time = 0; time < 3; time += 1)
      expect(await system.runNow(id, digest)).toMatchObject({
        status: 409,
        body: { type: 'urn:countersign:problem:approval-used', state: 'done' },
      });
    expect(system.target.calls).toHaveLength(1);
  });

  it('by another agent finds no request', async () => {
    const { system, id, digest } = await given();
    expect((await system.runNow(id, digest, { as: releaseArn() })).status).toBe(404);
    expect(system.target.calls).toEqual([]);
  });

  it('of a request that is not there finds none', async () => {
    const { system, digest } = await given();
    for (const id of ['f'.repeat(32), 'x', '../x'])
      expect((await system.runNow(id, digest)).status).toBe(404);
  });

  it('with another digest runs nothing', async () => {
    const { system, id } = await given();
    expect(await system.runNow(id, 'f'.repeat(64))).toMatchObject({
      status: 422,
      body: { type: 'urn:countersign:problem:other-digest', field: '/digest' },
    });
    expect(system.target.calls).toEqual([]);
  });

  it('by a session of somebody who voted runs nothing', async () => {
    const { system, id, digest } = await given(peopleDecide);
    system.outage.strike = (call) => {
      if (call === 'prepare') throw new Error('STS is away');
    };
    await system.click(security, 'approve', { id, digest });
    await system.settle();
    system.outage.strike = () => {};
    for (const session of ['security.one', 'Security.One', 'security.one@elsewhere.example'])
      expect(
        await system.runNow(id, digest, {
          as: `arn:aws:sts::111122223333:assumed-role/etl-agent/${session}`,
        }),
      ).toMatchObject({ status: 403, body: { type: 'urn:countersign:problem:own-approval' } });
    expect(system.target.calls).toEqual([]);
    expect(await system.stateOf(id)).toBe('approved');
  });

  it('after the window has it lapse', async () => {
    const { system, id, digest } = await given();
    await system.pass(3_600);
    expect(await system.runNow(id, digest)).toMatchObject({
      status: 409,
      body: { type: 'urn:countersign:problem:approval-lapsed' },
    });
    expect(await system.stateOf(id)).toBe('lapsed');
    expect((await system.runNow(id, digest)).status).toBe(409);
    expect(system.target.calls).toEqual([]);
  });

  it('whose window ends while credentials are made has it lapse', async () => {
    const { system, id, digest } = await given();
    system.clock.pass(3_599);
    system.outage.strike = (call, moment) => {
      if (call === 'prepare' && moment === 'after') system.clock.pass(1);
    };
    expect((await system.runNow(id, digest)).status).toBe(409);
    expect(await system.stateOf(id)).toBe('lapsed');
    expect(system.target.calls).toEqual([]);
  });

  it.each(['agent', 'credentials'] as const)('of what runs by %s runs nothing', async (run) => {
    const { system, id, digest } = await given(() => ({ ...allow, run }));
    expect(await system.runNow(id, digest)).toMatchObject({
      status: 409,
      body: { type: 'urn:countersign:problem:other-run' },
    });
    expect(system.target.calls).toEqual([]);
    expect(await system.stateOf(id)).toBe('allowed');
  });

  it('and an agent that takes what Countersign runs gets no ticket', async () => {
    const { system, id, digest } = await given();
    expect(await system.start(id, digest)).toMatchObject({
      status: 409,
      body: { type: 'urn:countersign:problem:other-run' },
    });
    expect(await system.stateOf(id)).toBe('allowed');
  });

  it('before anybody decided, or after a no, runs nothing', async () => {
    const { system, id, digest } = await given(peopleDecide);
    expect(await system.runNow(id, digest)).toMatchObject({
      status: 409,
      body: { type: 'urn:countersign:problem:wrong-state' },
    });
    await system.click(security, 'deny', { id, digest });
    expect((await system.runNow(id, digest)).status).toBe(409);
    expect(system.target.calls).toEqual([]);
  });

  it.each([
    [
      'refused by AWS',
      { kind: 'failed', code: 'AccessDenied', message: 'No.', requestId: 'aws-1' },
      'run-failed',
    ],
    ['stopped before it left', { kind: 'not-sent', code: 'not-as-signed', detail: 'DBName' }, 'run-failed'],
    ['not answered', { kind: 'unknown', code: 'TimeoutError' }, 'run-unknown'],
  ] as const)('%s says so, and it stays so', async (_, sent, slug) => {
    const { system, id, digest } = await given();
    system.target.answer = sent;
    expect(await system.runNow(id, digest)).toMatchObject({
      status: 409,
      body: { type: `urn:countersign:problem:${slug}` },
    });
    expect(await system.runNow(id, digest)).toMatchObject({
      status: 409,
      body: { type: 'urn:countersign:problem:approval-used' },
    });
    expect(system.target.calls).toHaveLength(1);
  });
});

describe('what people saw of the target', () => {
  const tiers: RuleOn = () =>
    review({
      approvals: [{ group: 'security', count: 2 }],
      notifications: [{ afterSeconds: 600, group: 'sre-oncall' }],
      run: 'countersign',
    });
  const [one, two] = [people.securityOne.id, people.securityTwo.id];
  const seen = (there: JsonObject) => ({ v: 1 as const, kind: 'seen' as const, value: there });

  async function given() {
    const system = memorySystem({ ruleOn: tiers });
    system.target.there = seen({ PubliclyAccessible: false });
    const request = await system.asked(reachable);
    const before = await system.requests.get(request.id);
    expect(before).toMatchObject({ looks: true, seen: { value: { PubliclyAccessible: false } } });
    return { system, request, hash: before?.seen?.hash ?? '' };
  }

  it('stands in the request before its first card, and on every vote', async () => {
    const { system, request, hash } = await given();
    const [card] = system.messenger.cards.values();
    expect(card?.seen?.hash).toBe(hash);
    await system.click(one, 'approve', request);
    expect(await system.requests.get(request.id)).toMatchObject({ votes: [{ seen: hash }] });
  });

  it('that is another at a later tier makes votes void, and those who gave them are told', async () => {
    const { system, request, hash } = await given();
    await system.click(one, 'approve', request);
    system.target.there = seen({ PubliclyAccessible: true });
    await system.pass(601);
    expect(await system.requests.get(request.id)).toMatchObject({ state: 'pending', votes: [] });
    expect(system.recordsOf(request.id).map(({ change }) => change)).toContainEqual(
      expect.objectContaining({ type: 'looked', voided: [one] }),
    );
    const { handles } = people.securityOne;
    expect(system.messenger.privateReplies.filter(({ handle }) => handle === handles.slack)).toHaveLength(1);
    expect(system.messenger.privateReplies.at(-1)?.text).toContain('your vote is void');

    // Their old buttons count no more; nor does the other one's yes alone.
    await system.click(one, 'approve', { ...request, seenHash: hash });
    expect(system.messenger.privateReplies.at(-1)?.text).toContain('has changed since this button was shown');
    await system.click(two, 'approve', request);
    await system.settle();
    expect(await system.stateOf(request.id)).toBe('pending');
    expect(system.target.calls).toEqual([]);
    await system.click(one, 'approve', request);
    await system.settle();
    expect(await system.stateOf(request.id)).toBe('done');
  });

  it('and is the same at a later tier leaves votes as they are', async () => {
    const { system, request } = await given();
    await system.click(one, 'approve', request);
    await system.pass(601);
    await system.click(two, 'approve', request);
    await system.settle();
    expect(await system.stateOf(request.id)).toBe('done');
    expect(system.messenger.privateReplies).toEqual([]);
  });

  it('that is another when it runs ends it as stale, and nothing is sent', async () => {
    const { system, request } = await given();
    for (const who of [one, two]) await system.click(who, 'approve', request);
    system.target.there = seen({ PubliclyAccessible: true });
    await system.settle();
    await expectFailed(system, request.id, 'stale');
  });

  it.each([
    ['is not there any more', seen({})],
    ['cannot be seen any more', { v: 1, kind: 'not-seen', code: 'AccessDenied' }],
  ] as const)('and %s when it runs ends it as stale', async (_, there) => {
    const { system, request } = await given();
    for (const who of [one, two]) await system.click(who, 'approve', request);
    system.target.there = there;
    await system.settle();
    await expectFailed(system, request.id, 'stale');
  });

  it.each([
    ['of nothing', '0'.repeat(64)],
    ['of an earlier look', undefined],
  ])('a button %s signs nothing, and whoever pressed it is told', async (_, forged) => {
    const { system, request, hash } = await given();
    system.target.there = seen({ PubliclyAccessible: true });
    await system.pass(601);
    await system.click(one, 'approve', { ...request, seenHash: forged ?? hash });
    expect(await system.requests.get(request.id)).toMatchObject({ votes: [] });
    expect(system.messenger.privateReplies.at(-1)?.text).toContain('has changed since this button was shown');
  });

  it('a button without it signs nothing either', async () => {
    const { system, request } = await given();
    await system.click(one, 'approve', { ...request, ref: 'C0APPROVALS/9.9' });
    expect(await system.requests.get(request.id)).toMatchObject({ votes: [] });
  });

  it('changed in the table after the vote has it not run', async () => {
    const { system, request } = await given();
    for (const who of [one, two]) await system.click(who, 'approve', request);
    system.requests.forge(request.id, ({ seen: before, ...standing }) => ({
      ...standing,
      ...(before && { seen: { ...before, hash: 'f'.repeat(64) } }),
    }));
    await system.settle();
    await expectFailed(system, request.id, 'votes-differ');
  });
});
