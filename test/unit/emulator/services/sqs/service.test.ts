import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { QueueSpec } from '../../../../../emulator/services/sqs/queues.ts';
import { account, adminRole, type Running, region, runEndpoint } from '../../wire/running-endpoint.ts';
import { signedPost, sqsCall } from '../../wire/signed-post.ts';

const queue: QueueSpec = {
  name: 'dead-letters',
  arn: `arn:aws:sqs:${region}:${account}:dead-letters`,
  visibilityTimeoutSeconds: 60,
};

let running: Running;
beforeEach(async () => {
  running = await runEndpoint({ queues: [queue] });
});
afterEach(() => running.close());

const call = (operation: string, input: object = {}) =>
  sqsCall(running, operation, { QueueUrl: `http://any/${account}/dead-letters`, ...input });
const counts = async () => {
  const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'];
  const { Attributes } = await call('GetQueueAttributes', { AttributeNames: names });
  return Object.values(Attributes as Record<string, string>);
};

describe('a queue', () => {
  it('hides a message that was received until its visibility timeout, and forgets it once deleted', async () => {
    await call('SendMessage', { MessageBody: 'one' });
    const first = await call('ReceiveMessage');
    expect(first).toMatchObject({ Messages: [{ Body: 'one', MD5OfBody: expect.any(String) }] });
    expect(await call('ReceiveMessage')).toEqual({});
    expect(await counts()).toEqual(['0', '1']);

    running.clock.advance(61_000);
    expect(running.sqs.messages('dead-letters')).toMatchObject([{ body: 'one' }]);
    // The helper signs by the machine's clock, so it asks again before the five minutes of skew.
    const { Messages } = await call('ReceiveMessage');
    const [{ ReceiptHandle } = {}] = Messages as { ReceiptHandle?: string }[];
    await call('DeleteMessage', { ReceiptHandle });
    expect(await counts()).toEqual(['0', '0']);
  });

  it('takes what a service of AWS sends it, and gives at most what is asked', async () => {
    for (const body of ['a', 'b', 'c']) running.sqs.send(queue.arn, body);
    expect((await call('ReceiveMessage', { MaxNumberOfMessages: 2 })).Messages).toHaveLength(2);
    expect(await counts()).toEqual(['1', '2']);
  });

  it('is found by name', async () => {
    const { QueueUrl } = await sqsCall(running, 'GetQueueUrl', { QueueName: 'dead-letters' });
    expect(QueueUrl).toBe(`${running.endpoint.url}/${account}/dead-letters`);
  });

  it.each([
    ['ReceiveMessage', { WaitTimeSeconds: 5 }, 'sqs:ReceiveMessage does not implement long polling'],
    [
      'SendMessage',
      { MessageBody: 'a', DelaySeconds: 1 },
      'sqs:SendMessage does not implement field DelaySeconds',
    ],
    ['PurgeQueue', {}, 'sqs:PurgeQueue is not implemented'],
    [
      'GetQueueAttributes',
      { AttributeNames: ['Policy'] },
      'sqs:GetQueueAttributes does not implement attribute Policy',
    ],
  ])('names what of %s is not implemented', async (operation, input, message) => {
    expect(await call(operation, input)).toEqual({
      __type: 'NotImplementedLocally',
      message: `NotImplementedLocally: ${message}`,
    });
  });
});

describe('STS', () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };

  it('says who calls, to whomever: no permission is needed', async () => {
    const roleArn = adminRole.replace('admin', 'path/without-policies');
    const body = 'Action=GetCallerIdentity&Version=2011-06-15';
    const { status, text } = await signedPost(running, 'sts', form, body, roleArn);
    expect(status).toBe(200);
    expect(text).toContain(`<Account>${account}</Account>`);
    expect(text).toContain(`<Arn>arn:aws:sts::${account}:assumed-role/without-policies/session-1</Arn>`);
  });

  it('names another action as not implemented', async () => {
    const body = 'Action=GetFederationToken&Version=2011-06-15&Name=a';
    const { status, text } = await signedPost(running, 'sts', form, body);
    expect(status).toBe(501);
    expect(text).toContain('NotImplementedLocally: sts:GetFederationToken is not implemented');
  });
});
