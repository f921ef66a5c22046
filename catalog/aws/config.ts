import type { ConfigService } from '@aws-sdk/client-config-service';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { namedIn, sentence } from '../sentence.ts';
import { arnOf, kmsKeyArn, roleArn } from '../values/arn.ts';
import { bucket, matching, text } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { listed } from '../values/widest-first.ts';
import { configChannel, configRecorder } from './watching-looks.ts';

const define = operationsOf<ConfigService>({ prefix: 'config' });

const name = matching('[A-Za-z0-9_-]+', 256);
/** The recorder's id is not among the parameters. */
const recorder = 'arn:{partition}:config:{region}:{account}:configuration-recorder/{Recorder}/*';
const channel = 'arn:{partition}:config:{region}:{account}:*';

const resourceTypes = distinct(matching('AWS::[A-Za-z0-9]+::[A-Za-z0-9]+', 196));
const recordingGroup = z
  .strictObject({
    allSupported: z.boolean(),
    includeGlobalResourceTypes: z.boolean(),
    resourceTypes: resourceTypes.optional(),
    exclusionByResourceTypes: z.strictObject({ resourceTypes }).optional(),
    recordingStrategy: z.strictObject({
      useOnly: z.enum([
        'ALL_SUPPORTED_RESOURCE_TYPES',
        'INCLUSION_BY_RESOURCE_TYPES',
        'EXCLUSION_BY_RESOURCE_TYPES',
      ]),
    }),
  })
  .refine(
    ({ allSupported, resourceTypes: only, exclusionByResourceTypes: but, recordingStrategy: { useOnly } }) =>
      allSupported === (useOnly === 'ALL_SUPPORTED_RESOURCE_TYPES') &&
      (only !== undefined) === (useOnly === 'INCLUSION_BY_RESOURCE_TYPES') &&
      (but !== undefined) === (useOnly === 'EXCLUSION_BY_RESOURCE_TYPES'),
    'allSupported, resourceTypes and exclusionByResourceTypes each go with their own recordingStrategy, and alone',
  );

interface Recorded {
  includeGlobalResourceTypes?: boolean | undefined;
  resourceTypes?: readonly string[] | undefined;
  exclusionByResourceTypes?: { resourceTypes?: readonly string[] } | undefined;
}

function sayRecorded(given: Recorded = {}): string {
  const { includeGlobalResourceTypes, resourceTypes: only, exclusionByResourceTypes: but } = given;
  const what = only
    ? `nothing but ${listed(only, { most: 10 })}`
    : `everything${but ? ` but ${listed(but.resourceTypes ?? [], { most: 10 })}` : ''}`;
  return `${what}, ${includeGlobalResourceTypes ? 'with' : 'without'} IAM and what else is global`;
}

/** What is known of how things were, and which rules look at it. */
export const configActions = [
  define({
    operation: 'PutConfigurationRecorder',
    groups: ['audit-tampering'],
    values: {
      ConfigurationRecorder: z.strictObject({
        name,
        roleARN: roleArn,
        recordingGroup,
        recordingMode: z.strictObject({ recordingFrequency: z.enum(['CONTINUOUS', 'DAILY']) }),
      }),
    },
    resource: recorder,
    names: ({ ConfigurationRecorder }) => ({ Recorder: ConfigurationRecorder.name ?? 'default' }),
    say: ({ ConfigurationRecorder: given }, { account }) => {
      const often = given.recordingMode?.recordingFrequency === 'DAILY' ? 'once a day' : 'at each change';
      return sentence`Let recorder ${given.name ?? 'default'} record ${sayRecorded(given.recordingGroup)}, ${often}, as role ${namedIn(given.roleARN ?? '', account)}`;
    },
    passes: ['/ConfigurationRecorder/roleARN'],
    reversible: true,
    look: configRecorder,
    example: {
      ConfigurationRecorder: {
        name: 'default',
        roleARN: 'arn:aws:iam::111122223333:role/config',
        recordingGroup: {
          allSupported: false,
          includeGlobalResourceTypes: false,
          resourceTypes: ['AWS::S3::Bucket'],
          recordingStrategy: { useOnly: 'INCLUSION_BY_RESOURCE_TYPES' },
        },
        recordingMode: { recordingFrequency: 'DAILY' },
      },
    },
  }),
  define({
    operation: 'DeleteConfigurationRecorder',
    groups: ['audit-tampering'],
    values: { ConfigurationRecorderName: name },
    resource: recorder,
    names: ({ ConfigurationRecorderName }) => ({ Recorder: ConfigurationRecorderName }),
    say: ({ ConfigurationRecorderName }) =>
      sentence`Stop recording configuration changes: delete recorder ${ConfigurationRecorderName}`,
    reversible: false,
    example: { ConfigurationRecorderName: 'default' },
  }),
  define({
    operation: 'PutDeliveryChannel',
    groups: ['audit-tampering', 'data-export'],
    values: {
      DeliveryChannel: z.strictObject({
        name,
        s3BucketName: bucket,
        s3KeyPrefix: text(1_024).optional(),
        s3KmsKeyArn: kmsKeyArn.optional(),
        snsTopicARN: arnOf(
          'sns',
          '[A-Za-z0-9_-]{1,256}',
          'arn:aws:sns:eu-central-1:111122223333:config',
        ).optional(),
      }),
    },
    resource: channel,
    say: ({ DeliveryChannel: given }, { account }) => {
      const under = given.s3KeyPrefix ? ` under ${given.s3KeyPrefix}` : '';
      const key = given.s3KmsKeyArn ? ` with key ${namedIn(given.s3KmsKeyArn, account)}` : '';
      const topic = given.snsTopicARN ? ` and topic ${namedIn(given.snsTopicARN, account)}` : '';
      return sentence`Deliver how everything is configured to bucket ${given.s3BucketName ?? ''}${under}${key}${topic}, by channel ${given.name ?? 'default'}`;
    },
    reversible: true,
    look: configChannel,
    example: { DeliveryChannel: { name: 'default', s3BucketName: 'config-history' } },
  }),
  define({
    operation: 'DeleteDeliveryChannel',
    groups: ['audit-tampering'],
    values: { DeliveryChannelName: name },
    resource: channel,
    say: ({ DeliveryChannelName }) =>
      sentence`Stop keeping configuration changes: delete delivery channel ${DeliveryChannelName}`,
    reversible: false,
    example: { DeliveryChannelName: 'default' },
  }),
  define({
    operation: 'DeleteConfigRule',
    groups: ['audit-tampering'],
    values: { ConfigRuleName: matching('[A-Za-z0-9_-]+', 128) },
    // A rule's ARN has its id, the call its name.
    resource: 'arn:{partition}:config:{region}:{account}:config-rule/*',
    aliasParameter: 'ConfigRuleName',
    say: ({ ConfigRuleName }) => sentence`Delete rule ${ConfigRuleName} and all that it has found`,
    reversible: false,
    example: { ConfigRuleName: 's3-bucket-public-read-prohibited' },
  }),
];
