import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { serviceOfSource } from '../../../../catalog/trail/event-sources.ts';
import { isProven, keepsDenied, servicesSeen } from '../../../../catalog/trail/services-seen.ts';

const events: { eventSource: string; eventName: string; requestParameters?: unknown }[] = JSON.parse(
  readFileSync(new URL('../../../cloudtrail/events.json', import.meta.url), 'utf8'),
);

describe('a service of which a real event was seen', () => {
  it('has one in test/cloudtrail/events.json, and no other is proven', () => {
    expect([...servicesSeen].sort()).toEqual(
      [...new Set(events.map(({ eventSource }) => eventSource))].sort(),
    );
    expect(isProven('lightsail.amazonaws.com')).toBe(false);
    expect(isProven('constructor')).toBe(false);
  });

  it('is one of which the catalog knows the name in IAM', () => {
    expect(servicesSeen.filter((source) => serviceOfSource(source) === undefined)).toEqual([]);
  });

  it('is counted as test/cloudtrail/README.md says', () => {
    const readme = readFileSync(new URL('../../../cloudtrail/README.md', import.meta.url), 'utf8');
    const rows = [...readme.matchAll(/^\| ([\w ]+) \| (\d+) \| (\d+) \|$/gm)];
    const told = rows.map(([, , denied, kept]) => Number(denied) > 0 && denied === kept);
    expect(told.filter(Boolean)).toHaveLength(servicesSeen.filter((one) => keepsDenied(one) === true).length);
    expect(told.filter((one) => !one)).toHaveLength(
      servicesSeen.filter((one) => keepsDenied(one) === false).length,
    );
  });

  it.each([
    ['ec2.amazonaws.com', true],
    ['s3.amazonaws.com', true],
    ['sts.amazonaws.com', false],
    ['iam.amazonaws.com', false],
    ['organizations.amazonaws.com', false],
    ['kms.amazonaws.com', undefined],
    ['lightsail.amazonaws.com', undefined],
  ])('keeps the parameters of a denied call, for %s: %s', (source, kept) => {
    expect(keepsDenied(source)).toBe(kept);
  });
});
