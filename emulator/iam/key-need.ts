import type { Need } from './authority.ts';

/** A customer's key asks its permission of whoever calls the service that uses it. */
export const keyNeed = (
  action: 'kms:Decrypt' | 'kms:GenerateDataKey',
  { kmsKeyArn }: { kmsKeyArn?: string },
  service: string,
): Need[] =>
  kmsKeyArn === undefined
    ? []
    : [
        {
          action,
          resource: kmsKeyArn,
          context: {
            'aws:ViaAWSService': 'true',
            'kms:ViaService': `${service}.${kmsKeyArn.split(':')[3]}.amazonaws.com`,
          },
        },
      ];
