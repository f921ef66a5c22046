import { RemovalPolicy } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { standingIndex } from '../../core/ports/store.ts';

export interface RequestTableProps {
  tableName: string;
  encryptionKey: kms.IKey;
  deletionProtection: boolean;
}

/** The truth: one item a request, beside it the items that the stream filter leaves out. */
export class RequestTable extends dynamodb.Table {
  constructor(
    scope: Construct,
    id: string,
    { tableName, encryptionKey, deletionProtection }: RequestTableProps,
  ) {
    super(scope, id, {
      tableName,
      partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
      sortKey: { name: 'sk', type: dynamodb.AttributeType.STRING },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      stream: dynamodb.StreamViewType.NEW_IMAGE,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      encryption: dynamodb.TableEncryption.CUSTOMER_MANAGED,
      encryptionKey,
      // What is over and long sealed: see adapters/aws/dynamodb/request-item.ts.
      timeToLiveAttribute: 'expires',
      deletionProtection,
      removalPolicy: deletionProtection ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    // What is not over: see adapters/aws/dynamodb/request-item.ts.
    this.addGlobalSecondaryIndex({
      indexName: standingIndex,
      partitionKey: { name: 'standing', type: dynamodb.AttributeType.STRING },
      sortKey: { name: 'until', type: dynamodb.AttributeType.STRING },
      projectionType: dynamodb.ProjectionType.KEYS_ONLY,
    });
  }
}
