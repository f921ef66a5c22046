import { beforeEach, describe, expect, it } from 'vitest';
import { cardBlocks } from '../../adapters/slack/card.ts';
import { people, strangerSlackId } from '../support/given/directory.ts';
import { review, ruleBy } from '../support/given/rulings.ts';
import { capturedOutput } from '../support/memory-output.ts';
import { type MemorySystem, memorySystem } from '../support/memory-system.ts';

capturedOutput();
const security = people.securityOne.id;
const ruleOn = ruleBy({ 's3:GetObject': review({ run: 'credentials' }) });

let system: MemorySystem;
beforeEach(() => {
  system = memorySystem({ ruleOn });
});

async function granted() {
  const request = await system.asked({
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::shop-receipts/a.json',
    parameters: { Bucket: 'shop-receipts', Key: 'a.json' },
    reason: 'The receipt of a customer who calls.',
  });
  await system.click(security, 'approve', request);
  await system.credentials(request.id, { digest: request.digest });
  await system.settle();
  return request;
}

const cardOf = async (id: string): Promise<string> => {
  const request = await system.requests.get(id);
  return JSON.stringify(request ? cardBlocks(request, []) : []);
};

describe('credentials that are in use', () => {
  it('are denied when somebody of the groups presses Revoke, and that is recorded', async () => {
    const { id, digest } = await granted();
    expect(await cardOf(id)).toContain('"action_id":"revoke"');
    expect(await system.pressRevoke(people.securityTwo.id, { id, digest })).toBe(200);
    expect([...system.grants.policies.values()].join()).toContain(`"aws:SourceIdentity":"countersign-${id}"`);
    expect(await system.requests.get(id)).toMatchObject({
      state: 'unknown',
      revoked: { at: system.clock.now(), by: people.securityTwo.id },
    });
    expect(system.recordsOf(id).at(-1)).toMatchObject({
      state: 'unknown',
      actor: { kind: 'person', id: people.securityTwo.id },
      via: 'slack',
      change: { type: 'revoked' },
    });
    const card = await cardOf(id);
    expect(card).toContain(`Revoked by ${people.securityTwo.id}`);
    expect(card).not.toContain('"action_id":"revoke"');
  });

  it.each([
    ['a stranger', strangerSlackId, 'You are not in the directory of people. Ask an administrator'],
    [
      'somebody of no group that was asked',
      people.outsider.id,
      'You are in none of the groups that this request asked.',
    ],
  ])('are not denied by %s', async (_, who, text) => {
    const { id, digest } = await granted();
    await system.pressRevoke(who, { id, digest });
    expect(system.grants.policies.size).toBe(0);
    expect(await system.stateOf(id)).toBe('started');
    expect(system.messenger.privateReplies.at(-1)?.text).toContain(text);
  });

  it('are not denied by the button of another version of the request', async () => {
    const { id } = await granted();
    await system.pressRevoke(security, { id, digest: '0'.repeat(64) });
    expect(system.grants.policies.size).toBe(0);
  });

  it('are denied first and recorded then: where AWS fails, no record says that they are', async () => {
    const { id, digest } = await granted();
    system.outage.strike = (call, moment) => {
      if (call === 'deny' && moment === 'before') throw new Error('IAM is down.');
    };
    await system.pressRevoke(security, { id, digest });
    expect(await system.stateOf(id)).toBe('started');
    system.outage.strike = () => {};
    await system.revoke({ v: 1, requestId: id, person: security, via: 'slack' });
    expect(await system.stateOf(id)).toBe('unknown');
    expect(system.grants.policies.size).toBe(1);
  });

  it('are denied once, however often it is pressed', async () => {
    const { id, digest } = await granted();
    for (let again = 0; again < 3; again += 1) await system.pressRevoke(security, { id, digest });
    expect(system.recordsOf(id).filter(({ change }) => change.type === 'revoked')).toHaveLength(1);
    expect(system.grants.policies.size).toBe(1);
  });

  it('end by themselves after a quarter of an hour, and cannot be revoked any more', async () => {
    const { id, digest } = await granted();
    system.clock.pass(900);
    await system.pressRevoke(security, { id, digest });
    expect(system.grants.policies.size).toBe(0);
    expect(system.messenger.privateReplies.at(-1)).toMatchObject({
      text: 'The credentials of this request have ended by themselves.',
    });
  });
});

describe('the schedule', () => {
  it('clears away what was denied an hour ago', async () => {
    const { id, digest } = await granted();
    await system.pressRevoke(security, { id, digest });
    await system.revoke({ 'detail-type': 'Scheduled Event' });
    expect(system.grants.policies.size).toBe(1);
    system.clock.pass(3_600);
    await system.revoke({ 'detail-type': 'Scheduled Event' });
    expect(system.grants.policies.size).toBe(0);
  });

  it('is nobody who takes credentials back: what it is called with names no request', async () => {
    const { id } = await granted();
    await system.revoke({});
    expect(await system.stateOf(id)).toBe('started');
    await expect(system.revoke({ requestId: id })).rejects.toThrow();
    expect(await system.stateOf(id)).toBe('started');
  });
});

describe('nothing is taken back', () => {
  it('that was not given', async () => {
    const request = await system.asked({
      action: 's3:GetObject',
      resource: 'arn:aws:s3:::shop-receipts/a.json',
      parameters: { Bucket: 'shop-receipts', Key: 'a.json' },
      reason: 'Why not.',
    });
    await system.click(security, 'approve', request);
    await system.pressRevoke(security, request);
    await system.revoke({ v: 1, requestId: request.id, person: security, via: 'slack' });
    expect(system.grants.policies.size).toBe(0);
    expect(await system.stateOf(request.id)).toBe('approved');
  });
});
