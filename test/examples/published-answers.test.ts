import { describe, expect, it } from 'vitest';
import { awsActions } from '../../catalog/aws/aws-actions.ts';
import { canonicalJson, type JsonObject } from '../../core/lib/json.ts';
import { examplesOf } from './read-examples.ts';

const published = awsActions.flatMap((entry) =>
  entry.look
    ? examplesOf(entry, entry.look.operation).map(({ id, output = {} }) => ({ entry, id, output }))
    : [],
);
/** Some that AWS publishes are a page of several. */
const isWhole = ({ output }: { output: JsonObject }): boolean =>
  output.IsTruncated !== true && !output.NextToken && !output.nextToken && !output.Marker;

describe('the answers that AWS publishes of what is looked at', () => {
  it('are of many looks', () => {
    expect(new Set(published.map(({ entry }) => entry.look?.action)).size).toBeGreaterThan(25);
  });

  it.each(published.filter(isWhole).map((each) => [each.entry.action, each.id, each] as const))(
    'are kept as JSON without what changes by itself: before %s, %s',
    (_, __, { entry, output }) => {
      const kept = entry.look?.keep(output, entry.example.parameters) ?? {};
      expect(JSON.parse(canonicalJson(kept))).toEqual(kept);
      expect(canonicalJson(kept)).not.toMatch(/LastUsed|LastAccessed|ResponseMetadata/);
    },
  );

  it.each([
    ['s3:PutBucketVersioning', { Status: 'Enabled', MFADelete: 'Disabled' }],
    ['iam:AddUserToGroup', { Member: false }],
  ])('say what was there: before %s', (action, seen) => {
    const example = published.find(({ entry }) => entry.action === action);
    expect(example?.entry.look?.keep(example.output, example.entry.example.parameters)).toEqual(seen);
  });
});
