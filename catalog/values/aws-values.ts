import { z } from 'zod';
import { distinct } from './distinct.ts';

/** Shapes that many AWS operations share, as their API models give them. */
export const text = (max = 256) => z.string().min(1).max(max);

/** `source` is matched whole. A text over the limit never meets the expression. */
export const matching = (source: string, max = 256, hint?: string) =>
  z
    .string()
    .max(max, { abort: true })
    .regex(new RegExp(`^(?:${source})$`), hint);

/** The id of something of EC2, with the eight digits of old or the seventeen of today. */
export const idOf = (prefix: string, what: string) =>
  matching(
    `${prefix}-(?:[0-9a-f]{8}|[0-9a-f]{17})`,
    prefix.length + 18,
    `must be the id of ${what}, such as ${prefix}-0123456789abcdef0`,
  );

export const instanceId = idOf('i', 'an instance');
export const imageId = idOf('ami', 'an image');
export const snapshotId = idOf('snap', 'a snapshot');
export const subnetId = idOf('subnet', 'a subnet');
export const securityGroupId = idOf('sg', 'a security group');
export const launchTemplateId = idOf('lt', 'a launch template');
export const prefixListId = idOf('pl', 'a prefix list');
export const flowLogId = idOf('fl', 'a flow log');

export const bucket = matching('[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]', 63, 'must be a bucket name');
/** `null` is what S3 calls an object without a version, which can be written over. */
export const objectVersion = text(1_024).refine((version) => version !== 'null', {
  error: 'must be a version of the object: "null" can be written over while people decide',
});

export const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

const tag = z.strictObject({ Key: text(128), Value: z.string().max(256) });
export const tags = distinct(tag, ({ Key }) => Key).max(50);
