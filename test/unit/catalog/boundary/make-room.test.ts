import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AgentLimits } from '../../../../catalog/boundary/agent-limits.ts';
import { makeRoom } from '../../../../catalog/boundary/make-room.ts';
import type { Verdict } from '../../../../catalog/boundary/verdict.ts';
import type { PublishedPath } from '../../../../catalog/escalation-paths/published-path.ts';
import type { IamAction } from '../../../../catalog/iam-reference/iam-action.ts';
import { gatedSettings } from '../../../support/gated-settings.ts';

const actionsOf: Readonly<Record<string, readonly string[]>> = {
  small: ['CreateRole', 'DropTable'],
  middle: ['CreateUser', 'DropIndex', 'ReadFile'],
  large: ['AttachVolume', 'CopyImage', 'ExportTask', 'GrantAccess', 'ShareSnapshot'],
};
const names = Object.entries(actionsOf).flatMap(([service, all]) => all.map((name) => `${service}:${name}`));

const action = (name: string): IamAction => ({
  name,
  accessLevel: 'Write',
  resourceTypes: [],
  dependentActions: [],
});
/** With an action each that is open: else a star would stand for the whole service. */
const reference = new Map(
  Object.entries(actionsOf).map(([service, all]) => [
    service,
    new Map([...all, 'Look'].map((name) => [`${service}:${name}`, action(`${service}:${name}`)])),
  ]),
);
const denied: Verdict = { kind: 'denied', by: 'boundary', why: { code: 'permissions-management' } };
const open: Verdict = { kind: 'left-to-the-role' };

const limitsOf = (
  deniedNames: readonly string[],
  agentBoundary: 'gated' | 'closed' = 'gated',
): AgentLimits => ({
  settings: { ...gatedSettings, agentBoundary },
  verdicts: new Map(names.map((name) => [name, deniedNames.includes(name) ? denied : open])),
  conditional: [],
  reference,
});
const pathBy = (...needs: readonly string[]): PublishedPath => ({
  key: 'list/one',
  id: 'one',
  title: 'A path',
  kind: 'escalation',
  needs: needs.map((need) => [need]),
  source: { name: 'list', repository: 'a/b', commit: '', date: '', where: '', published: 1 },
});
const besideIn = ({ verdicts }: AgentLimits): string[] =>
  [...verdicts].flatMap(([name, verdict]) =>
    verdict.kind === 'denied' && verdict.by === 'beside' ? [name] : [],
  );

describe('where a boundary has too little room', () => {
  it('the service of which the least is denied goes beside it first', () => {
    const sizes = [...Array(400).keys()].map((room) => besideIn(makeRoom(limitsOf(names), room, [])));
    expect(sizes.findLast((beside) => beside.length > 0)).toEqual(['small:CreateRole', 'small:DropTable']);
  });

  it('a service goes later, the more of it published paths need', () => {
    const paths = [pathBy('small:CreateRole')];
    const beside = besideIn(makeRoom(limitsOf(names), 0, paths));
    expect(beside).toContain('small:DropTable');
    expect(beside).not.toContain('small:CreateRole');
    const enough = [...Array(300).keys()].find(
      (room) => besideIn(makeRoom(limitsOf(names), room, paths)).length < beside.length,
    );
    expect(besideIn(makeRoom(limitsOf(names), enough ?? 0, paths))).not.toContain('small:DropTable');
  });

  it('nothing goes while there is room for all', () => {
    expect(makeRoom(limitsOf(names), 10_000, [])).toEqual(limitsOf(names));
  });

  it('no more goes than has to: with a character less, another service would', () => {
    const sizes = [...Array(400).keys()].map((room) => besideIn(makeRoom(limitsOf(names), room, [])).length);
    expect([...sizes].sort((one, other) => other - one)).toEqual(sizes);
    expect([...new Set(sizes)]).toEqual([10, 5, 2, 0]);
  });

  it('a closed boundary stays as it is: what it does not name, it denies', () => {
    const closed = limitsOf(names, 'closed');
    expect(makeRoom(closed, 0, [])).toBe(closed);
  });
});

describe('whatever is denied, needed by paths, and left of room', () => {
  const any = fc.record({
    deniedNames: fc.subarray(names),
    needed: fc.subarray(names),
    room: fc.nat({ max: 300 }),
  });

  it('what a path needs stays in the boundary, and all else stays denied, or open, for the same reason', () => {
    fc.assert(
      fc.property(any, ({ deniedNames, needed, room }) => {
        const limits = limitsOf(deniedNames);
        const made = makeRoom(limits, room, [pathBy(...needed)]);
        expect([...made.verdicts.keys()]).toEqual([...limits.verdicts.keys()]);
        for (const [name, before] of limits.verdicts) {
          const after = made.verdicts.get(name);
          if (before.kind !== 'denied' || needed.includes(name)) expect(after).toBe(before);
          else expect([before, { ...before, by: 'beside' }]).toContainEqual(after);
        }
      }),
    );
  });

  it('of a service, what no path needs goes as a whole', () => {
    fc.assert(
      fc.property(any, ({ deniedNames, needed, room }) => {
        const beside = besideIn(makeRoom(limitsOf(deniedNames), room, [pathBy(...needed)]));
        const services = new Set(beside.map((name) => name.split(':')[0]));
        const whole = deniedNames.filter(
          (name) => services.has(name.split(':')[0]) && !needed.includes(name),
        );
        expect(beside).toEqual(whole);
      }),
    );
  });
});
