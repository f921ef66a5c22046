import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createDenyGrant,
  createRemoveDenials,
} from '../../../../../adapters/aws/revoke/create-deny-grant.ts';
import { isOver } from '../../../../../adapters/aws/revoke/denial.ts';
import { after as secondsAfter } from '../../../../../core/request/deadlines.ts';
import { noon } from '../../../../support/given/clock.ts';
import { memoryRole } from '../../../../support/memory-grants.ts';

const account = '111122223333';
const idOf = (n: number): string => n.toString(16).padStart(32, '0');

interface Condition {
  StringEquals?: { 'aws:SourceIdentity': string };
  DateLessThanEquals?: { 'aws:TokenIssueTime': string };
}

/** IAM's judgement of a session by what stands in the role. */
const isDenied = (policies: ReadonlyMap<string, string>, id: string, issuedAt: string): boolean =>
  [...policies.values()].some((text) => {
    const { Statement } = JSON.parse(text) as { Statement: { Condition: Condition }[] };
    return Statement.some(
      ({ Condition: { StringEquals, DateLessThanEquals } }) =>
        StringEquals?.['aws:SourceIdentity'] === `countersign-${id}` ||
        (DateLessThanEquals && Date.parse(issuedAt) <= Date.parse(DateLessThanEquals['aws:TokenIssueTime'])),
    );
  });

/** A role, and a clock that a test moves. */
function given(limit?: number) {
  const { role, policies } = memoryRole(limit);
  const time = { now: noon };
  const sessions: string[] = [];
  const revoker = {
    openRole: async (_: string, whatFor: string) => {
      sessions.push(whatFor);
      return role;
    },
    now: () => time.now,
  };
  return {
    role,
    policies,
    time,
    sessions,
    deny: createDenyGrant(revoker),
    removeDenials: createRemoveDenials(revoker),
  };
}

describe('a session that is taken back', () => {
  it('is denied everything, by its source identity, and no other session is', async () => {
    const { deny, policies, sessions } = given();
    expect(await deny({ requestId: idOf(1), account, startedAt: noon })).toEqual({ all: false });
    expect([...policies]).toEqual([
      [
        `countersign-revoked-20260105T120000Z-${idOf(1)}`,
        `{"Statement":[{"Action":"*","Condition":{"StringEquals":{"aws:SourceIdentity":"countersign-${idOf(1)}"}},"Effect":"Deny","Resource":"*"}],"Version":"2012-10-17"}`,
      ],
    ]);
    expect(isDenied(policies, idOf(2), noon)).toBe(false);
    expect(sessions).toEqual([idOf(1)]);
  });

  it('is denied once, however often it is asked for', async () => {
    const { deny, policies } = given();
    for (let again = 0; again < 3; again += 1) await deny({ requestId: idOf(1), account, startedAt: noon });
    expect(policies.size).toBe(1);
  });

  it('is one of more than fifty for which there is room', async () => {
    const { deny } = given();
    for (let n = 0; n < 50; n += 1)
      expect(await deny({ requestId: idOf(n), account, startedAt: noon })).toEqual({ all: false });
  });

  it('is denied with all that began before, where there is room for no more; nobody is let in meanwhile', async () => {
    const { deny, policies, role, time } = given();
    let count = 0;
    const { put, remove } = role;
    const everybodyIsDenied = () =>
      Array.from({ length: count }, (_, n) => n).every((n) => isDenied(policies, idOf(n), noon));
    role.put = async (denial) => {
      const answer = await put(denial);
      expect(everybodyIsDenied()).toBe(true);
      return answer;
    };
    role.remove = async (name) => {
      await remove(name);
      expect(everybodyIsDenied()).toBe(true);
    };
    time.now = secondsAfter(noon, 60);
    for (;;) {
      const { all } = await deny({ requestId: idOf(count), account, startedAt: noon });
      count += 1;
      if (all) break;
    }
    expect(count).toBeGreaterThan(50);
    expect(everybodyIsDenied()).toBe(true);
    expect([...policies.keys()]).toEqual([`countersign-revoked-20260105T120000Z-${idOf(count - 1)}`]);
    // One that begins afterwards is not.
    expect(isDenied(policies, idOf(9_999), secondsAfter(noon, 61))).toBe(false);
  });

  it.each([1, 2, 3])('is denied in a role with room for %i', async (room) => {
    const { deny, policies } = given(room * 200);
    for (let n = 0; n <= room; n += 1) await deny({ requestId: idOf(n), account, startedAt: noon });
    for (let n = 0; n <= room; n += 1) expect(isDenied(policies, idOf(n), noon)).toBe(true);
  });

  it('is an error where others have filled the role, and not a word that it was done', async () => {
    const { deny, policies } = given(1_000);
    policies.set('by-hand', 'x'.repeat(1_000));
    await expect(deny({ requestId: idOf(1), account, startedAt: noon })).rejects.toThrow(
      'nothing was denied',
    );
  });
});

describe('denials of sessions that are over', () => {
  it('are removed after an hour, and none before its session has ended', async () => {
    let removed = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 0, max: 7_200 }), { minLength: 1, maxLength: 20 }),
        async (starts) => {
          const { deny, removeDenials, policies, time } = given();
          const startOf = (seconds: number) => secondsAfter(noon, seconds);
          for (const seconds of starts)
            await deny({ requestId: idOf(seconds), account, startedAt: startOf(seconds) });
          time.now = secondsAfter(noon, 7_200);
          removed += await removeDenials(account);
          for (const seconds of starts)
            expect(isDenied(policies, idOf(seconds), startOf(seconds))).toBe(seconds > 3_600);
        },
      ),
    );
    expect(removed).toBeGreaterThan(50);
  });

  it('are told by their names, and what others put there stays', async () => {
    const { removeDenials, policies, time } = given();
    const others = ['by-hand', 'countersign-revoked-', `countersign-revoked-x-${idOf(1)}`];
    for (const name of others) policies.set(name, '{}');
    time.now = secondsAfter(noon, 1_000_000);
    expect(await removeDenials(account)).toBe(0);
    expect([...policies.keys()]).toEqual(others);
    expect(isOver(`countersign-revoked-20260105T120000Z-${idOf(1)}`, secondsAfter(noon, 3_599))).toBe(false);
    expect(isOver(`countersign-revoked-20260105T120000Z-${idOf(1)}`, secondsAfter(noon, 3_600))).toBe(true);
  });
});
