import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AccessLogBucket } from '../constructs/access-log-bucket.ts';
import { AuditBucket } from '../constructs/audit-bucket.ts';
import { AuditQueries } from '../constructs/audit-queries.ts';
import { RequestTable } from '../constructs/request-table.ts';
import { iamNameOf, nameOf } from '../name-of.ts';
import type { Config } from '../settings-schema.ts';

/** What must not be lost: the requests and the evidence. Everything else can be deployed again. */
export class AuditStack extends Stack {
  readonly table: RequestTable;
  readonly bucket: AuditBucket;
  /** Exported under a name of our own, so that the suppression of a finding can name it. */
  readonly bucketArnExport: string;

  constructor(scope: Construct, id: string, { config, ...props }: StackProps & { config: Config }) {
    super(scope, id, { ...props, terminationProtection: config.deletionProtection });
    const { deletionProtection, retentionDays } = config;
    this.table = new RequestTable(this, 'Requests', {
      tableName: nameOf(config, 'requests'),
      deletionProtection,
    });
    this.bucket = new AuditBucket(this, 'Audit', {
      retentionDays,
      // By name: the role is made in a stack that knows this one. `digest` will be the second.
      writers: [
        this.formatArn({
          service: 'iam',
          region: '',
          resource: 'role',
          resourceName: iamNameOf(config, 'seal'),
        }),
      ],
      accessLogs: new AccessLogBucket(this, 'AccessLogs', config),
    });
    new AuditQueries(this, 'Queries', {
      name: nameOf(config, 'audit'),
      account: this.account,
      bucketName: this.bucket.bucketName,
    });
    this.bucketArnExport = nameOf(config, 'audit-bucket-arn');
    this.exportValue(this.bucket.bucketArn, { name: this.bucketArnExport });
    new CfnOutput(this, 'AuditBucketName', { value: this.bucket.bucketName });
    new CfnOutput(this, 'TableName', { value: this.table.tableName });
  }
}
