import type { Pipes } from '@aws-sdk/client-pipes';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { furtherIn } from '../further.ts';
import { beginningOf, inTurn, namedIn, sentence } from '../sentence.ts';
import { matching } from '../values/aws-values.ts';
import { holds } from '../values/holds.ts';

const define = operationsOf<Pipes>({ prefix: 'pipes' });

const resource = 'arn:{partition}:pipes:{region}:{account}:pipe/{Name}';
const Name = matching('[.A-Za-z0-9_-]+', 64, 'must be letters, digits, dots, dashes and underscores');
const arn = matching('arn:aws[a-z-]*:[!-~]+', 1_600, 'must be an ARN');

interface Pipe {
  Source?: string;
  Enrichment?: string;
  Target?: string;
  RoleArn: string;
  TargetParameters?: { InputTemplate?: string };
}

/** "from orders through enrich to archive as pipe, with …" */
function sayPipe(
  { Source, Enrichment, Target, RoleArn, TargetParameters }: Pipe,
  ownAccount: string,
): string {
  const { InputTemplate, ...rest } = TargetParameters ?? {};
  return inTurn(
    [
      Source === undefined ? '' : ` from ${namedIn(Source, ownAccount)}`,
      Enrichment === undefined ? '' : ` through ${namedIn(Enrichment, ownAccount)}`,
      Target === undefined ? '' : ` to ${namedIn(Target, ownAccount)}`,
      ` as ${namedIn(RoleArn, ownAccount)}`,
      furtherIn(rest),
      InputTemplate === undefined ? '' : `, in the form ${beginningOf(InputTemplate, 120)}`,
    ],
    '',
  );
}

const under = (place: string, names: readonly string[]): string[] => names.map((name) => `/${place}/${name}`);
const ofHttp = ['PathParameterValues/*', 'HeaderParameters/*', 'QueryStringParameters/*'];
/**
 * AWS calls nearly all of a pipe's texts sensitive, and most of them decide where something goes and as what. What could
 * hold a password or token, those of HTTP, cannot be asked for.
 */
const shown = [
  ...['/Description', '/Tags/*', '/SourceParameters/FilterCriteria/Filters/*/Pattern'],
  ...under('SourceParameters/ActiveMQBrokerParameters', ['QueueName']),
  ...under('SourceParameters/RabbitMQBrokerParameters', ['QueueName', 'VirtualHost']),
  ...under('SourceParameters/ManagedStreamingKafkaParameters', ['TopicName', 'ConsumerGroupID']),
  ...under('SourceParameters/SelfManagedKafkaParameters', [
    ...[
      'TopicName',
      'AdditionalBootstrapServers/*',
      'ConsumerGroupID',
      'Vpc/Subnets/*',
      'Vpc/SecurityGroup/*',
    ],
  ]),
  ...under('EnrichmentParameters', ['InputTemplate']),
  ...under('EnrichmentParameters/HttpParameters', ofHttp),
  ...under('TargetParameters', ['InputTemplate', 'KinesisStreamParameters/PartitionKey']),
  ...under('TargetParameters/HttpParameters', ofHttp),
  ...under('TargetParameters/SqsQueueParameters', ['MessageGroupId', 'MessageDeduplicationId']),
  ...under('TargetParameters/RedshiftDataParameters', ['Database', 'DbUser', 'StatementName', 'Sqls/*']),
  ...under('TargetParameters/SageMakerPipelineParameters/PipelineParameterList/*', ['Name', 'Value']),
  ...under('TargetParameters/EventBridgeEventBusParameters', ['EndpointId', 'DetailType', 'Source']),
  ...under('TargetParameters/EcsTaskParameters', [
    'NetworkConfiguration/awsvpcConfiguration/Subnets/*',
    'NetworkConfiguration/awsvpcConfiguration/SecurityGroups/*',
    ...['CapacityProviderStrategy/*/capacityProvider', 'PlacementConstraints/*/expression'],
    ...['PlacementStrategy/*/field', 'ReferenceId', 'Tags/*/Value'],
  ]),
];
const withoutHttp = z.object({ HttpParameters: z.never().optional() }).optional();
const rules = [
  holds(
    z.object({ EnrichmentParameters: withoutHttp, TargetParameters: withoutHttp }),
    'Takes no HttpParameters, which could hold a token that people and records would see',
  ),
  holds(
    z.object({
      TargetParameters: z
        .object({
          EcsTaskParameters: z
            .object({
              TaskDefinitionArn: z.string().regex(/:task-definition\/[a-zA-Z0-9_-]+:[1-9][0-9]*$/),
              Overrides: z.never().optional(),
            })
            .optional(),
        })
        .optional(),
    }),
    'Name a task definition with its revision, and override nothing of it',
  ),
];

export const pipesActions = [
  define({
    operation: 'CreatePipe',
    groups: ['data-export', 'persistence', 'lateral-movement'],
    resource,
    values: { Name, Source: arn, Enrichment: arn, Target: arn },
    say: (given, { account }) =>
      sentence`By pipe ${given.Name}, pass on what comes${sayPipe(given, account)}`,
    passes: ['/RoleArn'],
    rules,
    shown,
    reversible: true,
    example: {
      Name: 'orders-archive',
      Source: 'arn:aws:sqs:eu-central-1:111122223333:orders',
      Target: 'arn:aws:lambda:eu-central-1:111122223333:function:archive',
      RoleArn: 'arn:aws:iam::111122223333:role/pipe',
    },
  }),
  define({
    operation: 'UpdatePipe',
    groups: ['data-export', 'persistence', 'lateral-movement'],
    resource,
    values: { Name, Enrichment: arn, Target: arn },
    say: (given, { account }) =>
      sentence`Change pipe ${given.Name}, to pass on what comes${sayPipe(given, account)}`,
    passes: ['/RoleArn'],
    rules,
    shown,
    reversible: true,
    example: {
      Name: 'orders-archive',
      Target: 'arn:aws:lambda:eu-central-1:111122223333:function:archive',
      RoleArn: 'arn:aws:iam::111122223333:role/pipe',
    },
  }),
];
