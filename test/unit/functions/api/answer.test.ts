import { describe, expect, it } from 'vitest';
import { releaseArn } from '../../../support/given/agent-event.ts';
import { submissions } from '../../../support/given/catalog.ts';
import { people } from '../../../support/given/directory.ts';
import { submissionPayload } from '../../../support/given/slack-event.ts';
import { capturedOutput } from '../../../support/memory-output.ts';
import { memorySystem } from '../../../support/memory-system.ts';

capturedOutput();
const route = 'POST /v1/requests/{id}/answers';

/** A person asks, from the window that a button opens. */
async function asked() {
  const system = memorySystem();
  const request = await system.asked(submissions.remove());
  const { id, digest } = request;
  const click = { user: people.securityOne.handles.slack, request: id, digest, ts: '1.1' };
  await system.sendOff(submissionPayload('question', click, { text: 'Which job?' }));
  return { system, ...request };
}

describe('POST /v1/requests/{id}/answers', () => {
  it('answers what a person asked, and the card shows both as what they are', async () => {
    const { system, id } = await asked();
    expect(await system.watch(id)).toMatchObject({
      body: { questions: [{ question: 1, text: 'Which job?' }] },
    });
    const body = { question: 1, text: 'The nightly one.' };
    expect(await system.call({ route, id, body })).toMatchObject({
      status: 200,
      body: { questions: [{ answer: 'The nightly one.' }] },
    });
    await system.settle();
    expect(system.messenger.cards.values().next().value).toMatchObject({
      questions: [{ person: people.securityOne.id, answer: { text: 'The nightly one.' } }],
    });
  });

  it.each<[string, object, number]>([
    ['of a question that nobody asked', { question: 2, text: 'x' }, 404],
    ['without a text', { question: 1, text: ' ' }, 422],
    ['of no question', { question: 0, text: 'x' }, 422],
    ['with a secret', { question: 1, text: `key ${'AKIA'}IOSFODNN7EXAMPLF` }, 422],
    ['with more than it takes', { question: 1, text: 'x', person: 'me' }, 422],
  ])('is refused: %s', async (_, body, status) => {
    const { system, id } = await asked();
    expect((await system.call({ route, id, body })).status).toBe(status);
    expect(system.recordsOf(id).map(({ change }) => change.type)).not.toContain('answered');
  });

  it('comes once, and not after the decision', async () => {
    const { system, id, digest } = await asked();
    const body = { question: 1, text: 'The nightly one.' };
    await system.call({ route, id, body });
    expect((await system.call({ route, id, body })).status).toBe(409);
    await system.click(people.securityOne.id, 'approve', { id, digest });
    expect((await system.call({ route, id, body })).status).toBe(409);
  });

  it('that never came holds nothing up: the request expires with its question, and takes no answer then', async () => {
    const { system, id } = await asked();
    await system.pass(86_400);
    await system.settle();
    expect(await system.watch(id)).toMatchObject({
      body: { state: 'expired', questions: [{ question: 1, text: 'Which job?' }] },
    });
    const [card] = [...system.messenger.cards.values()];
    expect(card).toMatchObject({ state: 'expired', questions: [{ text: 'Which job?' }] });
    expect(card && 'questions' in card && card.questions?.[0]).not.toHaveProperty('answer');
    const body = { question: 1, text: 'The nightly one.' };
    expect((await system.call({ route, id, body })).status).toBe(409);
  });

  it('is another agent’s to give for nothing of its own', async () => {
    const { system, id } = await asked();
    const call = { route, id, body: { question: 1, text: 'x' }, as: releaseArn() };
    expect((await system.call(call)).status).toBe(404);
  });
});
