import type { Need } from '../../iam/authority.ts';
import { keyNeed } from '../../iam/key-need.ts';
import { accountOf } from '../../iam/principal.ts';
import { type Implemented, notImplemented } from '../../wire/implemented.ts';
import {
  type CallHandler,
  failure,
  output,
  type ServiceAnswer,
  type ServiceCall,
} from '../../wire/service-call.ts';
import { createQueue, type Message, type Queue, type Received } from './queue.ts';
import type { QueueSpec } from './queues.ts';

export interface SqsOptions {
  queues: QueueSpec[];
  now: () => Date;
  randomUuid: () => string;
}

export interface Sqs extends CallHandler {
  /** What a service of AWS does, not a caller: a dead letter arrives. */
  send: (queue: string, body: string) => void;
  messages: (queue: string) => Message[];
  /** How Lambda takes from a queue that a function reads. */
  reader: (queueArn: string) => QueueReader;
}

export interface QueueReader {
  onSent: (listener: () => void) => void;
  take: (most: number) => Received[];
  remove: (receiptHandle: string) => void;
  release: (receiptHandle: string) => void;
}

export const operations = {
  GetQueueUrl: ['QueueName'],
  SendMessage: ['QueueUrl', 'MessageBody'],
  ReceiveMessage: ['QueueUrl', 'MaxNumberOfMessages', 'VisibilityTimeout', 'WaitTimeSeconds'],
  DeleteMessage: ['QueueUrl', 'ReceiptHandle'],
  GetQueueAttributes: ['QueueUrl', 'AttributeNames'],
} as const satisfies Implemented;

type Operation = keyof typeof operations;

const defaultVisibilitySeconds = 30;

export function createSqs({ queues, now, randomUuid }: SqsOptions): Sqs {
  const all = queues.map((spec) => createQueue(spec, now, randomUuid));
  const find = (id: string) => all.find(({ spec }) => spec.name === id || spec.arn === id);
  const named = (id: string): Queue => {
    const queue = find(id);
    if (!queue) throw new Error(`There is no queue ${id}.`);
    return queue;
  };
  const listeners = new Map<Queue, (() => void)[]>();
  const send = (queue: Queue, body: string): Message => {
    const message = queue.send(body);
    for (const tell of listeners.get(queue) ?? []) tell();
    return message;
  };
  const receive = (queue: Queue, most: number, hideFor?: number): Received[] => {
    const { redrive, visibilityTimeoutSeconds = defaultVisibilitySeconds } = queue.spec;
    if (redrive) for (const { body } of queue.takeOut(redrive.after)) send(named(redrive.toArn), body);
    return queue.receive(most, hideFor ?? visibilityTimeoutSeconds);
  };
  const handlers = handlersOf({ send, receive });
  return {
    needs({ operation, input, region, principal }) {
      const name = nameIn(input);
      const spec = find(name)?.spec;
      const elsewhere = `arn:aws:sqs:${region}:${accountOf(principal)}:${name}`;
      const main: Need = { action: `sqs:${operation}`, resource: spec?.arn ?? elsewhere };
      return [main, ...keyActions(operation).flatMap((action) => keyNeed(action, spec ?? {}, 'sqs'))];
    },
    handle(call) {
      const queue = find(nameIn(call.input));
      if (!queue) return failure('QueueDoesNotExist', 'The specified queue does not exist.');
      return handlers[call.operation as Operation](queue, call);
    },
    send: (id, body) => void send(named(id), body),
    messages: (id) => named(id).messages(),
    reader(queueArn) {
      const queue = named(queueArn);
      return {
        onSent: (listener) => listeners.set(queue, [...(listeners.get(queue) ?? []), listener]),
        take: (most) => receive(queue, most),
        remove: queue.remove,
        release: queue.release,
      };
    },
  };
}

interface Access {
  send: (queue: Queue, body: string) => Message;
  receive: (queue: Queue, most: number, hideFor?: number) => Received[];
}

const handlersOf = ({
  send,
  receive,
}: Access): Readonly<Record<Operation, (queue: Queue, call: ServiceCall) => ServiceAnswer>> => ({
  GetQueueUrl: ({ spec }, { requestHeaders }) =>
    output({ QueueUrl: `http://${requestHeaders.host}/${spec.arn.split(':')[4]}/${spec.name}` }),
  SendMessage(queue, { input: { MessageBody: body } }) {
    if (typeof body !== 'string' || body === '')
      return failure('MissingParameter', 'The request must contain the parameter MessageBody.');
    const { id, md5 } = send(queue, body);
    return output({ MessageId: id, MD5OfMessageBody: md5 });
  },
  ReceiveMessage(queue, { input }) {
    if (input.WaitTimeSeconds) return notImplemented('sqs:ReceiveMessage does not implement long polling');
    const { MaxNumberOfMessages: most = 1, VisibilityTimeout: hideFor } = input;
    const received = receive(queue, Number(most), hideFor === undefined ? undefined : Number(hideFor));
    const messages = received.map(({ id, body, md5, receiptHandle }) => ({
      MessageId: id,
      Body: body,
      MD5OfBody: md5,
      ReceiptHandle: receiptHandle,
    }));
    return output(messages.length > 0 ? { Messages: messages } : {});
  },
  DeleteMessage(queue, { input }) {
    queue.remove(String(input.ReceiptHandle));
    return output({});
  },
  GetQueueAttributes(queue, { input }) {
    const asked = ((input.AttributeNames ?? []) as string[]).flatMap((name) =>
      name === 'All' ? Object.keys(attributes) : [name],
    );
    const unknown = asked.find((name) => !Object.hasOwn(attributes, name));
    if (unknown) return notImplemented(`sqs:GetQueueAttributes does not implement attribute ${unknown}`);
    return output({
      Attributes: Object.fromEntries(asked.map((name) => [name, attributes[name]?.(queue) ?? ''])),
    });
  },
});

const attributes: Readonly<Record<string, (queue: Queue) => string>> = {
  QueueArn: ({ spec }) => spec.arn,
  VisibilityTimeout: ({ spec }) => String(spec.visibilityTimeoutSeconds ?? defaultVisibilitySeconds),
  ApproximateNumberOfMessages: (queue) => String(queue.messages().length - queue.hiddenCount()),
  ApproximateNumberOfMessagesNotVisible: (queue) => String(queue.hiddenCount()),
  ApproximateNumberOfMessagesDelayed: () => '0',
};

const keyActions = (operation: string): ('kms:Decrypt' | 'kms:GenerateDataKey')[] =>
  operation === 'SendMessage'
    ? ['kms:GenerateDataKey', 'kms:Decrypt']
    : operation === 'ReceiveMessage'
      ? ['kms:Decrypt']
      : [];

/** A queue's URL ends with its name. */
const nameIn = (input: ServiceCall['input']): string =>
  String(
    input.QueueName ??
      String(input.QueueUrl ?? '')
        .split('/')
        .at(-1),
  );
