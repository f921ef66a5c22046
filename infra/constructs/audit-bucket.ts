import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { keepPolicy } from './keep-policy.ts';

export interface AuditBucketProps {
  /** Left out: CloudFormation makes one up. */
  bucketName?: string;
  retentionDays: number;
  /** By prefix, the only roles that may write there. Everyone else is denied, whatever IAM grants them. */
  writers: ReadonlyMap<string, string[]>;
  accessLogs: s3.Bucket;
}

/**
 * Where records are kept: nothing in it can be changed or removed until its retention has passed.
 *
 * S3's own keys encrypt it, on purpose: a KMS key can be scheduled for deletion, which would make locked records
 * unreadable and so be a way around the lock.
 */
export class AuditBucket extends s3.Bucket {
  constructor(
    scope: Construct,
    id: string,
    { retentionDays, writers, accessLogs, ...name }: AuditBucketProps,
  ) {
    super(scope, id, {
      ...name,
      versioned: true,
      objectLockEnabled: true,
      objectLockDefaultRetention: s3.ObjectLockRetention.compliance(Duration.days(retentionDays)),
      encryption: s3.BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      // The CDK's own class does not fit its own interface under exactOptionalPropertyTypes.
      serverAccessLogsBucket: accessLogs as s3.IBucket,
      serverAccessLogsPrefix: 'audit/',
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    this.#denyEveryone('NobodyDeletes', {
      actions: ['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:BypassGovernanceRetention'],
    });
    this.#denyEveryone('NobodyShortensRetention', {
      actions: ['s3:PutObjectRetention'],
      conditions: { NumericLessThan: { 's3:object-lock-remaining-retention-days': String(retentionDays) } },
    });
    for (const [prefix, roles] of writers)
      this.#denyEveryone(`OnlyItsWriter${pascal(prefix)}`, {
        actions: ['s3:PutObject'],
        resources: [this.arnForObjects(`${prefix}*`)],
        conditions: { ArnNotEquals: { 'aws:PrincipalArn': roles } },
      });
    this.#denyEveryone('NothingElseIsWritten', {
      actions: ['s3:PutObject'],
      notResources: [...writers.keys()].map((prefix) => this.arnForObjects(`${prefix}*`)),
    });
    // Replication writes versions and delete markers without s3:PutObject and s3:DeleteObject.
    this.#denyEveryone('NobodyReplicatesHere', {
      actions: ['s3:ReplicateObject', 's3:ReplicateDelete', 's3:ReplicateTags'],
    });
    // A second object under the same key would be a new version, which readers that ask for the key would get.
    this.#denyEveryone('NothingIsWrittenTwice', {
      actions: ['s3:PutObject'],
      conditions: { Null: { 's3:if-none-match': 'true' } },
    });
    keepPolicy(this);
  }

  #denyEveryone(sid: string, statement: Denied) {
    this.addToResourcePolicy(
      new iam.PolicyStatement({
        sid,
        effect: iam.Effect.DENY,
        principals: [new iam.AnyPrincipal()],
        ...(!statement.notResources && { resources: [this.arnForObjects('*')] }),
        ...statement,
      }),
    );
  }
}

type Denied = Pick<iam.PolicyStatementProps, 'actions' | 'conditions' | 'resources' | 'notResources'>;

/** `set-aside/` as part of a statement's id, which has letters and digits alone. */
const pascal = (prefix: string): string =>
  prefix.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase()).replace('/', '');
