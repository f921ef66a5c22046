import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { excuses, unexcused } from '../../../../catalog/escalation-paths/excuses.ts';
import { openPaths } from '../../../../catalog/escalation-paths/open-paths.ts';
import type { Need, PublishedPath } from '../../../../catalog/escalation-paths/published-path.ts';
import { readPublished } from '../../../../catalog/escalation-paths/read-published.ts';
import type { AccessLevel } from '../../../../catalog/iam-reference/access-level.ts';
import { iamAction } from '../../../../catalog/iam-reference/iam-action.ts';

const source = { name: 'A', repository: 'a/b', commit: '', date: '', where: '', published: 1 };
const path = (id: string, ...needs: Need[]): PublishedPath => ({
  key: `a/${id}`,
  id,
  title: id,
  kind: 'escalation',
  needs,
  source,
});

const levels: Record<string, AccessLevel> = {
  'a:List': 'List',
  'a:Get': 'Read',
  'a:Tag': 'Tagging',
  'a:PutPolicy': 'Permissions management',
};
const levelOf = (action: string): AccessLevel => levels[action] ?? 'Write';

const open = (paths: readonly PublishedPath[], ...denied: string[]) =>
  openPaths(paths, (action) => !denied.includes(action), levelOf);

describe('a path', () => {
  const runFunction = path('run', ['iam:PassRole'], ['a:Create'], ['a:Invoke', 'a:Schedule']);

  it('is open where all that it needs is allowed', () => {
    expect(open([runFunction]).map(({ path }) => path.id)).toEqual(['run']);
  });

  it('is closed by any one need that cannot be met', () => {
    expect(open([runFunction], 'iam:PassRole')).toEqual([]);
    expect(open([runFunction], 'a:Create')).toEqual([]);
    expect(open([runFunction], 'a:Invoke', 'a:Schedule')).toEqual([]);
  });

  it('stays open while one of several actions meets a need', () => {
    const [still] = open([runFunction], 'a:Invoke');
    expect(still?.closers.map(({ deny }) => deny)).toContainEqual(['a:Schedule']);
  });

  it('that needs no action is always open, and nothing closes it', () => {
    expect(open([path('walk-in')])).toMatchObject([{ closers: [] }]);
  });

  it('is asked about by itself: what is allowed may depend on what it is for', () => {
    const both = [path('one', ['iam:PassRole']), path('other', ['iam:PassRole'])];
    const left = openPaths(both, (_, { id }) => id === 'other', levelOf);
    expect(left.map(({ path }) => path.id)).toEqual(['other']);
    expect(left[0]?.closers[0]?.closes).toBe(1);
  });
});

describe('what would close a path', () => {
  const first = (...paths: PublishedPath[]) => open(paths)[0]?.closers.map(({ deny }) => deny.join());

  it('comes in the order of how many paths it closes', () => {
    expect(first(path('one', ['a:Do'], ['a:PutPolicy']), path('two', ['a:Do'], ['a:Other']))).toEqual([
      'a:Do',
      'a:PutPolicy',
    ]);
  });

  it('then in the order of its access level: managing permissions is missed least', () => {
    expect(first(path('one', ['a:Do'], ['a:Tag'], ['a:PutPolicy']))).toEqual([
      'a:PutPolicy',
      'a:Do',
      'a:Tag',
    ]);
  });

  it('but looks come last, however many paths they close', () => {
    expect(first(path('one', ['a:List'], ['a:Get'], ['a:Do']), path('two', ['a:List'], ['a:Other']))).toEqual(
      ['a:Do', 'a:List', 'a:Get'],
    );
  });

  it('is as harmful as the lowest of its actions', () => {
    expect(open([path('one', ['a:PutPolicy', 'a:Get'])])[0]?.closers[0]?.accessLevel).toBe('Read');
  });
});

describe('the paths that stay open without an excuse', () => {
  it('are those that no excuse names', () => {
    const published = readPublished().flatMap(({ paths }) => paths);
    const left = unexcused(openPaths(published, () => true, levelOf));
    expect(left).toHaveLength(published.length - Object.keys(excuses).length);
  });
});

describe('over all published paths', () => {
  const published = readPublished().flatMap(({ paths }) => paths);
  const actions = [...new Set(published.flatMap(({ needs }) => needs.flat()))].sort();
  const publishedLevels = new Map<string, AccessLevel>();
  const openUnder = (denied: ReadonlySet<string>) =>
    openPaths(
      published,
      (action) => !denied.has(action),
      (action) => publishedLevels.get(action) ?? 'Write',
    );
  const keys = (paths: readonly { path: PublishedPath }[]) => new Set(paths.map(({ path }) => path.key));
  const someActions = fc.subarray(actions).map((some) => new Set(some));

  beforeAll(async () => {
    for (const action of actions) {
      const found = await iamAction(action);
      if (found !== undefined) publishedLevels.set(action, found.accessLevel);
    }
  });

  it('each closer closes its path, and as many as it says', () => {
    let closers = 0;
    fc.assert(
      fc.property(someActions, fc.nat(), fc.nat(), (denied, which, how) => {
        const before = openUnder(denied);
        const chosen = before[which % before.length];
        const closer = chosen?.closers[how % chosen.closers.length];
        if (chosen === undefined || closer === undefined) return;
        closers += 1;
        const after = openUnder(new Set([...denied, ...closer.deny]));
        expect(keys(after)).not.toContain(chosen.path.key);
        expect(before.length - after.length).toBe(closer.closes);
      }),
    );
    expect(closers).toBeGreaterThan(50);
  });

  it('denying more never opens one', () => {
    let closed = 0;
    fc.assert(
      fc.property(someActions, someActions, (denied, more) => {
        const before = keys(openUnder(denied));
        const after = keys(openUnder(new Set([...denied, ...more])));
        expect([...after].filter((key) => !before.has(key))).toEqual([]);
        closed += Number(after.size < before.size);
      }),
    );
    expect(closed).toBeGreaterThan(50);
  });

  it('the first closer of each, all denied, leaves only those that need no action', () => {
    const all = openUnder(new Set());
    const left = openUnder(new Set(all.flatMap(({ closers }) => closers[0]?.deny ?? [])));
    expect(left.map(({ path }) => path.needs)).toEqual([[]]);
  });
});
