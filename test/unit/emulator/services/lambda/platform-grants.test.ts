import { describe, expect, it } from 'vitest';
import { createAuthority } from '../../../../../emulator/iam/authority.ts';
import type { FunctionSpec } from '../../../../../emulator/services/lambda/function-spec.ts';
import { platformProblems } from '../../../../../emulator/services/lambda/platform-grants.ts';

const roleArn = 'arn:aws:iam::777788889999:role/seal';
const stream = 'arn:aws:dynamodb:eu-west-1:777788889999:table/t/stream/s';
const queue = 'arn:aws:sqs:eu-west-1:777788889999:dlq';
const seal = {
  name: 'seal',
  arn: 'arn:aws:lambda:eu-west-1:777788889999:function:seal',
  roleArn,
  logGroup: '/aws/lambda/seal',
  asynchronous: { retries: 2, deadLetterArn: queue },
} as FunctionSpec;
const mapping = {
  path: 'Stack/Mapping',
  functionName: 'seal',
  streamArn: stream,
  batchSize: 1,
  windowMilliseconds: 0,
  parallel: 1,
  patterns: [],
  retries: 1,
  bisect: false,
  reportsItemFailures: true,
};

const all = [
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  'sqs:SendMessage',
  'dynamodb:DescribeStream',
  'dynamodb:GetRecords',
  'dynamodb:GetShardIterator',
];

function problemsWith(actions: string[]): string[] {
  const Statement = [{ Effect: 'Allow', Action: actions, Resource: '*' }];
  const document = { Version: '2012-10-17', Statement };
  const authority = createAuthority(
    [{ arn: roleArn, policies: [{ name: 'role', document }] }],
    () => new Date(),
  );
  return platformProblems(authority, [seal], { streams: [mapping], queues: [] });
}

describe('what Lambda does in the role of a function', () => {
  it('is not a problem where the role may do it', () => {
    expect(problemsWith(all)).toEqual([]);
  });

  it.each(all)('stops the start by name where the role lacks %s', (missing) => {
    expect(problemsWith(all.filter((action) => action !== missing))).toEqual([
      expect.stringMatching(new RegExp(`^seal: .*not authorized to perform: ${missing} on resource`)),
    ]);
  });
});
