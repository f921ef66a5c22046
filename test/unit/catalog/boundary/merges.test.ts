import { expect, it } from 'vitest';
import { merges, sayMerges } from '../../../../catalog/boundary/merges.ts';
import type { IamAction } from '../../../../catalog/iam-reference/iam-action.ts';

const names = [
  'a:ListKeys',
  'a:ListRoles',
  'a:ListUsers',
  'a:ListSecrets',
  'a:GetRole',
  'a:GetUser',
  'a:GetKey',
];
const action = (name: string): IamAction => ({
  name,
  accessLevel: 'List',
  resourceTypes: [],
  dependentActions: [],
});
const reference = new Map([['a', new Map(names.map((name) => [name, action(name)]))]]);
const wanted = ['a:ListKeys', 'a:ListRoles', 'a:ListUsers', 'a:GetRole'];

it('what would merge is told with what is in its way', () => {
  const found = merges(wanted, new Set(wanted), reference);
  expect(found).toEqual([{ pattern: 'a:List*', patterns: 3, missing: ['a:ListSecrets'], saves: 31 }]);
  expect(sayMerges(found)).toBe('a:List* for 3 patterns, were a:ListSecrets ruled on alike');
});

it('what saves the most for each action that is in its way comes first', () => {
  const more = [...wanted, 'a:GetUser'];
  expect(merges(more, new Set(more), reference).map(({ pattern }) => pattern)).toEqual(['a:List*', 'a:Get*']);
});

it('nothing is told where nothing is in the way', () => {
  expect(sayMerges(merges(['a:List*'], new Set(names), reference))).toBe('');
});
