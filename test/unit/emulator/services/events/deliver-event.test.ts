import { describe, expect, it } from 'vitest';
import type { BusEvent } from '../../../../../emulator/services/events/bus-event.ts';
import { checkTargets, deliverEvent } from '../../../../../emulator/services/events/deliver-event.ts';

const event = { id: 'event-1', source: 'countersign' } as BusEvent;
const rule = (...targetArns: string[]) => ({
  name: 'outcomes',
  arn: 'arn:aws:events:eu-west-1:777788889999:rule/outcomes',
  busArn: 'arn:aws:events:eu-west-1:777788889999:event-bus/default',
  pattern: {},
  withReads: false,
  targets: targetArns.map((arn) => ({ arn })),
});
const fn = 'arn:aws:lambda:eu-west-1:777788889999:function:notify';
const queue = 'arn:aws:sqs:eu-west-1:777788889999:events';

const bus = 'arn:aws:events:us-east-1:111122223333:event-bus/home';

function given({ permitted = true, inTheWay = '' } = {}) {
  const seen: unknown[][] = [];
  const deliver = deliverEvent({
    invoke: async (arn, payload) => void seen.push(['invoked', arn, payload]),
    send: (arn, body) => void seen.push(['sent', arn, JSON.parse(body)]),
    mayInvoke: (principal, arn, source) =>
      permitted && principal === 'events.amazonaws.com' && arn === fn && source.endsWith(':rule/outcomes'),
    onRefused: (problem) => void seen.push(['refused', problem]),
    forward(_, { arn }, payload) {
      if (inTheWay) return inTheWay;
      seen.push(['forwarded', arn, payload]);
      return undefined;
    },
  });
  return { deliver, seen };
}

describe('an event that a rule matches', () => {
  it('reaches functions and queues', async () => {
    const { deliver, seen } = given();
    await deliver(rule(fn, queue), event, 'put');
    expect(seen).toEqual([
      ['invoked', fn, event],
      ['sent', queue, event],
    ]);
  });

  it('does not reach a function that gives EventBridge no permission', async () => {
    const { deliver, seen } = given({ permitted: false });
    await deliver(rule(fn), event, 'put');
    expect(seen).toEqual([['refused', `Rule outcomes has no permission to invoke ${fn}`]]);
  });

  it('reaches another bus, and from there no third one', async () => {
    const { deliver, seen } = given();
    await deliver(rule(bus), event, 'put');
    await deliver(rule(bus), event, 'forwarded');
    expect(seen).toEqual([
      ['forwarded', bus, event],
      ['refused', `Rule outcomes does not reach ${bus}: it got it from another bus itself`],
    ]);
  });

  it('does not reach another bus that does not let the rule in', async () => {
    const { deliver, seen } = given({ inTheWay: 'is not let in' });
    await deliver(rule(bus), event, 'put');
    expect(seen).toEqual([['refused', `Rule outcomes does not reach ${bus}: it is not let in`]]);
  });

  it('stops the start where its target is not implemented', () => {
    const stream = 'arn:aws:kinesis:eu-west-1:777788889999:stream/s';
    expect(() => checkTargets([rule(queue, stream)])).toThrow(
      `a rule's target ${stream} is not implemented locally`,
    );
  });
});
