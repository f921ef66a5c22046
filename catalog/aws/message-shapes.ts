import { z } from 'zod';
import { arnOf } from '../values/arn.ts';
import { matching, text } from '../values/aws-values.ts';
import { base64 } from '../values/base64.ts';
import { exactlyOne } from '../values/which-of.ts';

export const topicArn = arnOf(
  'sns',
  '[\\w-]{1,256}(?:\\.fifo)?',
  'arn:aws:sns:eu-central-1:111122223333:orders',
);

const url =
  /^https:\/\/sqs\.(?<region>[a-z0-9-]+)\.amazonaws\.com(?<china>\.cn)?\/(?<account>[0-9]{12})\/(?<name>[\w-]{1,80}(?:\.fifo)?)$/;

export const queueUrl = matching(
  url.source.slice(1, -1).replace(/\?<\w+>/g, '?:'),
  300,
  'must be the URL of a queue, such as https://sqs.eu-central-1.amazonaws.com/111122223333/orders',
);

/** The SDK calls the host that the URL names, wherever it is: so the URL says which queue it is, and whose. */
export const ofQueue = {
  resource: 'arn:{partition}:sqs:{region}:{account}:{QueueUrl}',
  names: ({ QueueUrl }: { QueueUrl: string }) => ({ QueueUrl: queueArn(QueueUrl) }),
  accountOf: ({ QueueUrl }: { QueueUrl: string }) => url.exec(QueueUrl)?.groups?.account,
};

export function queueArn(text: string): string {
  const { region, china, account, name } = url.exec(text)?.groups ?? {};
  if (region === undefined) return text;
  const partition = china ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
  return `arn:${partition}:sqs:${region}:${account}:${name}`;
}

/** Of a message, beside its text. */
export const messageAttributes = z.record(
  text(),
  z
    .strictObject({
      DataType: matching('(?:String|Number|Binary)(?:\\.[A-Za-z0-9_.-]+)?', 256),
      StringValue: text(65_536).optional(),
      BinaryValue: base64().optional(),
    })
    .refine(...exactlyOne('StringValue', 'BinaryValue')),
);
