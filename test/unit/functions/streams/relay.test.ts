import { describe, expect, it } from 'vitest';
import { MessengerUnavailable } from '../../../../core/ports/messenger.ts';
import { openIncident } from '../../../../functions/shared/detection/open-incident.ts';
import { submissions } from '../../../support/given/catalog.ts';
import { people } from '../../../support/given/directory.ts';
import { found } from '../../../support/given/incidents.ts';
import { invoke } from '../../../support/given/lambda.ts';
import { review, twoGroups } from '../../../support/given/rulings.ts';
import { sequenceOf, streamEvent, streamed } from '../../../support/given/stream-event.ts';
import { capturedOutput } from '../../../support/memory-output.ts';
import { memorySystem } from '../../../support/memory-system.ts';

const output = capturedOutput();
const none = { batchItemFailures: [] };

describe('the relay', () => {
  it('starts one workflow for one request, however often the stream tells of it', async () => {
    const system = memorySystem();
    const { id } = (await system.submit(submissions.remove())).body;
    const records = streamEvent(system.streamedFrom(0));
    for (let delivery = 0; delivery < 3; delivery += 1)
      expect(await invoke(system.relay, records)).toEqual(none);
    expect([...system.workflow.executions.keys()]).toEqual([id]);
    expect(system.workflow.executions.get(id)?.deadlines).toEqual([
      '2026-01-05T12:27:00.000Z',
      '2026-01-05T12:30:00.000Z',
    ]);
  });

  it('starts none for what policy decided alone', async () => {
    const system = memorySystem();
    await system.submit(submissions.look);
    await system.submit(submissions.removeCluster);
    await system.settle();
    expect(system.workflow.executions.size).toBe(0);
  });

  it('starts it also for a request that was withdrawn meanwhile: its place must be given back', async () => {
    const system = memorySystem();
    const { id } = (await system.submit(submissions.remove())).body;
    await system.withdraw(id);
    await system.settle();
    expect(system.workflow.executions.get(id)?.state).toBe('ended');
    expect(system.slots.heldBy('etl')).toEqual([]);
    expect(system.messenger.cards.size).toBe(0);
  });

  it('wakes the workflow once, whatever is delivered again and in whatever batches', async () => {
    const system = memorySystem({ ruleOn: () => review(twoGroups) });
    const request = await system.asked(submissions.remove());
    await system.click(people.securityOne.id, 'approve', request);
    await system.click(people.dataOne.id, 'approve', request);
    const all = system.streamedFrom(0);
    for (const batch of [all, all.slice(1), all.slice(2), all])
      await invoke(system.relay, streamEvent(batch));
    await system.settle();
    expect(system.workflow.executions.get(request.id)).toMatchObject({ state: 'ended', resumed: 1 });
    expect(system.published).toHaveLength(1);
    expect([...system.messenger.cards.values()]).toMatchObject([{ state: 'approved', version: 3 }]);
  });

  it('resumes at the first move that failed', async () => {
    const system = memorySystem();
    await system.submit(submissions.remove('one'));
    await system.submit(submissions.remove('two'));
    await system.submit(submissions.remove('three'));
    let starts = 0;
    system.outage.strike = (call, moment) => {
      if (call !== 'start' || moment !== 'before') return;
      starts += 1;
      if (starts === 2) throw new Error('Step Functions is down.');
    };
    const answer = await invoke(system.relay, streamEvent(system.streamedFrom(0)));
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: sequenceOf(1) }] });
    expect(system.workflow.executions.size).toBe(2);
    expect(output.text()).toContain('A move could not be relayed');
    await system.settle();
    expect(system.workflow.executions.size).toBe(3);
  });

  it('starts every workflow of a batch before it shows any card', async () => {
    const system = memorySystem();
    const request = await system.asked(submissions.remove());
    await system.click(people.securityOne.id, 'approve', request);
    await system.submit(submissions.remove('another'));
    const calls: string[] = [];
    system.outage.strike = (call, moment) => {
      if (moment === 'before') calls.push(call);
    };
    await invoke(system.relay, streamEvent(system.streamedFrom(0)));
    expect(calls).toContain('messengers.slack.update');
    expect(calls.lastIndexOf('start')).toBeLessThan(calls.indexOf('messengers.slack.update'));
  });

  it('is not held up by Slack: a counted outage, and the next request goes on', async () => {
    const system = memorySystem();
    const request = await system.asked(submissions.remove());
    system.messenger.down = true;
    await system.click(people.securityOne.id, 'approve', request);
    expect(await invoke(system.relay, streamEvent(system.streamedFrom(0)))).toEqual(none);
    expect(output.text()).toContain('"MessengerUnavailable":');
    system.messenger.down = false;
    await system.settle();
    expect([...system.messenger.cards.values()]).toMatchObject([{ state: 'approved' }]);
  });

  it('carries incidents on beside requests, and resumes at the first of either that failed', async () => {
    const system = memorySystem();
    await system.submit(submissions.remove('one'));
    await openIncident(system.ports, found());
    await system.submit(submissions.remove('two'));
    system.outage.strike = (call, moment) => {
      if (call === 'startIncident' && moment === 'before') throw new Error('Step Functions is down.');
    };
    const answer = await invoke(system.relay, streamEvent(system.streamedFrom(0)));
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: sequenceOf(1) }] });
    expect(system.workflow.executions.size).toBe(2);
    system.outage.strike = () => {};
    await system.settle();
    expect(system.incidentWorkflow.executions.size).toBe(1);
    expect(system.incidentRooms.slack.cards.size).toBe(1);
  });

  it('starts one workflow for one incident, with its tiers, however often the stream tells of it', async () => {
    const system = memorySystem();
    const { id } = await openIncident(system.ports, found());
    for (let delivery = 0; delivery < 3; delivery += 1)
      expect(await invoke(system.relay, streamEvent(system.streamedFrom(0)))).toEqual(none);
    expect([...system.incidentWorkflow.executions.keys()]).toEqual([id]);
    expect(system.incidentWorkflow.executions.get(id)?.tiers.slice(0, 2)).toEqual([
      '2026-01-05T12:00:00.000Z',
      '2026-01-05T13:00:00.000Z',
    ]);
  });

  it('passes over what is not a request', async () => {
    const system = memorySystem();
    const items = [
      { pk: { S: 'agent#etl' }, sk: { S: 'pending' } },
      { pk: { S: 'token#1' }, sk: { S: 'token' } },
      { pk: { S: 'request#of-nobody' }, sk: { S: 'request' } },
      {},
    ];
    const records = items.map((image, index) => streamed(image, index));
    expect(await invoke(system.relay, streamEvent([...records, { eventName: 'REMOVE' }]))).toEqual(none);
  });
});

it('has the stream bring a move again for which a room is too busy just now, and rings', async () => {
  const system = memorySystem();
  const request = await system.asked(submissions.remove());
  const from = system.streamedFrom(0).length;
  await system.click(people.securityOne.id, 'approve', request);
  system.outage.strike = (call, moment) => {
    if (call === 'messengers.slack.update' && moment === 'before')
      throw new MessengerUnavailable('slack', 'Slack limits the rate', { isBusy: true });
  };
  const moves = streamEvent(system.streamedFrom(from));
  const itemIdentifier = moves.Records[0]?.dynamodb?.SequenceNumber;
  expect(await invoke(system.relay, moves)).toEqual({ batchItemFailures: [{ itemIdentifier }] });
  expect(output.text()).toContain('"MessengerUnavailable":1');
  system.outage.strike = () => {};
  expect(await invoke(system.relay, moves)).toEqual(none);
  expect([...system.messenger.cards.values()]).toMatchObject([{ version: 2 }]);
});
