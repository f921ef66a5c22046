import { afterAll, beforeAll, expect, test } from 'vitest';
import { must, people, snapshotSubmission, submissionOf } from '../support/driver.ts';
import { type Endpoint, openEndpoint } from '../support/endpoint.ts';

let endpoint: Endpoint;
beforeAll(async () => {
  endpoint = await openEndpoint();
});
afterAll(() => endpoint.close());

test('policy allows a read and refuses to stop the audit trail', async () => {
  expect(
    await endpoint.agent.submit(submissionOf('rds:DescribeDBInstances', {}, endpoint.account)),
  ).toMatchObject({
    ok: true,
    value: { state: 'allowed' },
  });
  expect(
    await endpoint.agent.submit(submissionOf('cloudtrail:StopLogging', {}, endpoint.account)),
  ).toMatchObject({
    ok: false,
    problem: { status: 403, type: 'urn:countersign:problem:refused' },
  });
});

test('the owner cannot sign, the right person can, and the approval is used once', async () => {
  const { agent, press, account } = endpoint;
  const request = must(await agent.submit(snapshotSubmission(`endpoint-${Date.now()}`, account)));
  expect(request.state).toBe('pending');

  expect(await press(people.etlOwner, request, 'approve')).toEqual({ kind: 'accepted' });
  expect(must(await agent.get(request.id))).toMatchObject({ state: 'pending', approvals: { given: 0 } });

  expect(await press(people.dataOne, request, 'approve')).toEqual({ kind: 'accepted' });
  expect(must(await agent.wait(request.id, 25)).state).toBe('approved');

  const { id, digest } = request;
  const { ticket } = must(await agent.start(id, digest));
  expect(must(await agent.report(id, { status: 'done', digest, ticket })).state).toBe('done');
  expect(await agent.start(id, digest)).toMatchObject({
    ok: false,
    problem: { status: 409 },
  });
});

test('a submission that is taken back cannot be signed any more', async () => {
  const { agent, press, account } = endpoint;
  const request = must(await agent.submit(snapshotSubmission(`withdrawn-${Date.now()}`, account)));
  expect(must(await agent.withdraw(request.id)).state).toBe('withdrawn');
  await press(people.dataOne, request, 'approve');
  expect(must(await agent.get(request.id)).state).toBe('withdrawn');
});
