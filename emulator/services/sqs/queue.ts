import { createHash } from 'node:crypto';
import type { QueueSpec } from './queues.ts';

export interface Message {
  id: string;
  body: string;
  md5: string;
  sentAt: Date;
}

export interface Received extends Message {
  receiptHandle: string;
}

export interface Queue {
  spec: QueueSpec;
  send: (body: string) => Message;
  receive: (most: number, hideForSeconds: number) => Received[];
  remove: (receiptHandle: string) => void;
  /** All that is not deleted, hidden or not, oldest first. */
  messages: () => Message[];
  hiddenCount: () => number;
}

interface Held extends Message {
  visibleAt: number;
  receiptHandle?: string;
}

export function createQueue(spec: QueueSpec, now: () => Date, randomUuid: () => string): Queue {
  let held: Held[] = [];
  const hidden = ({ visibleAt }: Held) => visibleAt > now().getTime();
  return {
    spec,
    send(body) {
      const md5 = createHash('md5').update(body).digest('hex');
      const message = { id: randomUuid(), body, md5, sentAt: now() };
      held.push({ ...message, visibleAt: 0 });
      return message;
    },
    receive(most, hideForSeconds) {
      return held
        .filter((message) => !hidden(message))
        .slice(0, most)
        .map((message) => {
          message.visibleAt = now().getTime() + hideForSeconds * 1000;
          message.receiptHandle = randomUuid();
          return { ...message, receiptHandle: message.receiptHandle };
        });
    },
    remove(receiptHandle) {
      held = held.filter((message) => message.receiptHandle !== receiptHandle);
    },
    messages: () => held.map(({ id, body, md5, sentAt }) => ({ id, body, md5, sentAt })),
    hiddenCount: () => held.filter(hidden).length,
  };
}
