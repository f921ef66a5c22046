import { describe, expect, it } from 'vitest';
import { wishes } from '../../../support/given/catalog.ts';
import { people } from '../../../support/given/directory.ts';
import { invoke } from '../../../support/given/lambda.ts';
import { review, twoGroups } from '../../../support/given/rulings.ts';
import { sequenceOf, streamEvent, streamed } from '../../../support/given/stream-event.ts';
import { memoryHouse } from '../../../support/memory-deployment.ts';
import { capturedOutput } from '../../../support/memory-output.ts';

const output = capturedOutput();
const none = { batchItemFailures: [] };

describe('the relay', () => {
  it('starts one workflow for one request, however often the stream tells of it', async () => {
    const house = memoryHouse();
    const { id } = (await house.submit(wishes.remove())).body;
    const records = streamEvent(house.streamedFrom(0));
    for (let delivery = 0; delivery < 3; delivery += 1)
      expect(await invoke(house.relay, records)).toEqual(none);
    expect([...house.workflow.executions.keys()]).toEqual([id]);
    expect(house.workflow.executions.get(id)?.deadlines).toEqual(['2026-01-05T12:30:00.000Z']);
  });

  it('starts none for what policy decided alone', async () => {
    const house = memoryHouse();
    await house.submit(wishes.look);
    await house.submit(wishes.removeCluster);
    await house.settle();
    expect(house.workflow.executions.size).toBe(0);
  });

  it('starts it also for a request that was withdrawn meanwhile: its place must be given back', async () => {
    const house = memoryHouse();
    const { id } = (await house.submit(wishes.remove())).body;
    await house.withdraw(id);
    await house.settle();
    expect(house.workflow.executions.get(id)?.state).toBe('ended');
    expect(house.slots.heldBy('etl')).toEqual([]);
    expect(house.messenger.cards.size).toBe(0);
  });

  it('wakes the workflow once, whatever is delivered again and in whatever batches', async () => {
    const house = memoryHouse({ ruleOn: () => review(twoGroups) });
    const request = await house.asked(wishes.remove());
    await house.press(people.securityOne.id, 'approve', request);
    await house.press(people.dataOne.id, 'approve', request);
    const all = house.streamedFrom(0);
    for (const batch of [all, all.slice(1), all.slice(2), all]) await invoke(house.relay, streamEvent(batch));
    await house.settle();
    expect(house.workflow.executions.get(request.id)).toMatchObject({ state: 'ended', resumed: 1 });
    expect(house.published).toHaveLength(1);
    expect([...house.messenger.cards.values()]).toMatchObject([{ state: 'approved', version: 3 }]);
  });

  it('resumes at the first move that failed', async () => {
    const house = memoryHouse();
    await house.submit(wishes.remove('one'));
    await house.submit(wishes.remove('two'));
    await house.submit(wishes.remove('three'));
    let starts = 0;
    house.outage.strike = (call, moment) => {
      if (call !== 'start' || moment !== 'before') return;
      starts += 1;
      if (starts === 2) throw new Error('Step Functions is down.');
    };
    const answer = await invoke(house.relay, streamEvent(house.streamedFrom(0)));
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: sequenceOf(1) }] });
    expect(house.workflow.executions.size).toBe(1);
    expect(output.text()).toContain('A move could not be relayed');
    await house.settle();
    expect(house.workflow.executions.size).toBe(3);
  });

  it('is not held up by Slack: a counted outage, and the next request goes on', async () => {
    const house = memoryHouse();
    const request = await house.asked(wishes.remove());
    house.messenger.down = true;
    await house.press(people.securityOne.id, 'approve', request);
    expect(await invoke(house.relay, streamEvent(house.streamedFrom(0)))).toEqual(none);
    expect(output.text()).toContain('"SlackUnavailable":');
    house.messenger.down = false;
    await house.settle();
    expect([...house.messenger.cards.values()]).toMatchObject([{ state: 'approved' }]);
  });

  it('passes over what is no request', async () => {
    const house = memoryHouse();
    const items = [
      { pk: { S: 'agent#etl' }, sk: { S: 'pending' } },
      { pk: { S: 'token#1' }, sk: { S: 'token' } },
      { pk: { S: 'request#of-nobody' }, sk: { S: 'request' } },
      {},
    ];
    const records = items.map((image, index) => streamed(image, index));
    expect(await invoke(house.relay, streamEvent([...records, { eventName: 'REMOVE' }]))).toEqual(none);
  });
});
