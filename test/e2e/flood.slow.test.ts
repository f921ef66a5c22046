import { expect, test } from 'vitest';
import { deploymentForAll } from '../support/deployment-for-all.ts';
import { snapshotSubmission } from '../support/driver.ts';
import type { TestDeployment } from '../support/local-deployment.ts';

let deployment: TestDeployment;
deploymentForAll((opened) => {
  deployment = opened;
});

test('an agent that floods is stopped at its twenty-first pending request, and told when to come back', async () => {
  const client = deployment.agent('release-agent', 'flood');
  const submissions = Array.from({ length: 20 }, (_, index) => snapshotSubmission(`flood-${index}`));
  const answers: Awaited<ReturnType<typeof client.submit>>[] = [];
  // Each that comes at the same moment as others needs an environment of its own.
  while (submissions.length > 0)
    answers.push(...(await Promise.all(submissions.splice(0, 5).map((one) => client.submit(one)))));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(20);
  expect(await client.submit(snapshotSubmission('flood-20'))).toMatchObject({
    ok: false,
    problem: { status: 429, type: 'urn:countersign:problem:too-many-pending' },
  });
  const [first] = answers;
  if (first?.ok) await client.withdraw(first.value.id);
  expect(await client.submit(snapshotSubmission('flood-20'))).toMatchObject({
    ok: true,
    value: { state: 'pending' },
  });
});
