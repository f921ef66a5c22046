import { describe, expect, it } from 'vitest';
import { submissions } from '../support/given/catalog.ts';
import { people } from '../support/given/directory.ts';
import { capturedOutput } from '../support/memory-output.ts';
import { type MemorySystem, memorySystem } from '../support/memory-system.ts';

capturedOutput();

const { securityOne } = people;
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

/** Somebody else’s session asks first; the person’s own session asks for the same and joins that request. */
async function signedByTheOneWhoJoined(joining: string) {
  const system = memorySystem();
  const first = await system.submit(submissions.remove(), { as: sessionOf('nightly-run') });
  const joined = await system.submit(submissions.remove(), { as: sessionOf(joining) });
  expect(joined).toMatchObject({ status: 202, body: { id: first.body.id } });
  await system.settle();
  await system.click(securityOne.id, 'approve', first.body);
  await system.settle();
  expect(await system.stateOf(first.body.id)).toBe('approved');
  return { system, request: first.body };
}

describe('a signature that a person gave', () => {
  it.each(['security.one@example.com', 'Security.One', 'security.one@sso.example.net'])(
    'is nothing that their own session (%s) can use, though it joined the request of another',
    async (session) => {
      const { system, request } = await signedByTheOneWhoJoined(session);
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
    const { system, request } = await signedByTheOneWhoJoined('security.one');
    expect((await use(system, request, 'nightly-run', 'started')).status).toBe(200);
    expect((await use(system, request, 'nightly-run', 'done')).status).toBe(200);
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
