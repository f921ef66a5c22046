import { describe, expect, it } from 'vitest';
import { wishes } from '../support/given/catalog.ts';
import { people } from '../support/given/directory.ts';
import { type House, memoryHouse } from '../support/memory-deployment.ts';
import { capturedOutput } from '../support/memory-output.ts';

capturedOutput();

const { securityOne } = people;
const sessionOf = (name: string) => `arn:aws:sts::111122223333:assumed-role/etl-agent/${name}`;

const use = (house: House, { id, digest }: { id: string; digest: string }, session: string, status: string) =>
  house.call({
    route: 'POST /v1/requests/{id}/outcome',
    id,
    body: { status, digest },
    as: sessionOf(session),
  });

/** Somebody else’s session asks first; the person’s own session asks for the same and joins that request. */
async function signedByTheOneWhoJoined(joining: string) {
  const house = memoryHouse();
  const first = await house.submit(wishes.remove(), { as: sessionOf('nightly-run') });
  const joined = await house.submit(wishes.remove(), { as: sessionOf(joining) });
  expect(joined).toMatchObject({ status: 202, body: { id: first.body.id } });
  await house.settle();
  await house.press(securityOne.id, 'approve', first.body);
  await house.settle();
  expect(await house.stateOf(first.body.id)).toBe('approved');
  return { house, request: first.body };
}

describe('a signature that a person gave', () => {
  it.each(['security.one@example.com', 'Security.One', 'security.one@sso.example.net'])(
    'is nothing that their own session (%s) can use, though it joined the request of another',
    async (session) => {
      const { house, request } = await signedByTheOneWhoJoined(session);
      for (const status of ['started', 'done', 'failed']) {
        expect(await use(house, request, session, status)).toMatchObject({
          status: 403,
          body: { type: 'urn:countersign:problem:own-signature' },
        });
      }
      expect(await house.stateOf(request.id)).toBe('approved');
    },
  );

  it('is there for the session that asked', async () => {
    const { house, request } = await signedByTheOneWhoJoined('security.one');
    expect((await use(house, request, 'nightly-run', 'started')).status).toBe(200);
    expect((await use(house, request, 'nightly-run', 'done')).status).toBe(200);
  });
});

describe('a person', () => {
  it('cannot sign for a session that is named like them in another domain', async () => {
    const house = memoryHouse();
    const { body } = await house.submit(wishes.remove(), { as: sessionOf('security.one@sso.example.net') });
    await house.settle();
    await house.press(securityOne.id, 'approve', body);
    expect(await house.stateOf(body.id)).toBe('pending');
    expect(house.recordsOf(body.id).at(-1)?.change).toMatchObject({
      type: 'vote-refused',
      why: 'own-session',
    });
  });
});
