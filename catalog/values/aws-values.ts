import { z } from 'zod';

/** Shapes that many AWS operations share, as their API models give them. */
export const text = (max = 256) => z.string().min(1).max(max);

/** `source` is matched whole. A text over the limit never meets the expression. */
export const matching = (source: string, max = 256, hint?: string) =>
  z
    .string()
    .max(max, { abort: true })
    .regex(new RegExp(`^(?:${source})$`), hint);

export const arnOf = (service: string, resource: string) =>
  matching(
    `arn:aws[a-z-]*:${service}:[a-z0-9-]*:(?:[0-9]{12}|aws)?:${resource}`,
    2_048,
    `must be an ARN of ${service}`,
  );

/** Where AWS takes either. Account-less short forms of ARNs are left out: one resource, one way to write it. */
export const nameOrArn = (name: string, service: string, resource: string) =>
  matching(
    `${name}|arn:aws[a-z-]*:${service}:[a-z0-9-]+:[0-9]{12}:${resource}`,
    2_048,
    `must be a name or a full ARN of ${service}`,
  );

export const account = matching('[0-9]{12}', 12, 'must be an account of 12 digits');
export const roleArn = arnOf('iam', 'role/[\\w+=,.@/-]+');
export const keyRef = matching('[a-zA-Z0-9:/_-]+', 2_048);
export const bucket = matching('[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]', 63, 'must be a bucket name');
export const instanceId = matching(
  'i-[0-9a-f]{8,17}',
  20,
  'must be an instance id such as i-0123456789abcdef0',
);
export const securityGroupId = matching(
  'sg-[0-9a-f]{8,17}',
  20,
  'must be a group id such as sg-0123456789abcdef0',
);

export const tags = z.array(z.strictObject({ Key: text(128), Value: z.string().max(256) })).max(50);
export const base64 = (max = 65_536) => matching('[A-Za-z0-9+/]+={0,2}', max, 'must be base64');
export const timestamp = matching(
  '[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2})',
  40,
  'must be a time such as 2026-01-31T12:00:00Z',
);
/** A policy as AWS takes it: JSON in a string. */
export const policyDocument = text(131_072);
