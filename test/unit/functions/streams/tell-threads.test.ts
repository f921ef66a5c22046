import { describe, expect, it } from 'vitest';
import { submissions } from '../../../support/given/catalog.ts';
import { people } from '../../../support/given/directory.ts';
import { review, twoGroups } from '../../../support/given/rulings.ts';
import { submissionPayload } from '../../../support/given/slack-event.ts';
import { capturedOutput } from '../../../support/memory-output.ts';
import { type MemorySystem, memorySystem } from '../../../support/memory-system.ts';

capturedOutput();

const { securityOne, dataOne } = people;
const kindsTold = ({ messenger }: MemorySystem): string[] =>
  messenger.told.flatMap(({ happenings }) =>
    happenings.map((happening) => (happening.kind === 'moved' ? happening.state : happening.kind)),
  );
const asked = async () => {
  const system = memorySystem({ ruleOn: () => review(twoGroups) });
  return { system, request: await system.asked(submissions.remove()) };
};

describe('the thread of a card', () => {
  it('says each vote and the outcome once, however often the stream tells of it', async () => {
    const { system, request } = await asked();
    await system.click(securityOne.id, 'approve', request);
    await system.settle();
    expect(kindsTold(system)).toEqual(['voted']);
    await system.click(dataOne.id, 'deny', request);
    await system.settle();
    await system.settle();
    expect(kindsTold(system)).toEqual(['voted', 'voted', 'denied']);
    for (const { card } of system.messenger.told) expect(system.messenger.cards.has(card.ref)).toBe(true);
  });

  it('says what people ask and what the agent answers', async () => {
    const { system, request } = await asked();
    const { id, digest } = request;
    const click = { user: securityOne.handles.slack, request: id, digest, ts: '1.1' };
    await system.sendOff(submissionPayload('question', click, { text: 'Why now?' }));
    await system.settle();
    await system.call({
      route: 'POST /v1/requests/{id}/answers',
      id,
      body: { question: 1, text: 'It is due.' },
    });
    await system.settle();
    expect(kindsTold(system)).toEqual(['asked', 'answered']);
  });

  it('says with the next move what a room did not take, and holds nothing up', async () => {
    const { system, request } = await asked();
    system.messenger.down = true;
    await system.click(securityOne.id, 'approve', request);
    await system.settle();
    expect(kindsTold(system)).toEqual([]);
    system.messenger.down = false;
    await system.click(dataOne.id, 'approve', request);
    await system.settle();
    expect(await system.stateOf(request.id)).not.toBe('pending');
    expect(kindsTold(system).slice(0, 2)).toEqual(['voted', 'voted']);
  });

  it('is silent where a room is no longer connected', async () => {
    const { system, request } = await asked();
    await system.ports.cards.put(request.id, { door: 'carrier-pigeon', ref: '1', tier: 0 });
    await system.click(securityOne.id, 'approve', request);
    await system.settle();
    expect(kindsTold(system)).toEqual(['voted']);
  });

  it('tells of a tier once, and reminds once that the time is nearly over', async () => {
    const { system } = await asked();
    for (const seconds of [600, 600, 420, 60]) await system.pass(seconds);
    expect(system.messenger.notified).toMatchObject([
      { groups: ['sre-oncall'], substitutes: [], reminds: false },
      { groups: [], substitutes: [], reminds: true },
    ]);
    await system.pass(200);
    expect(kindsTold(system)).toEqual(['expired']);
  });
});
