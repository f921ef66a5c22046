import { InvokeCommand, type InvokeCommandInput, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, type LogLine, loadTemplate, startEmulator } from '../../../../../emulator/index.ts';
import { writeAssembly, writeBundle } from '../../../../support/cloud-assembly.ts';

const location = { account: '444455556666', region: 'eu-north-1' };
const document = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const allow = (Action: string | string[], Resource: unknown) => ({ Effect: 'Allow', Action, Resource });
const logs = allow(['logs:CreateLogStream', 'logs:PutLogEvents'], '*');
const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const role = (name: string, ...statements: object[]) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    RoleName: name,
    AssumeRolePolicyDocument: document(),
    Policies: [{ PolicyName: 'own', PolicyDocument: document(...statements) }],
  },
});
const fn = (name: string, more: object) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    FunctionName: name,
    Code: { S3Bucket: 'assets', S3Key: 'called.zip' },
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    Role: arnOf('PlainRole'),
    ...more,
  },
});
const Resources = {
  PlainRole: role('plain', logs),
  CallerRole: role('caller', logs, allow('lambda:InvokeFunction', arnOf('Called'))),
  Called: fn('called', { Timeout: 1 }),
  Never: fn('never', { ReservedConcurrentExecutions: 0 }),
  Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'api', ProtocolType: 'HTTP' } },
};

const called = `
export const handler = async (event, context) => {
  if (event.fail) throw new TypeError(event.fail);
  if (event.hang) await new Promise((done) => setTimeout(done, 5_000));
  console.log(JSON.stringify({ heard: event }));
  return { heard: event, by: context.functionName };
};`;

let emulator: Emulator;
const lines: LogLine[] = [];
beforeAll(async () => {
  const assembly = writeAssembly({
    S: { template: { Resources }, assets: { 'called.zip': 'asset.called' } },
  });
  writeBundle(assembly, 'asset.called', called);
  const loaded = loadTemplate({ assembly, location });
  if (!loaded.ok) throw new Error(loaded.problems.join('\n'));
  const mayCallAws = (roleArn: string) => roleArn.endsWith(':role/operator');
  const started = await startEmulator({
    template: loaded.template,
    mayCallAws,
    onLog: (line) => lines.push(line),
  });
  if (!started.ok) throw new Error(started.problems.join('\n'));
  emulator = started.emulator;
});
afterAll(() => emulator.close());

const invoke = (input: Partial<InvokeCommandInput>, as = 'caller') =>
  new LambdaClient({
    endpoint: emulator.awsUrl,
    region: location.region,
    credentials: emulator.credentialsFor(`arn:aws:iam::${location.account}:role/${as}`, 'session-1'),
    maxAttempts: 1,
  }).send(new InvokeCommand({ FunctionName: 'called', Payload: JSON.stringify({ a: 1 }), ...input }));
const payloadOf = ({ Payload }: { Payload?: Uint8Array }) =>
  JSON.parse(Buffer.from(Payload ?? []).toString());
const calledArn = `arn:aws:lambda:${location.region}:${location.account}:function:called`;

describe('a function that is invoked through the SDK', () => {
  it.each(['called', calledArn, `${location.account}:function:called`, `${calledArn}:$LATEST`])(
    'as %s answers with what its handler returns',
    async (FunctionName) => {
      const answer = await invoke({ FunctionName });
      expect(answer).toMatchObject({ StatusCode: 200, ExecutedVersion: '$LATEST' });
      expect(answer.FunctionError).toBeUndefined();
      expect(payloadOf(answer)).toEqual({ heard: { a: 1 }, by: 'called' });
    },
  );

  it('without an event gets an empty one', async () => {
    expect(payloadOf(await invoke({ Payload: '' }))).toEqual({ heard: {}, by: 'called' });
  });

  it('answers a call that succeeded, and says that the function did not', async () => {
    const answer = await invoke({ Payload: JSON.stringify({ fail: 'no' }) });
    expect(answer).toMatchObject({ StatusCode: 200, FunctionError: 'Unhandled' });
    expect(payloadOf(answer)).toMatchObject({ errorType: 'TypeError', errorMessage: 'no' });
  });

  it('is ended at its timeout', async () => {
    const answer = await invoke({ Payload: JSON.stringify({ hang: true }) });
    expect(answer.FunctionError).toBe('Unhandled');
    expect(payloadOf(answer)).toMatchObject({
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringContaining('Task timed out after 1.00 seconds'),
    });
  });

  it('as an event is answered before it runs', async () => {
    const answer = await invoke({ InvocationType: 'Event', Payload: JSON.stringify({ later: true }) });
    expect(answer.StatusCode).toBe(202);
    await expect
      .poll(() => lines)
      .toContainEqual({ functionName: 'called', entry: { heard: { later: true } } });
  });
});

describe('a call is refused', () => {
  it('to whoever lacks the permission on this function', async () => {
    await expect(invoke({}, 'plain')).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(
        `is not authorized to perform: lambda:InvokeFunction on resource: ${calledArn} because no identity-based policy`,
      ),
      $metadata: { httpStatusCode: 403 },
    });
    await expect(invoke({ FunctionName: 'never' })).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  it.each<[string, Partial<InvokeCommandInput>, number]>([
    ['ResourceNotFoundException', { FunctionName: 'none' }, 404],
    ['TooManyRequestsException', { FunctionName: 'never' }, 429],
    ['InvalidRequestContentException', { Payload: '{' }, 400],
    ['RequestTooLargeException', { Payload: JSON.stringify('x'.repeat(6 * 1_024 * 1_024)) }, 413],
    [
      'RequestTooLargeException',
      { Payload: JSON.stringify('x'.repeat(1_024 * 1_024)), InvocationType: 'Event' },
      413,
    ],
    ['NotImplementedLocally', { LogType: 'Tail' }, 501],
    ['NotImplementedLocally', { InvocationType: 'DryRun' }, 501],
    ['NotImplementedLocally', { Qualifier: '1' }, 501],
  ])('with %s', async (name, input, httpStatusCode) => {
    await expect(invoke(input, 'operator')).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
  });
});
