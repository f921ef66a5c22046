import { describe, expect, it } from 'vitest';
import { submissions } from '../support/given/catalog.ts';
import { people } from '../support/given/directory.ts';
import { review } from '../support/given/rulings.ts';
import { capturedOutput } from '../support/memory-output.ts';
import { type MemorySystem, memorySystem } from '../support/memory-system.ts';

capturedOutput();

const { securityOne, securityTwo } = people;
const sessionOf = (name: string) => `arn:aws:sts::111122223333:assumed-role/etl-agent/${name}`;

const use = (
  system: MemorySystem,
  { id, digest }: { id: string; digest: string },
  session: string,
  status: string,
) =>
  status === 'started'
    ? system.start(id, digest, { as: sessionOf(session) })
    : system.report(id, status, digest, { as: sessionOf(session) });

/** A person signs; then their own session asks for the same and joins the request; then another person completes it. */
async function signedByTheOneWhoJoins(joining: string) {
  const system = memorySystem({ ruleOn: () => review({ approvals: [{ group: 'security', count: 2 }] }) });
  const first = await system.asked(submissions.remove());
  await system.click(securityOne.id, 'approve', first);
  const joined = await system.submit(submissions.remove(), { as: sessionOf(joining) });
  expect(joined).toMatchObject({ status: 202, body: { id: first.id } });
  await system.click(securityTwo.id, 'approve', first);
  await system.settle();
  expect(await system.stateOf(first.id)).toBe('approved');
  return { system, request: first };
}

describe('a signature that a person gave', () => {
  it.each(['security.one@example.com', 'Security.One', 'security.one@sso.example.net'])(
    'is nothing that their own session (%s) can use, though it joined the request of another',
    async (session) => {
      const { system, request } = await signedByTheOneWhoJoins(session);
      for (const status of ['started', 'done', 'failed']) {
        expect(await use(system, request, session, status)).toMatchObject({
          status: 403,
          body: { type: 'urn:countersign:problem:own-approval' },
        });
      }
      expect(await system.stateOf(request.id)).toBe('approved');
    },
  );

  it('is there for the session that asked', async () => {
    const { system, request } = await signedByTheOneWhoJoins('security.one');
    expect((await use(system, request, 'nightly-run', 'started')).status).toBe(200);
    expect((await use(system, request, 'nightly-run', 'done')).status).toBe(200);
  });
});

describe('a person whose session joined the request of another', () => {
  it.each(['security.one@example.com', 'Security.One'])('(%s) cannot sign it', async (joining) => {
    const system = memorySystem();
    const request = await system.asked(submissions.remove());
    await system.submit({ ...submissions.remove(), reason: 'Me too.' }, { as: sessionOf(joining) });
    await system.click(securityOne.id, 'approve', request);
    expect(await system.stateOf(request.id)).toBe('pending');
    expect(system.messenger.privateReplies[0]?.text).toContain('nobody signs for themselves');
    expect(system.recordsOf(request.id).map(({ change }) => change)).toMatchObject([
      { type: 'submitted' },
      { type: 'joined', reason: 'Me too.' },
      { type: 'vote-refused', why: 'own-session' },
    ]);
  });
});

describe('a person', () => {
  it('cannot sign for a session that is named like them in another domain', async () => {
    const system = memorySystem();
    const { body } = await system.submit(submissions.remove(), {
      as: sessionOf('security.one@sso.example.net'),
    });
    await system.settle();
    await system.click(securityOne.id, 'approve', body);
    expect(await system.stateOf(body.id)).toBe('pending');
    expect(system.recordsOf(body.id).at(-1)?.change).toMatchObject({
      type: 'vote-refused',
      why: 'own-session',
    });
  });
});
