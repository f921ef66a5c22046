import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { BundledFunction } from '../bundles.ts';
import { AccessLogBucket } from '../constructs/access-log-bucket.ts';
import { ApiAddress } from '../constructs/api-address.ts';
import { AuditBucket } from '../constructs/audit-bucket.ts';
import { AuditQueries } from '../constructs/audit-queries.ts';
import { CountersignKey } from '../constructs/countersign-key.ts';
import { RequestTable } from '../constructs/request-table.ts';
import { SigningKeys } from '../constructs/signing-keys.ts';
import { TrailBucket } from '../constructs/trail-bucket.ts';
import { iamNameOf, nameOf } from '../name-of.ts';
import type { Config } from '../settings-schema.ts';
import { slackPathOf } from '../slack-path.ts';

export interface AuditStackProps extends StackProps {
  config: Config;
  /** Those that add to the evidence, and that sign tickets, are all who may. */
  functions: readonly Pick<BundledFunction, 'spec'>[];
}

/** What must not be lost: the requests, the evidence, and the address that others know. Everything else can be deployed again. */
export class AuditStack extends Stack {
  readonly key: CountersignKey;
  readonly table: RequestTable;
  readonly bucket: AuditBucket;
  readonly address: ApiAddress;
  readonly ticketKeys: SigningKeys;
  readonly evidenceKeys: SigningKeys;
  /** Exported under a name of our own, so that the suppression of a finding can name it. */
  readonly bucketArnExport: string;

  constructor(scope: Construct, id: string, { config, functions, ...props }: AuditStackProps) {
    super(scope, id, { ...props, terminationProtection: config.deletionProtection });
    const { deletionProtection, retentionDays } = config;
    this.key = new CountersignKey(this, 'Key');
    this.table = new RequestTable(this, 'Requests', {
      tableName: nameOf(config, 'requests'),
      encryptionKey: this.key,
      deletionProtection,
    });
    const accessLogs = new AccessLogBucket(this, 'AccessLogs', config);
    this.bucket = new AuditBucket(this, 'Audit', {
      retentionDays,
      writers: this.#writers(config, functions),
      accessLogs,
    });
    if (config.detection.makeTrail) new TrailBucket(this, 'Trail', { config, accessLogs });
    const { workgroup } = new AuditQueries(this, 'Queries', {
      name: nameOf(config, 'audit'),
      account: this.account,
      bucketName: this.bucket.bucketName,
      scanLimitGigabytes: config.auditScanLimitGigabytes,
    });
    this.address = new ApiAddress(this, 'Address', { config });
    const signersOf = (kind: 'ticketKeys' | 'evidenceKeys'): string[] =>
      functions.flatMap(({ spec }) => (spec[kind] === 'sign' ? [this.#roleArn(config, spec.name)] : []));
    this.ticketKeys = new SigningKeys(this, 'TicketKeys', {
      ...{ signs: 'tickets', ...config.ticketKeys },
      signers: signersOf('ticketKeys'),
    });
    this.evidenceKeys = new SigningKeys(this, 'EvidenceKeys', {
      ...{ signs: 'the trail', signing: config.evidenceKey },
      // What a key has signed is to be verified for as long as it is kept.
      published: Array.from({ length: config.evidenceKey - 1 }, (_, index) => index + 1),
      signers: signersOf('evidenceKeys'),
    });
    // Of those too that no function reads any more: this stack is deployed first, and an export that is in use stays.
    for (const { keyArn } of [...this.ticketKeys.all, ...this.evidenceKeys.all]) this.exportValue(keyArn);
    this.bucketArnExport = nameOf(config, 'audit-bucket-arn');
    this.exportValue(this.bucket.bucketArn, { name: this.bucketArnExport });
    new CfnOutput(this, 'ApiUrl', { value: this.address.url });
    new CfnOutput(this, 'SlackUrl', {
      description: 'The Request URL for the Interactivity page of the Slack app',
      value: `${this.address.url}${slackPathOf(functions, config, 'interactions')}`,
    });
    new CfnOutput(this, 'SlackEventsUrl', {
      description: 'The Request URL for the Event Subscriptions page of the Slack app',
      value: `${this.address.url}${slackPathOf(functions, config, 'events')}`,
    });
    new CfnOutput(this, 'SlackCommandsUrl', {
      description: 'The Request URL of the command on the Slash Commands page of the Slack app',
      value: `${this.address.url}${slackPathOf(functions, config, 'commands')}`,
    });
    new CfnOutput(this, 'AgentApiArn', {
      description: 'The resource that a role needs execute-api:Invoke on to be an agent',
      value: this.address.api.arnForExecuteApi('*', '/v1/*', '$default'),
    });
    new CfnOutput(this, 'AuditBucketName', { value: this.bucket.bucketName });
    new CfnOutput(this, 'AuditWorkgroup', { value: workgroup });
    new CfnOutput(this, 'TableName', { value: this.table.tableName });
  }

  /** By name: their roles are made in a stack that knows this one. */
  #writers(config: Config, functions: AuditStackProps['functions']): Map<string, string[]> {
    const all = functions.flatMap(({ spec }) =>
      (spec.addsToAudit ?? []).map((prefix) => ({ prefix, role: this.#roleArn(config, spec.name) })),
    );
    return new Map(
      [...Map.groupBy(all, ({ prefix }) => prefix)].map(([prefix, some]) => [
        prefix,
        some.map(({ role }) => role),
      ]),
    );
  }

  #roleArn = (config: Config, name: string): string =>
    this.formatArn({
      service: 'iam',
      region: '',
      resource: 'role',
      resourceName: iamNameOf(config, name),
    });
}
