import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { awsActions } from '../../../../catalog/aws/aws-actions.ts';
import type { CatalogEntry } from '../../../../catalog/entry.ts';
import { eventRules, patternLimit } from '../../../../catalog/generate/event-patterns.ts';
import { compilePattern } from '../../../../emulator/lib/event-pattern.ts';
import { trailEventsOf } from '../trail-events.ts';

const anyEntries = fc.subarray([...awsActions]);
const lengths = (entries: readonly CatalogEntry[]) =>
  eventRules(entries).map(({ pattern }) => JSON.stringify(pattern).length);

const many = (count: number): CatalogEntry[] =>
  Array.from({ length: count }, (_, index) => ({
    ...(awsActions[0] as CatalogEntry),
    cloudTrail: { source: 'iam.amazonaws.com', names: [`AnOperationWithQuiteALongName${index}`] },
  }));

describe('the rules that watch the gated actions', () => {
  it('stay under the limit of EventBridge, whatever is gated', () => {
    fc.assert(
      fc.property(anyEntries, (entries) => {
        for (const length of lengths(entries)) expect(length).toBeLessThanOrEqual(patternLimit);
      }),
      { numRuns: 30 },
    );
    for (const length of lengths(many(200))) expect(length).toBeLessThanOrEqual(patternLimit);
  });

  it('catch every call of a gated action, and no call of another', () => {
    fc.assert(
      fc.property(anyEntries, (gated) => {
        const rules = eventRules(gated);
        for (const entry of awsActions) {
          for (const event of trailEventsOf(entry)) {
            const caught = rules.some(({ pattern }) => compilePattern({ ...pattern })(event));
            expect(caught, entry.action).toBe(gated.includes(entry));
          }
        }
      }),
      { numRuns: 15 },
    );
  });

  it('are few: the chunks are full before another begins', () => {
    expect(lengths(awsActions).length).toBeLessThanOrEqual(5);
    const [first = 0, ...rest] = lengths(many(200));
    expect(Math.min(first, ...rest.slice(0, -1))).toBeGreaterThan(patternLimit - 40);
  });

  it('ask for calls that only read, which EventBridge keeps back otherwise', () => {
    const secret = awsActions.find(
      ({ action }) => action === 'secretsmanager:GetSecretValue',
    ) as CatalogEntry;
    const federation = awsActions.find(({ action }) => action === 'sts:GetFederationToken') as CatalogEntry;
    for (const entry of [secret, federation]) {
      expect(eventRules([entry])).toMatchObject([{ state: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS' }]);
    }
    const role = awsActions.find(({ action }) => action === 'iam:CreateRole') as CatalogEntry;
    expect(eventRules([role])).toMatchObject([{ state: 'ENABLED' }]);
  });

  it('know calls by the odd names that CloudTrail gives them', () => {
    const names = eventRules(awsActions)
      .map(({ pattern }) => JSON.stringify(pattern))
      .join();
    for (const odd of [
      'UpdateFunctionCode20150331v2',
      'AddPermission20150331',
      'PutBucketPublicAccessBlock',
      'PutBucketReplication',
      'DeleteBucketReplication',
    ]) {
      expect(names).toContain(`"${odd}"`);
    }
  });

  it('leave plain parameters of Parameter Store alone', () => {
    const [rule] = eventRules(awsActions.filter(({ action }) => action === 'ssm:GetParameter'));
    const call = (withDecryption: boolean) => ({
      source: 'aws.ssm',
      'detail-type': 'AWS API Call via CloudTrail',
      detail: {
        eventSource: 'ssm.amazonaws.com',
        eventName: 'GetParameter',
        requestParameters: { withDecryption },
      },
    });
    expect(rule && compilePattern({ ...rule.pattern })(call(true))).toBe(true);
    expect(rule && compilePattern({ ...rule.pattern })(call(false))).toBe(false);
  });

  it('are not fooled by an event that an account puts on its bus itself', () => {
    const [event] = trailEventsOf(awsActions[0] as CatalogEntry);
    const forged = { ...event, source: 'my.app' };
    expect(eventRules(awsActions).some(({ pattern }) => compilePattern({ ...pattern })(forged))).toBe(false);
  });

  it('are none where nothing is gated', () => {
    expect(eventRules([])).toEqual([]);
  });
});
