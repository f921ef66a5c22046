import type { JsonObject } from '../../../core/lib/json.ts';
import type { WrittenEvent } from '../trail/trail-event.ts';
import { done, notHere, type Place } from './operation.ts';
import { service } from './service.ts';

/** By the attributes that are asked for here, how an event is told apart. */
const attributes: Readonly<Record<string, (detail: JsonObject) => string>> = {
  EventName: ({ eventName }) => String(eventName),
  ReadOnly: ({ readOnly }) => String(readOnly),
};

/** What was called in this account, as CloudTrail keeps it for 90 days. */
export const cloudtrail = service<readonly WrittenEvent[]>({
  create: ({ trail }) => trail,
  operations: {
    LookupEvents: {
      reads: ['LookupAttributes', 'StartTime', 'EndTime', 'MaxResults', 'NextToken'],
      needs: () => [{ action: 'cloudtrail:LookupEvents', resource: '*' }],
      answer(input, written, { region }: Place) {
        const [{ AttributeKey = '', AttributeValue } = {}, ...more] = (input.LookupAttributes ??
          []) as JsonObject[];
        const attribute = attributes[String(AttributeKey)];
        if (!attribute || more.length > 0) return notHere('cloudtrail:LookupEvents by other attributes');
        const [from, to] = [secondsOf(input.StartTime), secondsOf(input.EndTime)];
        const found = written.filter(
          ({ region: of, time, detail }) =>
            of === region &&
            secondsOf(time) >= from &&
            secondsOf(time) <= to &&
            attribute(detail) === AttributeValue,
        );
        const first = Number(input.NextToken ?? 0);
        const most = Number(input.MaxResults ?? 50);
        // The newest first, as CloudTrail has it.
        const page = found.toReversed().slice(first, first + most);
        return done({
          Events: page.map(({ time, detail }) => ({
            EventId: String(detail.eventID),
            EventName: String(detail.eventName),
            EventSource: String(detail.eventSource),
            EventTime: time,
            ReadOnly: String(detail.readOnly),
            CloudTrailEvent: JSON.stringify(detail),
          })),
          ...(first + most < found.length ? { NextToken: String(first + most) } : {}),
        });
      },
    },
  },
});

/** A time as a request writes it: seconds, or a text. */
const secondsOf = (time: unknown): number =>
  typeof time === 'number' ? time : Date.parse(String(time)) / 1_000;
