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
