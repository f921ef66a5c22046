import { describe, expect, it } from 'vitest';
import type { LookAnswer } from '../../core/ports/look.ts';
import { agentNamed, directory, people, strangerSlackId } from '../support/given/directory.ts';
import { allow, refuse, review, ruleBy } from '../support/given/rulings.ts';
import { capturedOutput } from '../support/memory-output.ts';
import { type MemorySystem, memorySystem, type SystemSettings } from '../support/memory-system.ts';

capturedOutput();

const { securityOne, securityTwo, owner } = people;

const granting = (actions: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }],
  });
const [before, after] = [granting('s3:GetObject'), granting('s3:*')];

const put = {
  action: 'iam:PutRolePolicy',
  resource: 'arn:aws:iam::111122223333:role/etl-runner',
  parameters: { RoleName: 'etl-runner', PolicyName: 'access', PolicyDocument: after },
  reason: 'It reads more buckets from now on.',
};

const there = (PolicyDocument: string): LookAnswer => ({ v: 1, kind: 'seen', value: { PolicyDocument } });
const byCountersign = review({ run: 'countersign' });

/** A request that people approved and Countersign ran, on a role that had another policy before. */
async function ran(settings: SystemSettings = {}, { leaves = there(after), was = there(before) } = {}) {
  const system = memorySystem({
    ruleOn: ruleBy({ 'iam:PutRolePolicy': byCountersign, 'iam:DeleteRolePolicy': byCountersign }),
    ...settings,
  });
  system.target.there = was;
  system.target.leaves = leaves;
  system.target.answer = { kind: 'done', result: {}, requestId: 'aws-request-1' };
  const done = await system.asked(put);
  await system.click(securityOne.id, 'approve', done);
  await system.settle();
  expect(await system.stateOf(done.id)).toBe('done');
  system.target.leaves = undefined;
  /** All requests that undo something. */
  const undos = () =>
    system.requests.written
      .map(({ request }) => request)
      .filter(({ version, undoes }) => version === 1 && undoes !== undefined);
  return { system, done, undos };
}

/** Brings an undo that was asked for into some state. */
type Bring = (given: {
  system: MemorySystem;
  undo: { id: string; digest: string };
  approve: () => Promise<unknown>;
}) => Promise<unknown>;

async function undoing(bring: Bring) {
  const given = await ran();
  const { system, done, undos } = given;
  await system.undo(securityTwo.id, done);
  const undo = undos()[0] ?? done;
  await bring({ system, undo, approve: () => system.click(securityOne.id, 'approve', undo) });
  return { ...given, undo };
}

describe('the undo of a request', () => {
  it('is a request of its own, which puts back what was there', async () => {
    const { system, done, undos } = await ran();
    expect(await system.undo(securityTwo.id, done)).toContain('Other people than security.two@example.com');
    expect(undos()).toMatchObject([
      {
        state: 'pending',
        action: 'iam:PutRolePolicy',
        parameters: { RoleName: 'etl-runner', PolicyName: 'access', PolicyDocument: before },
        agent: { id: 'etl', owners: [owner.id] },
        asker: securityTwo.id,
        undoes: done.id,
        votes: [],
      },
    ]);
    const [undo] = undos();
    system.target.leaves = there(before);
    await system.click(securityOne.id, 'approve', undo ?? done);
    await system.settle();
    expect(await system.stateOf(undo?.id ?? '')).toBe('done');
    expect(system.target.calls.map(({ parameters }) => parameters.PolicyDocument)).toEqual([after, before]);
  });

  it('says in each of its records who asked for it, and that it was no agent', async () => {
    const { system, done, undos } = await ran();
    await system.undo(securityTwo.id, done);
    await system.click(securityOne.id, 'approve', undos()[0] ?? done);
    await system.settle();
    const records = system.recordsOf(undos()[0]?.id ?? '');
    expect(records.length).toBeGreaterThan(3);
    for (const record of records) expect(record).toMatchObject({ asker: securityTwo.id, undoes: done.id });
    expect(records[0]).toMatchObject({ actor: { kind: 'person', id: securityTwo.id }, via: 'slack' });
    for (const record of system.recordsOf(done.id)) expect(record).not.toHaveProperty('asker');
  });

  it('is signed by nobody who asked for it', async () => {
    const { system, done, undos } = await ran();
    await system.undo(securityOne.id, done);
    const undo = undos()[0] ?? done;
    for (const choice of ['approve', 'deny'] as const) {
      await system.click(securityOne.id, choice, undo);
      await system.settle();
      expect(await system.stateOf(undo.id)).toBe('pending');
    }
    const attempts = system.recordsOf(undo.id).filter(({ change }) => change.type === 'vote-refused');
    expect(attempts).toMatchObject([{ change: { why: 'asker' }, approvals: { given: 0 } }]);
    expect(system.messenger.privateReplies.at(-1)?.text).toContain('nobody signs for themselves');
  });

  it('is not signed by the owners of the agent, whoever asked', async () => {
    const { system, done, undos } = await ran();
    await system.undo(securityOne.id, done);
    await system.click(owner.id, 'approve', undos()[0] ?? done);
    expect(await system.stateOf(undos()[0]?.id ?? '')).toBe('pending');
  });

  it('is one, however often and by however many it is asked for', async () => {
    const { system, done, undos } = await ran();
    await system.undo(securityOne.id, done);
    await system.undo(securityTwo.id, done);
    await Promise.all([system.undo(securityOne.id, done), system.undo(owner.id, done)]);
    expect(undos()).toHaveLength(1);
    expect(undos()[0]?.asker).toBe(securityOne.id);
    expect(system.messenger.privateReplies.at(-1)?.text).toContain(undos()[0]?.id);
  });

  it('can be asked for again when people have denied it, by whoever then cannot sign it', async () => {
    const { system, done, undos } = await ran();
    await system.undo(securityTwo.id, done);
    await system.click(securityOne.id, 'deny', undos()[0] ?? done);
    await system.settle();
    expect(await system.stateOf(undos()[0]?.id ?? '')).toBe('denied');
    expect(await system.undo(securityOne.id, done)).toContain('Other people than security.one@example.com');
    expect(undos()).toMatchObject([
      { asker: securityTwo.id, undoes: done.id },
      { asker: securityOne.id, undoes: done.id, state: 'pending', votes: [] },
    ]);
    const again = undos()[1] ?? done;
    await system.click(securityOne.id, 'approve', again);
    expect(await system.stateOf(again.id)).toBe('pending');
    system.target.leaves = there(before);
    await system.click(securityTwo.id, 'approve', again);
    await system.settle();
    expect(await system.stateOf(again.id)).toBe('done');
  });

  it('is one again, by however many it is asked for at once after the first came to nothing', async () => {
    const { system, done, undos } = await ran();
    const order = {
      v: 1 as const,
      requestId: done.id,
      digest: done.digest,
      card: { door: 'slack', ref: 'C1/1.1' },
    };
    for (const count of [1, 2, 3]) {
      const pressing = [securityOne, securityTwo, owner].map(({ id, handles }) => ({
        person: id,
        handle: handles.slack,
      }));
      await Promise.all(pressing.map((one) => system.takeUndo({ ...order, ...one })));
      expect(undos()).toHaveLength(count);
      const told = system.messenger.privateReplies.slice(-3).map(({ text }) => text);
      for (const text of told) expect(text).toContain(undos().at(-1)?.id);
      await system.settle();
      const undo = undos().at(-1);
      if (!undo) throw new Error('No undo was asked for.');
      const signer = undo.asker === securityOne.id ? securityTwo : securityOne;
      await system.click(signer.id, 'deny', undo);
      await system.settle();
    }
  });

  it.each([
    ['pending', async () => {}],
    ['approved', async ({ approve }) => approve()],
    [
      'running',
      async ({ system, approve }) => {
        await approve();
        system.outage.strike = (call) => {
          if (call === 'target.send') throw new Error('killed');
        };
        await system.settle();
        system.outage.strike = () => {};
      },
    ],
    [
      'done',
      async ({ system, approve }) => {
        await approve();
        await system.settle();
        // As it was left once: its own undo would be another thing.
        system.target.there = there(after);
      },
    ],
    [
      'unknown',
      async ({ system, approve }) => {
        await approve();
        system.target.answer = { kind: 'unknown', code: 'TimeoutError' };
        await system.settle();
      },
    ],
  ] satisfies [string, Bring][])('is not followed by another while it is %s', async (state, bring) => {
    const { system, done, undos, undo } = await undoing(bring);
    expect(await system.stateOf(undo.id)).toBe(state);
    await system.undo(securityOne.id, done);
    expect(undos()).toHaveLength(1);
    expect(system.messenger.privateReplies.at(-1)?.text).toContain(undo.id);
  });

  it.each([
    ['denied', ({ system, undo }) => system.click(securityOne.id, 'deny', undo)],
    ['expired', ({ system }) => system.pass(24 * 3_600)],
    [
      'lapsed',
      async ({ system, approve }) => {
        await approve();
        system.clock.pass(24 * 3_600);
        await system.settle();
      },
    ],
    [
      'failed',
      async ({ system, approve }) => {
        await approve();
        system.target.answer = { kind: 'failed', code: 'Throttling', message: 'No.', requestId: undefined };
        await system.settle();
      },
    ],
  ] satisfies [string, Bring][])(
    'is followed by another when it is %s, where all is still as the run left it',
    async (state, bring) => {
      const { system, done, undos, undo } = await undoing(bring);
      await system.settle();
      expect(await system.stateOf(undo.id)).toBe(state);
      system.target.there = there(granting('ec2:*'));
      expect(await system.undo(securityOne.id, done)).toContain('changed again since');
      system.target.there = there(after);
      await system.undo(securityOne.id, done);
      expect(undos()).toMatchObject([
        { undoes: done.id, asker: securityTwo.id },
        { undoes: done.id, asker: securityOne.id },
      ]);
    },
  );

  it('is asked for ten times at most', async () => {
    const { system, done, undos } = await ran();
    for (let press = 0; press < 10; press += 1) {
      await system.undo(securityTwo.id, done);
      await system.click(securityOne.id, 'deny', undos().at(-1) ?? done);
      await system.settle();
    }
    expect(await system.undo(securityTwo.id, done)).toContain('asked for too often');
    expect(undos()).toHaveLength(10);
  });

  it('is undone the same way', async () => {
    const { system, done, undos } = await ran();
    await system.undo(securityTwo.id, done);
    const undo = undos()[0] ?? done;
    system.target.leaves = there(before);
    await system.click(securityOne.id, 'approve', undo);
    await system.settle();
    await system.undo(securityOne.id, undo);
    expect(undos()).toMatchObject([
      { undoes: done.id },
      { undoes: undo.id, asker: securityOne.id, parameters: { PolicyDocument: after } },
    ]);
  });
});

describe('no undo is asked for', () => {
  it('by whom the directory does not know', async () => {
    const { system, done, undos } = await ran();
    expect(await system.undo(strangerSlackId, done)).toContain(`add your Slack id ${strangerSlackId}`);
    expect(undos()).toEqual([]);
  });

  it('where somebody has changed the target since', async () => {
    const { system, done, undos } = await ran();
    system.target.there = there(granting('ec2:*'));
    expect(await system.undo(securityOne.id, done)).toContain('changed again since');
    expect(undos()).toEqual([]);
  });

  it('where the target cannot be looked at', async () => {
    const { system, done, undos } = await ran();
    system.target.there = { v: 1, kind: 'not-seen', code: 'AccessDenied' };
    expect(await system.undo(securityOne.id, done)).toContain('AccessDenied');
    expect(undos()).toEqual([]);
  });

  it('where it changed nothing', async () => {
    const { system, done, undos } = await ran({}, { was: there(after) });
    expect(await system.undo(securityOne.id, done)).toContain('it changed nothing');
    expect(await system.requests.get(done.id)).toMatchObject({ undo: { kind: 'nothing-to-undo' } });
    expect(undos()).toEqual([]);
  });

  it('where what was there is hidden', async () => {
    const { system, done, undos } = await ran({}, { was: there('[hidden: a secret, sha256 00]') });
    expect(await system.undo(securityOne.id, done)).toContain('hidden');
    expect(await system.requests.get(done.id)).toMatchObject({
      undo: { kind: 'not-offered', code: 'hidden' },
    });
    expect(undos()).toEqual([]);
  });

  it('of a request that is not done, or by a button of another', async () => {
    const { system, done, undos } = await ran();
    expect(await system.undo(securityOne.id, { ...done, digest: 'a'.repeat(64) })).toContain('not known');
    await system.undo(securityOne.id, done);
    expect(await system.undo(securityOne.id, undos()[0] ?? done)).toContain('is pending');
    expect(undos()).toHaveLength(1);
  });

  it('for an agent that the directory does not have any more, or whose role is another’s', async () => {
    const known = directory();
    const { system, done, undos } = await ran({ directory: known });
    known.agents = [agentNamed('release')];
    expect(await system.undo(securityOne.id, done)).toContain('no agent etl');
    known.agents = [{ ...agentNamed('release'), roles: [...agentNamed('etl').roles] }];
    expect(await system.undo(securityOne.id, done)).toContain('no agent etl');
    expect(undos()).toEqual([]);
  });

  it('by somebody else than Slack', async () => {
    const { system, done, undos } = await ran();
    await system.forge(securityOne.id, done);
    await system.settle();
    expect(undos()).toEqual([]);
  });
});

describe('policy rules on an undo as on any request of its agent', () => {
  const rulingWith = (undoing: Parameters<typeof ruleBy>[0][string]) => {
    let asked = 0;
    return ruleBy({
      get 'iam:PutRolePolicy'() {
        asked += 1;
        return asked === 1 ? byCountersign : undoing;
      },
    });
  };

  it('what it refuses is not run', async () => {
    const { system, done, undos } = await ran({ ruleOn: rulingWith(refuse) });
    expect(await system.undo(securityOne.id, done)).toContain('Policy refuses it');
    expect(undos()).toMatchObject([{ state: 'refused' }]);
    expect(system.target.calls).toHaveLength(1);
    await system.undo(securityOne.id, done);
    expect(undos()).toHaveLength(1);
  });

  it('what it refused can be asked for again when policy says otherwise', async () => {
    let undoing: Parameters<typeof ruleBy>[0][string] = refuse;
    const { system, done, undos } = await ran({
      ruleOn: (facts) =>
        facts.parameters.PolicyDocument === after
          ? byCountersign
          : ruleBy({ 'iam:PutRolePolicy': undoing })(facts),
    });
    await system.undo(securityOne.id, done);
    undoing = byCountersign;
    await system.undo(securityOne.id, done);
    expect(undos()).toMatchObject([{ state: 'refused' }, { state: 'pending' }]);
  });

  it('what it allows runs at once', async () => {
    const { system, done, undos } = await ran({ ruleOn: rulingWith({ ...allow, run: 'countersign' }) });
    system.target.leaves = there(before);
    expect(await system.undo(securityOne.id, done)).toContain('It is undone.');
    expect(await system.stateOf(undos()[0]?.id ?? '')).toBe('done');
    expect(system.target.calls).toHaveLength(2);
  });

  it('what it leaves to the agent is not asked for: no session of it waits', async () => {
    const { system, done, undos } = await ran({ ruleOn: rulingWith(review({ run: 'agent' })) });
    expect(await system.undo(securityOne.id, done)).toContain('Only its agent could run the undo');
    expect(undos()).toEqual([]);
  });
});

describe('the agent', () => {
  const undoing = { ...put, parameters: { ...put.parameters, PolicyDocument: before } };

  it('does not withdraw what a person asked for', async () => {
    const { system, done, undos } = await ran();
    await system.undo(securityOne.id, done);
    expect((await system.withdraw(undos()[0]?.id ?? '')).status).toBe(409);
    expect(await system.stateOf(undos()[0]?.id ?? '')).toBe('pending');
  });

  it('that asks for the same joins it, and whoever asked first still cannot sign', async () => {
    const { system, done, undos } = await ran();
    await system.undo(securityOne.id, done);
    const joined = await system.submit(undoing, {
      as: 'arn:aws:sts::111122223333:assumed-role/etl-agent/other-session',
    });
    expect(joined.body.id).toBe(undos()[0]?.id);
    await system.click(securityOne.id, 'approve', joined.body);
    expect(await system.stateOf(joined.body.id)).toBe('pending');
  });

  it('that asked for the same before keeps no undo away by taking its own request back', async () => {
    const { system, done, undos } = await ran();
    const own = await system.asked(undoing);
    expect(await system.undo(securityOne.id, done)).toContain(
      `The agent has asked for the same in request ${own.id}`,
    );
    expect(undos()).toEqual([]);
    await system.withdraw(own.id);
    await system.settle();
    await system.undo(securityOne.id, done);
    expect(undos()).toHaveLength(1);
  });

  it('keeps no undo away by asking as often as it may', async () => {
    const { system, done, undos } = await ran({ requestsPerMinute: 1 });
    expect((await system.submit(put)).status).toBe(429);
    await system.undo(securityOne.id, done);
    expect(undos()).toHaveLength(1);
  });
});
