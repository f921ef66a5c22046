import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { account, adminRole, type Running, region, runEndpoint } from '../../wire/running-endpoint.ts';

const busArn = `arn:aws:events:${region}:${account}:event-bus/outcomes`;
const rule = {
  name: 'approved',
  arn: `arn:aws:events:${region}:${account}:rule/outcomes/approved`,
  busArn,
  pattern: { source: ['countersign'], detail: { state: ['approved'] } },
  withReads: false,
  targets: [],
};

let running: Running;
let client: EventBridgeClient;
beforeEach(async () => {
  running = await runEndpoint({ buses: [{ name: 'outcomes', arn: busArn, lets: [] }], rules: [rule] });
  client = new EventBridgeClient(running.as(adminRole));
});
afterEach(() => running.close());

const publish = (...Entries: PutEventsRequestEntry[]) => client.send(new PutEventsCommand({ Entries }));
const concluded = (state: string): PutEventsRequestEntry => ({
  EventBusName: 'outcomes',
  Source: 'countersign',
  DetailType: 'Request concluded',
  Detail: JSON.stringify({ state }),
});

it('delivers to the rules that match, and keeps every event for the page', async () => {
  const { Entries, FailedEntryCount } = await publish(concluded('approved'), concluded('denied'));
  expect(FailedEntryCount).toBe(0);
  expect(running.delivered).toEqual([
    {
      rule,
      event: {
        version: '0',
        id: Entries?.[0]?.EventId,
        'detail-type': 'Request concluded',
        source: 'countersign',
        account,
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        region,
        resources: [],
        detail: { state: 'approved' },
      },
    },
  ]);
  expect(running.events.published('outcomes').map(({ detail }) => detail)).toEqual([
    { state: 'approved' },
    { state: 'denied' },
  ]);
});

it('fails the entry that is malformed and publishes the other', async () => {
  const { FailedEntryCount, Entries } = await publish(
    { ...concluded('approved'), Detail: 'no JSON' },
    { ...concluded('approved'), EventBusName: busArn },
  );
  expect(FailedEntryCount).toBe(1);
  expect(Entries?.map(({ ErrorCode }) => ErrorCode)).toEqual(['MalformedDetail', undefined]);
  expect(running.delivered).toHaveLength(1);
});

it('names a bus that no template has, and a field that it does not implement', async () => {
  await expect(publish({ ...concluded('approved'), EventBusName: 'other' })).rejects.toThrow(
    'NotImplementedLocally: events:PutEvents to bus other',
  );
  await expect(publish({ ...concluded('approved'), TraceHeader: 'Root=1' })).rejects.toThrow(
    'events:PutEvents does not implement field TraceHeader',
  );
  expect(running.events.published('outcomes')).toEqual([]);
});
