import { RemovalPolicy } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Config } from '../settings-schema.ts';

export interface ServiceLogGroupProps {
  config: Config;
  logGroupName: string;
  encryptionKey: kms.IKey;
}

/** Logs that end: kept as long as the settings say, and after the stack only where it is protected. */
export class ServiceLogGroup extends logs.LogGroup {
  constructor(scope: Construct, id: string, { config, ...props }: ServiceLogGroupProps) {
    super(scope, id, {
      ...props,
      retention: config.logRetentionDays,
      removalPolicy: config.deletionProtection
        ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
        : RemovalPolicy.DESTROY,
    });
  }
}
