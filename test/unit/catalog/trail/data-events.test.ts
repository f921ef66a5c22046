import { describe, expect, it } from 'vitest';
import { catalogWith } from '../../../../catalog/catalog.ts';
import { customActionsSchema } from '../../../../catalog/custom/custom-action.ts';
import { isToldOf } from '../../../../catalog/trail/data-events.ts';

const { find, entries } = catalogWith();
const told = (action: string, ...askedFor: string[]) => {
  const entry = find(action);
  if (!entry) throw new Error(`There is no ${action}.`);
  return isToldOf(entry, askedFor);
};

describe('whether CloudTrail tells of a run', () => {
  it.each(['iam:CreateUser', 's3:PutBucketPolicy', 's3:DeleteBucket', 'bedrock:InvokeModel'])(
    'is sure of what is a management event: %s',
    (action) => {
      expect(told(action)).toBe(true);
    },
  );

  it.each([
    ['s3:PutObject', 's3.amazonaws.com'],
    ['s3:DeleteObject', 's3.amazonaws.com'],
    ['lambda:InvokeFunction', 'lambda.amazonaws.com'],
    ['dynamodb:PutItem', 'dynamodb.amazonaws.com'],
  ])('is so of a data event where settings ask for those of its source: %s', (action, source) => {
    expect(told(action)).toBe(false);
    expect(told(action, 'another.amazonaws.com')).toBe(false);
    expect(told(action, source)).toBe(true);
  });

  it('is not so of what no setting can ask for, and of what is no call of AWS', () => {
    for (const action of [
      'sqs:DeleteMessage',
      'logs:PutLogEvents',
      'cloudwatch:PutMetricData',
      'events:PutEvents',
    ])
      expect(told(action), action).toBe(false);
    const custom = customActionsSchema.parse({
      actions: [
        {
          action: 'cache:purge',
          sentence: 'Purge {site}',
          parameters: { site: { type: 'string' } },
          resource: '{site}',
          groups: ['code-change'],
          reversible: true,
          example: { site: 'shop' },
        },
      ],
    });
    const purge = catalogWith(custom).find('cache:purge');
    expect(purge && isToldOf(purge, [])).toBe(false);
  });

  it('is so of most of the catalog', () => {
    const untold = entries.filter((entry) => !isToldOf(entry, []));
    expect(untold.length).toBeGreaterThan(5);
    expect(untold.length / entries.length).toBeLessThan(0.1);
  });
});
