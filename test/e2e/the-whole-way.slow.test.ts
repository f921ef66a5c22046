import { describe, expect, test } from 'vitest';
import { deploymentForAll } from '../support/deployment-for-all.ts';
import {
  ask,
  cardOf,
  cardSaying,
  concluded,
  must,
  people,
  press,
  settled,
  snapshotSubmission,
} from '../support/driver.ts';
import { type TestDeployment, until } from '../support/local-deployment.ts';

let deployment: TestDeployment;
deploymentForAll((opened) => {
  deployment = opened;
});

describe('a request that one person decides, and its agent runs', () => {
  test('costs at most three state transitions, its run included', async () => {
    const { id } = must(await deployment.agent('etl-agent').submit(snapshotSubmission('transitions')));
    await press(deployment, people.dataOne, id, 'approve');
    await cardSaying(deployment, id, 'Approved and done');
    await settled(deployment, id, 'done');
    const execution = await concluded(deployment, id);
    expect(execution.transitions).toBeLessThanOrEqual(3);
  });

  test('is asked about first, and its agent answers on the card and in the thread', async () => {
    const agent = deployment.agent('etl-agent');
    const { id } = must(await agent.submit(snapshotSubmission('asked-about')));
    const { ts } = await cardOf(deployment, id, people.dataOne);
    await ask(deployment, people.dataOne, id, 'Until when is it kept?');
    expect(must(await agent.answer(id, 1, 'Until Friday.')).questions).toMatchObject([
      { text: 'Until when is it kept?', answer: 'Until Friday.' },
    ]);
    await cardSaying(deployment, id, 'Until Friday.');
    await until('the answer in the thread', () =>
      deployment.slack?.workspace
        .seenBy(people.dataOne)
        .some(({ threadTs, blocks }) => threadTs === ts && JSON.stringify(blocks).includes('Until Friday.')),
    );
  });
});
