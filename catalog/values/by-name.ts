import type { z } from 'zod';
import { accountId } from './account-id.ts';
import { kmsKeyArn, layerVersionArn, roleArn } from './arn.ts';
import { imageId, instanceId, securityGroupId, snapshotId, subnetId } from './aws-values.ts';
import { ipv4Range, ipv6Range } from './ip-range.ts';

/**
 * What AWS calls by these names it takes in several spellings nearly everywhere, and means the same. An entry says otherwise
 * where its operation differs.
 */
const byName: readonly (readonly [name: RegExp, schema: z.ZodType])[] = [
  [/^(?:\w+_?)?[rR]ole_?(?:Arn|ARN|arn)$/, roleArn],
  [/^(?:aws)?(?:\w+)?(?:kms|KMS|Kms)(?:Master)?Key(?:Id|ID|Arn|ARN|Identifier)$/, kmsKeyArn],
  [/^(?:aws|Aws|AWS|Target|target|Owner|owner)?[aA]ccountI[dD]$/, accountId],
  [/^(?:Destination)?Cidr(?:Block|Ip)$/, ipv4Range],
  [/^(?:Destination)?(?:Ipv6Cidr(?:Block|Ip)|CidrIpv6)$/, ipv6Range],
  [/^SecurityGroupId$/, securityGroupId],
  [/^[sS]ubnetId$/, subnetId],
  [/^ImageId$/, imageId],
  [/^SnapshotId$/, snapshotId],
  [/^LayerVersionArn$/, layerVersionArn],
];

/** `name` is that of a text, or of a list of texts: `SecurityGroupIds`. */
export const valueByName = (prefix: string, name: string): z.ZodType | undefined =>
  [...byName, ...(prefix === 'ec2' ? ofEc2 : [])].find(([expression]) =>
    expression.test(name.replace(/(?<=[a-z])s$/, '')),
  )?.[1];

/** Elsewhere a machine may be one of one's own: `mi-…`. */
const ofEc2: typeof byName = [[/^InstanceId$/, instanceId]];
