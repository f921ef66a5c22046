import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { awsActions } from '../../../../catalog/aws/aws-actions.ts';
import type { CatalogEntry } from '../../../../catalog/entry.ts';
import { eventRules, patternLimit } from '../../../../catalog/generate/event-patterns.ts';
import { agentRoles, isCaughtBy, trailEventsOf } from '../trail-events.ts';

const rulesFor = (entries: readonly CatalogEntry[]) => eventRules(entries, agentRoles);
const anyEntries = fc.subarray([...awsActions]);
const lengths = (entries: readonly CatalogEntry[]) =>
  rulesFor(entries).map(({ pattern }) => JSON.stringify(pattern).length);
const entryOf = (name: string): CatalogEntry =>
  awsActions.find(({ action }) => action === name) as CatalogEntry;

const manyReads = (count: number): CatalogEntry[] =>
  Array.from({ length: count }, (_, index) => ({
    ...(awsActions[0] as CatalogEntry),
    readOnly: true,
    cloudTrail: { source: 'iam.amazonaws.com', names: [`GetWithQuiteALongName${index}`] },
  }));
const call = (source: string, eventName: string, role?: string) =>
  trailEventsOf({ cloudTrail: { source, names: [eventName] } }, role).map((event) =>
    isCaughtBy(rulesFor(awsActions), event),
  )[0];

describe('the rules that watch agents', () => {
  it('stay under the limit of EventBridge, whatever is gated', () => {
    fc.assert(
      fc.property(anyEntries, (entries) => {
        for (const length of lengths(entries)) expect(length).toBeLessThanOrEqual(patternLimit);
      }),
      { numRuns: 30 },
    );
    for (const length of lengths(manyReads(400))) expect(length).toBeLessThanOrEqual(patternLimit);
  });

  it('catch every call of a gated action, and no read that is not gated', () => {
    fc.assert(
      fc.property(anyEntries, (gated) => {
        const rules = rulesFor(gated);
        for (const entry of awsActions) {
          for (const event of trailEventsOf(entry)) {
            const looks = /^(?:Get|List|Describe)/.test(event.detail.eventName);
            const expected = gated.includes(entry) || !looks;
            expect(isCaughtBy(rules, event), entry.action).toBe(expected);
          }
        }
      }),
      { numRuns: 15 },
    );
  });

  it('are one for all that changes anything, and as few for reads as there is room', () => {
    const [writes, ...reads] = rulesFor(awsActions);
    expect(writes).toMatchObject({ state: 'ENABLED' });
    expect(reads.length).toBeLessThanOrEqual(2);
    for (const { state } of reads) expect(state).toBe('ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS');
    const [, ...full] = lengths(manyReads(400));
    expect(full.length).toBeGreaterThan(3);
    expect(Math.min(...full.slice(0, -1))).toBeGreaterThan(patternLimit - 40);
  });

  it('see a call that nobody has described', () => {
    expect(call('frauddetector.amazonaws.com', 'PutDetector')).toBe(true);
  });

  it.each([
    ['an agent', 'arn:aws:iam::111122223333:role/agent-etl', true],
    ['an agent whose role has a path', 'arn:aws:iam::444455556666:role/team/data/agent-etl', true],
    ['somebody else', 'arn:aws:iam::111122223333:role/operator', false],
    ['somebody named nearly so', 'arn:aws:iam::111122223333:role/reagent-etl', false],
  ])('see what %s does: %s', (_, role, seen) => {
    expect(call('iam.amazonaws.com', 'CreateUser', role)).toBe(seen);
    expect(call('secretsmanager.amazonaws.com', 'GetSecretValue', role)).toBe(seen);
  });

  it('know reads by the names that CloudTrail gives them', () => {
    for (const name of ['secretsmanager:GetSecretValue', 'sts:GetFederationToken']) {
      const [, ...reads] = rulesFor([entryOf(name)]);
      expect(JSON.stringify(reads)).toContain(`"${name.split(':')[1]}"`);
    }
  });

  it('leave plain parameters of Parameter Store alone', () => {
    const [event] = trailEventsOf(entryOf('ssm:GetParameter'));
    const plain = { ...event, detail: { ...event?.detail, requestParameters: { withDecryption: false } } };
    const rules = rulesFor(awsActions);
    expect(event && isCaughtBy(rules, event)).toBe(true);
    expect(isCaughtBy(rules, plain as never)).toBe(false);
  });

  it('are not fooled by an event that an account puts on its bus itself', () => {
    const [event] = trailEventsOf(awsActions[0] as CatalogEntry);
    expect(event && isCaughtBy(rulesFor(awsActions), { ...event, source: 'my.app' })).toBe(false);
  });

  it('watch changes even where nothing is gated', () => {
    expect(rulesFor([])).toMatchObject([{ state: 'ENABLED' }]);
  });
});
