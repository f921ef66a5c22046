import type { Authority, Decision } from '../../iam/authority.ts';
import type { FunctionSpec } from './function-spec.ts';
import type { MappingSpec, QueueMappingSpec } from './mapping-spec.ts';

/**
 * Lambda itself acts in a function's role: it reads the stream, writes the logs and the traces, sends what failed.
 * AWS refuses to create what may not do so; here it stops the start.
 */
export function platformProblems(
  { decide }: Pick<Authority, 'decide'>,
  functions: readonly FunctionSpec[],
  mappings: { streams: readonly MappingSpec[]; queues: readonly QueueMappingSpec[] },
): string[] {
  const refusal = (fn: FunctionSpec, action: string, resource: string): string[] => {
    const decision: Decision = decide({ roleArn: fn.roleArn, sessionName: fn.name }, { action, resource });
    return decision.kind === 'denied' ? [`${fn.name}: ${decision.reason}`] : [];
  };
  const sendsTo = (fn: FunctionSpec, target: string | undefined): string[] =>
    target === undefined ? [] : refusal(fn, 'sqs:SendMessage', target);

  return functions.flatMap((fn) => {
    const [, , , region, account] = fn.arn.split(':');
    const logStreams = `arn:aws:logs:${region}:${account}:log-group:${fn.logGroup}:log-stream:any`;
    // Not needed, and so no problem where they are missing; asked for so that they count as used.
    for (const action of optional) refusal(fn, action, '*');
    return [
      ...writesLogs.flatMap((action) => refusal(fn, action, logStreams)),
      ...sendsTo(fn, fn.asynchronous.onFailureArn),
      ...sendsTo(fn, fn.asynchronous.deadLetterArn),
      ...mappings.streams
        .filter(({ functionName }) => functionName === fn.name)
        .flatMap(({ streamArn, onFailureArn }) => [
          ...readsStream.flatMap((action) => refusal(fn, action, streamArn)),
          ...sendsTo(fn, onFailureArn),
        ]),
      ...mappings.queues
        .filter(({ functionName }) => functionName === fn.name)
        .flatMap(({ queueArn }) => readsQueue.flatMap((action) => refusal(fn, action, queueArn))),
    ];
  });
}

const writesLogs = ['logs:CreateLogStream', 'logs:PutLogEvents'];
const readsStream = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'];
const readsQueue = ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'];
const optional = [
  'xray:PutTraceSegments',
  'xray:PutTelemetryRecords',
  'dynamodb:ListStreams',
  'logs:CreateLogGroup',
];
