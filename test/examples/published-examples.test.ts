import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { awsActions } from '../../catalog/aws/aws-actions.ts';
import { differences } from './differences.ts';
import { examplesOf, folderOf } from './read-examples.ts';

const published = awsActions.flatMap((entry) => examplesOf(entry).map((example) => ({ entry, ...example })));
const isTaken = ({ entry, input = {} }: (typeof published)[number]): boolean =>
  entry.parameters.safeParse(input).success;

describe('the examples that AWS publishes of the catalog’s operations', () => {
  it('are many', () => {
    expect(published.length).toBeGreaterThan(200);
    expect(published.filter(isTaken).length).toBeGreaterThan(140);
  });

  it('are looked for where botocore keeps each service', () => {
    const missing = awsActions.map(folderOf).filter((folder) => !existsSync(folder));
    expect([...new Set(missing)]).toEqual([]);
  });

  it.each(published.map((each) => [each.entry.action, each.id, each] as const))(
    'are taken, or not for a reason that is told: %s %s',
    (action, _, example) => {
      if (!Object.hasOwn(differences, action)) expect(isTaken(example)).toBe(true);
    },
  );

  it.each(Object.keys(differences))('are not all taken where a reason is told: %s', (action) => {
    const own = published.filter(({ entry }) => entry.action === action);
    expect(own.some((example) => !isTaken(example))).toBe(true);
  });
});
