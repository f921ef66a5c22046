import { CfnOutput, CfnParameter, Stack, type StackProps } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { digestFolder } from '../../core/evidence/digest-file.ts';
import { functionSpecs } from '../../functions/specs.ts';
import { AccessLogBucket } from '../constructs/access-log-bucket.ts';
import { AuditBucket } from '../constructs/audit-bucket.ts';
import { iamNameOf } from '../name-of.ts';
import type { Config } from '../settings-schema.ts';

export interface CopiesStackProps extends StackProps {
  config: Config;
  bucketName: string;
}

/**
 * Where others keep a copy of each digest file: a bucket that is locked like the audit bucket, in an account that is not
 * Countersign's. Only `digest` may write there, and whom the home account lets may read, as who verifies does.
 */
export class CopiesStack extends Stack {
  constructor(scope: Construct, id: string, { config, bucketName, ...props }: CopiesStackProps) {
    super(scope, id, { ...props, terminationProtection: config.deletionProtection });
    const home = config.account ?? this.#homeAccountParameter();
    // By name, and not as principals: a role need not be there yet, and may be made anew.
    const writers = Object.values(functionSpecs)
      .filter(({ copiesDigests }) => copiesDigests)
      .map(({ name }) => this.#roleArn(home, iamNameOf(config, name)));
    const bucket = new AuditBucket(this, 'Copies', {
      bucketName,
      retentionDays: config.retentionDays,
      writers: new Map([[digestFolder, writers]]),
      accessLogs: new AccessLogBucket(this, 'AccessLogs', config),
    });
    const allow = (statement: iam.PolicyStatementProps) =>
      bucket.addToResourcePolicy(
        new iam.PolicyStatement({ principals: [new iam.AccountPrincipal(home)], ...statement }),
      );
    allow({
      sid: 'ItsWriterWrites',
      actions: ['s3:PutObject'],
      resources: [bucket.arnForObjects(`${digestFolder}*`)],
      conditions: { ArnEquals: { 'aws:PrincipalArn': writers } },
    });
    allow({
      sid: 'HomeReads',
      actions: ['s3:GetObject', 's3:GetObjectRetention'],
      resources: [bucket.arnForObjects(`${digestFolder}*`)],
    });
    // Who may not list is not told that a digest file has no copy.
    allow({
      sid: 'HomeLists',
      actions: ['s3:ListBucket', 's3:ListBucketVersions'],
      resources: [bucket.bucketArn],
    });
    new CfnOutput(this, 'CopiesBucketName', { value: bucket.bucketName });
  }

  #roleArn = (account: string, resourceName: string): string =>
    this.formatArn({ service: 'iam', region: '', account, resource: 'role', resourceName });

  /** Where the settings leave open in which account Countersign itself is. */
  #homeAccountParameter = (): string =>
    new CfnParameter(this, 'HomeAccount', {
      description: 'The account of Countersign, whose digest files are copied here',
      allowedPattern: '[0-9]{12}',
    }).valueAsString;
}
