import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customActionsSchema } from '../../catalog/custom/custom-action.ts';
import { canonicalJson } from '../../core/lib/json.ts';
import type { RuleOn } from '../../core/policy/ruling.ts';
import { releaseArn } from '../support/given/agent-event.ts';
import { submissions } from '../support/given/catalog.ts';
import { people } from '../support/given/directory.ts';
import { allow, review } from '../support/given/rulings.ts';
import { strikeAt } from '../support/memory-outage.ts';
import { capturedOutput } from '../support/memory-output.ts';
import { type MemorySystem, memorySystem } from '../support/memory-system.ts';

capturedOutput();

const security = people.securityOne.id;

async function approvedRequest(system: MemorySystem, submission: unknown = submissions.remove()) {
  const request = await system.asked(submission);
  await system.click(security, 'approve', request);
  await system.settle();
  expect(await system.stateOf(request.id)).toBe('approved');
  return request;
}

describe('the digest', () => {
  it('is that of what was sent, as anyone can compute it', async () => {
    const { action, resource, parameters } = submissions.remove();
    const place = { account: '111122223333', region: 'eu-central-1' };
    const signed = canonicalJson({ agent: 'etl', action, resource, ...place, parameters });
    const { body } = await memorySystem().submit(submissions.remove());
    expect(body.digest).toBe(createHash('sha256').update(signed).digest('hex'));
  });

  it('stands on the request, on every vote and in every record', async () => {
    const system = memorySystem();
    const { id, digest } = await approvedRequest(system);
    expect(await system.requests.get(id)).toMatchObject({ digest, votes: [{ digest }] });
    for (const record of system.recordsOf(id)) expect(record.digest).toBe(digest);
    expect(system.published).toMatchObject([{ digest }]);
  });

  it('covers what people cannot see: another secret is another request', async () => {
    const system = memorySystem();
    const one = await approvedRequest(system, submissions.rotate('k-aaaaaaaa'));
    const other = await system.submit(submissions.rotate('k-bbbbbbbb'));
    expect(other.body.digest).not.toBe(one.digest);
    expect(other.body.state).toBe('pending');
    const [a, b] = [await system.requests.get(one.id), await system.requests.get(other.body.id)];
    expect(a?.parameters).toEqual(b?.parameters);
    expect((await system.start(other.body.id, one.digest)).status).toBe(422);
  });

  it('covers where: a name without an account is another thing in another account', async () => {
    const byAccount: RuleOn = ({ account }) => (account === '777788889999' ? allow : review());
    const system = memorySystem({ ruleOn: byAccount });
    const key = { headers: { 'idempotency-key': 'k1' } };
    const empty = {
      action: 's3:DeleteBucket',
      resource: 'arn:aws:s3:::analytics-exports',
      parameters: { Bucket: 'analytics-exports' },
      reason: 'It is empty.',
    };
    const trial = await system.submit(empty, { ...key, as: releaseArn('777788889999') });
    expect(trial).toMatchObject({ status: 200, body: { state: 'allowed', environment: 'dev' } });
    const same = await system.submit(empty, { ...key, as: releaseArn('111122223333') });
    expect(same.status).toBe(409);
    const fresh = await system.submit(empty, { as: releaseArn('111122223333') });
    expect(fresh).toMatchObject({ status: 202, body: { state: 'pending', environment: 'prod' } });
    expect(fresh.body.digest).not.toBe(trial.body.digest);
  });
});

describe('a button', () => {
  it.each([
    ['of nothing', '0'.repeat(64)],
    ['one letter off', undefined],
  ])('with a digest %s signs nothing, and the attempt is recorded', async (_, forged) => {
    const system = memorySystem();
    const request = await system.asked(submissions.remove());
    const first = request.digest.startsWith('a') ? 'b' : 'a';
    const digest = forged ?? first + request.digest.slice(1);
    await system.click(security, 'approve', { ...request, digest });
    expect(await system.stateOf(request.id)).toBe('pending');
    expect(system.recordsOf(request.id).at(-1)?.change).toMatchObject({
      type: 'vote-refused',
      why: 'other-digest',
    });
  });

  it('of one request does not sign another', async () => {
    const system = memorySystem();
    const one = await system.asked(submissions.remove('orders'));
    const other = await system.asked(submissions.remove('invoices'));
    await system.click(security, 'approve', { id: other.id, digest: one.digest });
    expect(await system.stateOf(other.id)).toBe('pending');
    expect(await system.stateOf(one.id)).toBe('pending');
  });

  it('of a request that nobody has signs nothing', async () => {
    const system = memorySystem();
    expect(await system.click(security, 'approve', { id: 'f'.repeat(32), digest: 'f'.repeat(64) })).toBe(200);
    expect(system.requests.written).toEqual([]);
    expect(system.messenger.privateReplies[0]?.text).toContain('not known here');
  });
});

describe('a signature', () => {
  it('is for its digest: what the agent ran must be it', async () => {
    const system = memorySystem();
    const one = await approvedRequest(system, submissions.remove('orders'));
    const other = await approvedRequest(system, submissions.remove('invoices'));
    const { status, body } = await system.start(one.id, other.digest);
    expect(status).toBe(422);
    expect(body).toMatchObject({ type: 'urn:countersign:problem:other-digest', field: '/digest' });
    expect(await system.stateOf(one.id)).toBe('approved');
  });

  it('is used once', async () => {
    const system = memorySystem();
    const { id, digest } = await approvedRequest(system);
    expect((await system.start(id, digest)).status).toBe(200);
    expect((await system.start(id, digest)).body).toMatchObject({
      type: 'urn:countersign:problem:approval-used',
    });
    expect((await system.report(id, 'done', digest)).status).toBe(200);
    expect((await system.start(id, digest)).status).toBe(409);
    for (const status of ['done', 'failed'])
      expect((await system.report(id, status, digest)).status).toBe(409);
    expect(system.recordsOf(id).filter(({ change }) => change.type === 'started')).toHaveLength(1);
  });

  it.each([submissions.look, submissions.remove()])(
    'is won by exactly one of many who start at once',
    async (submission) => {
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 2, max: 9 }), async (many) => {
          const system = memorySystem();
          const { body } = await system.submit(submission);
          await system.settle();
          if (body.state === 'pending') await system.click(security, 'approve', body);
          const starts = Array.from({ length: many }, () => system.start(body.id, body.digest));
          const statuses = (await Promise.all(starts)).map(({ status }) => status);
          expect(statuses.filter((status) => status === 200)).toHaveLength(1);
          expect(statuses.filter((status) => status === 409)).toHaveLength(many - 1);
        }),
        { numRuns: 10 },
      );
    },
  );

  it('is used once when the answer is lost: the agent is never told twice that it may start', async () => {
    for (let moment = 1; ; moment += 1) {
      const system = memorySystem();
      const { id, digest } = await approvedRequest(system);
      const strike = strikeAt(moment);
      system.outage.strike = strike;
      const answers = [await system.start(id, digest), await system.start(id, digest)];
      expect(answers.filter(({ status }) => status === 200).length, strike.struck).toBeLessThanOrEqual(1);
      if (strike.struck === undefined) break;
    }
  });

  it.each([submissions.look, submissions.remove()])(
    'is worth nothing after its window',
    async (submission) => {
      const system = memorySystem();
      const { body } = await system.submit(submission);
      await system.settle();
      if (body.state === 'pending') await system.click(security, 'approve', body);
      system.clock.pass(3_600);
      for (let attempt = 0; attempt < 2; attempt += 1)
        expect((await system.start(body.id, body.digest)).body).toMatchObject({
          type: 'urn:countersign:problem:approval-lapsed',
        });
      expect((await system.report(body.id, 'done', body.digest)).status).toBe(409);
      expect(await system.stateOf(body.id)).toBe('lapsed');
      expect(system.recordsOf(body.id).at(-1)?.change).toEqual({ type: 'lapsed' });
    },
  );

  it('opens nothing for the same submission once more: people are asked again', async () => {
    const system = memorySystem();
    const { id, digest } = await approvedRequest(system);
    await system.run(id, 'done', digest);
    const again = await system.submit(submissions.remove());
    expect(again).toMatchObject({ status: 202, body: { state: 'pending' } });
    expect(again.body.id).not.toBe(id);
  });

  it('belongs to its agent', async () => {
    const system = memorySystem();
    const { id, digest } = await approvedRequest(system);
    expect((await system.start(id, digest, { as: releaseArn() })).status).toBe(404);
    expect(await system.stateOf(id)).toBe('approved');
  });
});

describe('what is shown to people', () => {
  it('is what was sent, to the last value that is not a secret', async () => {
    const system = memorySystem();
    const { id } = await system.asked(submissions.remove());
    const [shown] = system.messenger.cards.values();
    expect(shown).toEqual(await system.requests.get(id));
    expect(shown?.parameters).toEqual(submissions.remove().parameters);
    expect(shown?.resource).toBe(submissions.remove().resource);
  });

  it('cannot be made to differ by the order or the spelling of JSON', async () => {
    const system = memorySystem();
    const text = JSON.stringify(submissions.remove());
    const escaped = text.replace('orders"', '\\u006frders"');
    const doubled = text.replace('"parameters":{', '"parameters":{"DBInstanceIdentifier":"harmless",');
    const digests = [];
    for (const body of [text, escaped, doubled]) digests.push((await system.submit(body)).body.digest);
    expect(new Set(digests).size).toBe(1);
    const [request] = system.requests.written;
    expect(request?.request.parameters).toEqual(submissions.remove().parameters);
  });

  it('has custom actions say their secrets nowhere', () => {
    const says = { action: 'vendor:tell', sentence: 'Tell {key}', parameters: { key: { type: 'string' } } };
    const rest = {
      resource: 'x',
      groups: ['secret-write'],
      secrets: { '/key': 'a key' },
      reversible: true,
      example: { key: 'k' },
    };
    expect(customActionsSchema.safeParse({ actions: [{ ...says, ...rest }] }).success).toBe(false);
  });
});
