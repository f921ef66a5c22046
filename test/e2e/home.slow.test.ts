import { describe, expect, test } from 'vitest';
import { stranger } from '../../local/deployment/slack-side.ts';
import { deploymentForAll } from '../support/deployment-for-all.ts';
import { cardOf, must, people, press, settled, snapshotSubmission } from '../support/driver.ts';
import { type TestDeployment, until } from '../support/local-deployment.ts';

let deployment: TestDeployment;
deploymentForAll((opened) => {
  deployment = opened;
});

const slack = () => {
  if (!deployment.slack) throw new Error('Tests use the local Slack.');
  return deployment.slack;
};
const homeOf = (member: string): string => JSON.stringify(slack().homeOf(member)?.home.blocks ?? []);
/** What Slack shows a member who opens their page: it may be told before the index has what was just written. */
const opens = (member: string, saying: RegExp): Promise<string> =>
  until(`a page of ${member} that says ${saying}`, async () => {
    expect(await slack().openHome(member)).toMatchObject({ kind: 'accepted' });
    const page = homeOf(member);
    return saying.test(page) && page;
  });
const privateRepliesOf = (member: string) =>
  slack()
    .workspace.seenBy(member)
    .filter(({ onlyFor }) => onlyFor === member);
const asks = async (member: string, text: string): Promise<string> => {
  const before = privateRepliesOf(member).length;
  const sent = await slack().command({ member, command: '/countersign', text });
  expect(sent).toMatchObject({ kind: 'accepted' });
  return until(`an answer that ${member} alone sees`, () => {
    const [answer] = privateRepliesOf(member).slice(before);
    return answer && JSON.stringify(answer.blocks);
  });
};

describe('what a person finds in Slack', () => {
  test('is asked of them, then decided by them, on their page and by the command', async () => {
    const { id } = must(await deployment.agent('etl-agent').submit(snapshotSubmission('found-at-home')));
    await cardOf(deployment, id, people.dataOne);
    await opens(people.dataOne, /Waits for you.*snapshot found-at-home/);
    expect(await asks(people.dataOne, 'pending')).toContain(id);
    expect(await asks(people.developer, 'pending')).not.toContain(id);
    expect(await asks(people.developer, `show ${id}`)).toContain('There is no request of this id');
    expect(await asks(stranger.id, 'pending')).toContain('You are not in the directory');

    await press(deployment, people.dataOne, id, 'approve');
    await settled(deployment, id, 'done');
    const page = await opens(people.dataOne, /Nothing waits for you.*Approved by you/);
    expect(page).toContain('snapshot found-at-home');
    expect(await asks(people.dataOne, `show ${id}`)).toContain('Approved by data.one@example.com');
    expect(await asks(people.etlOwner, 'mine')).not.toContain('found-at-home');
    expect(deployment.bugs).toEqual([]);
  });

  test('is approved from there, in the details that its button opens', async () => {
    const { id } = must(await deployment.agent('etl-agent').submit(snapshotSubmission('signed-at-home')));
    await cardOf(deployment, id, people.dataOne);
    await opens(people.dataOne, /snapshot signed-at-home/);
    const details = slack()
      .homeOf(people.dataOne)
      ?.home.blocks.find((block) => block.type === 'actions' && JSON.stringify(block).includes(id));
    const blockId = details?.block_id ?? '';
    await slack().pressInHome({ member: people.dataOne, blockId, actionId: 'list-details' });
    await until('the details', () => slack().windowOf(people.dataOne)?.modal.submit);
    await slack().sendOff({ member: people.dataOne, values: {} });
    await settled(deployment, id, 'done');
  });
});
