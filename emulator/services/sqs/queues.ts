import type { Resources } from '../../template/read-template.ts';
import type { CustomerKey } from '../kms/plugin.ts';
import type { resourceTypes } from './resource-types.ts';

export interface QueueSpec {
  name: string;
  arn: string;
  visibilityTimeoutSeconds?: number;
  kmsKeyArn?: string;
  /** Where a message goes that was received so often. */
  redrive?: { toArn: string; after: number };
}

export const queuesOf = (resources: Resources<typeof resourceTypes>, customerKey: CustomerKey): QueueSpec[] =>
  resources
    .all('AWS::SQS::Queue')
    .map(({ name, attribute, properties: { VisibilityTimeout, KmsMasterKeyId, RedrivePolicy } }) => ({
      name,
      arn: attribute('Arn'),
      ...(VisibilityTimeout === undefined ? {} : { visibilityTimeoutSeconds: VisibilityTimeout }),
      ...customerKey(KmsMasterKeyId),
      ...(RedrivePolicy && {
        redrive: { toArn: RedrivePolicy.deadLetterTargetArn, after: RedrivePolicy.maxReceiveCount },
      }),
    }));
