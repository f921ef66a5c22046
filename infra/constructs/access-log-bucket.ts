import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Config } from '../settings-schema.ts';
import { keepPolicy } from './keep-policy.ts';

/** Who read the evidence, and when: S3's own log of every call on the audit bucket. */
export class AccessLogBucket extends s3.Bucket {
  constructor(scope: Construct, id: string, { logRetentionDays }: Pick<Config, 'logRetentionDays'>) {
    super(scope, id, {
      encryption: s3.BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      lifecycleRules: [{ expiration: Duration.days(logRetentionDays) }],
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    keepPolicy(this);
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'This is where access logs go: logging its own access would write to itself without end.',
    });
  }
}
