import { describe, expect, it } from 'vitest';
import { fn, role, templateOf } from '../given-template.ts';

describe('a function', () => {
  it('has the defaults of Lambda', () => {
    const [spec] = templateOf({ Role: role(), Fn: fn() }).functions;
    expect(spec).toMatchObject({
      timeoutMilliseconds: 3_000,
      memoryMegabytes: 128,
      logGroup: '/aws/lambda/S-Fn',
      asynchronous: { retries: 2 },
      environment: {},
    });
    expect(spec).not.toHaveProperty('reservedConcurrency');
  });

  it('has what the template says of its failures', () => {
    const [spec] = templateOf({
      Role: role(),
      Queue: { Type: 'AWS::SQS::Queue', Properties: {} },
      Fn: fn({ ReservedConcurrentExecutions: 5 }),
      Config: {
        Type: 'AWS::Lambda::EventInvokeConfig',
        Properties: {
          FunctionName: { Ref: 'Fn' },
          Qualifier: '$LATEST',
          MaximumRetryAttempts: 1,
          DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Queue', 'Arn'] } } },
        },
      },
    }).functions;
    expect(spec).toMatchObject({
      reservedConcurrency: 5,
      asynchronous: { retries: 1, onFailureArn: 'arn:aws:sqs:eu-west-1:777788889999:S-Queue' },
    });
  });
});
