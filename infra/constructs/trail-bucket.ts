import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { actingAccounts } from '../acting-accounts.ts';
import { trailArn } from '../own-trail.ts';
import type { Config } from '../settings-schema.ts';
import { trailBucket } from '../trail-location.ts';
import { keepPolicy } from './keep-policy.ts';

export interface TrailBucketProps {
  config: Config;
  accessLogs: s3.Bucket;
}

/** Takes the trails of accounts that have none of their own: each its own folder, from its own trail and no other. */
export class TrailBucket extends s3.Bucket {
  constructor(scope: Construct, id: string, { config, accessLogs }: TrailBucketProps) {
    const { account } = Stack.of(scope);
    super(scope, id, {
      bucketName: trailBucket(config, account) ?? '',
      encryption: s3.BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      // The CDK's own class does not fit its own interface under exactOptionalPropertyTypes.
      serverAccessLogsBucket: accessLogs as s3.IBucket,
      serverAccessLogsPrefix: 'trail/',
      // Every day of coverage is sealed by then.
      lifecycleRules: [{ expiration: Duration.days(config.logRetentionDays) }],
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    const accounts = actingAccounts(account, config);
    const ofOurTrails = { StringEquals: { 'aws:SourceArn': accounts.map((one) => trailArn(config, one)) } };
    this.#letCloudTrail('s3:GetBucketAcl', [this.bucketArn], ofOurTrails);
    this.#letCloudTrail(
      's3:PutObject',
      accounts.map((one) => this.arnForObjects(`AWSLogs/${one}/*`)),
      { StringEquals: { ...ofOurTrails.StringEquals, 's3:x-amz-acl': 'bucket-owner-full-control' } },
    );
    keepPolicy(this);
  }

  #letCloudTrail(action: string, resources: string[], conditions: iam.Conditions) {
    this.addToResourcePolicy(
      new iam.PolicyStatement({
        principals: [new iam.ServicePrincipal('cloudtrail.amazonaws.com')],
        actions: [action],
        ...{ resources, conditions },
      }),
    );
  }
}
