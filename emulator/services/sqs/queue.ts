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
  /** How often it was received, this time included. */
  receives: number;
}

export interface Queue {
  spec: QueueSpec;
  send: (body: string) => Message;
  receive: (most: number, hideForSeconds: number) => Received[];
  remove: (receiptHandle: string) => void;
  /** It can be received again, at once. */
  release: (receiptHandle: string) => void;
  /** Takes those out that were received so often, and that nobody works on. */
  takeOut: (receives: number) => Message[];
  /** All that is not deleted, hidden or not, oldest first. */
  messages: () => Message[];
  hiddenCount: () => number;
}

interface Held extends Message {
  visibleAt: number;
  receives: number;
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
      held.push({ ...message, visibleAt: 0, receives: 0 });
      return message;
    },
    receive(most, hideForSeconds) {
      return held
        .filter((message) => !hidden(message))
        .slice(0, most)
        .map((message) => {
          message.visibleAt = now().getTime() + hideForSeconds * 1000;
          message.receiptHandle = randomUuid();
          message.receives += 1;
          return { ...message, receiptHandle: message.receiptHandle };
        });
    },
    remove(receiptHandle) {
      held = held.filter((message) => message.receiptHandle !== receiptHandle);
    },
    release(receiptHandle) {
      for (const message of held) if (message.receiptHandle === receiptHandle) message.visibleAt = 0;
    },
    takeOut(receives) {
      const out = held.filter((message) => message.receives >= receives && !hidden(message));
      held = held.filter((message) => !out.includes(message));
      return out;
    },
    messages: () => held.map(({ id, body, md5, sentAt }) => ({ id, body, md5, sentAt })),
    hiddenCount: () => held.filter(hidden).length,
  };
}
