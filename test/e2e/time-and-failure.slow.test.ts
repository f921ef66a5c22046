import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { SFNClient, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCardStore } from '../../adapters/aws/dynamodb/card-store.ts';
import { requestItem } from '../../adapters/aws/dynamodb/request-item.ts';
import type { Transition } from '../../core/request/transition.ts';
import { operatorRole } from '../../local/deployment/operator-role.ts';
import {
  cardOf,
  cardSaying,
  concluded,
  must,
  people,
  press,
  recordTypes,
  settled,
  snapshotSubmission,
  stored,
  submissionOf,
} from '../support/driver.ts';
import { opened } from '../support/given/requests.ts';
import { review } from '../support/given/rulings.ts';
import { openDeployment, type TestDeployment, until } from '../support/local-deployment.ts';

const minutes = (count: number): number => count * 60_000;

let deployment: TestDeployment;
const open = async (): Promise<void> => {
  deployment = await openDeployment();
};
const close = (): Promise<void> => deployment.close();

/** What was recorded until it was decided, without what was seen of its target. */
const decisions = (id: string): string[] =>
  recordTypes(deployment, id).filter((type) => !['looked', 'running', 'ran'].includes(type));

describe('time', () => {
  beforeAll(open);
  afterAll(close);

  test('a tier passes: more people are told in the thread, and the first ones may still decide', async () => {
    const { id } = must(await deployment.agent('etl-agent').submit(snapshotSubmission('notified')));
    const card = await cardOf(deployment, id);
    deployment.clock.advance(minutes(20) + 1_000);
    const reply = await until('what was expected', () =>
      deployment.slack?.workspace.seenBy(people.dataOne).find(({ threadTs }) => threadTs === card.ts),
    );
    expect(reply.text).toContain(`<@${people.platformOne}>`);
    await press(deployment, people.dataOne, id, 'approve');
    await settled(deployment, id, 'done');
    expect(decisions(id)).toEqual(['submitted', 'notified', 'voted']);
  });

  test('nobody decides: it expires, the card says so, and a late click changes nothing', async () => {
    const agent = deployment.agent('etl-agent');
    const { id } = must(await agent.submit(snapshotSubmission('expired')));
    await cardOf(deployment, id);
    deployment.clock.advance(minutes(20) + 1_000);
    await until('what was expected', () => recordTypes(deployment, id).find((type) => type === 'notified'));
    deployment.clock.advance(minutes(40));
    await cardSaying(deployment, id, 'Expired');
    expect(must(await agent.get(id)).state).toBe('expired');
    expect(await press(deployment, people.dataOne, id, 'approve')).toEqual({ kind: 'gone' });
    expect(decisions(id)).toEqual(['submitted', 'notified', 'expired']);
  });

  test('the quorum completes while the tier times out: the approval stands', async () => {
    const { id } = must(await deployment.agent('etl-agent').submit(snapshotSubmission('tier-race')));
    await cardOf(deployment, id);
    const vote = press(deployment, people.dataOne, id, 'approve');
    deployment.clock.advance(minutes(20) + 1_000);
    await vote;
    await settled(deployment, id, 'done');
    await concluded(deployment, id);
    await cardSaying(deployment, id, 'Approved and done');
  });
});

describe('crashes', () => {
  beforeAll(open);
  afterAll(close);

  test('slack dies right after it wrote the vote: the workflow still ends approved', async () => {
    const { id } = must(await deployment.agent('etl-agent').submit(snapshotSubmission('slack-dies')));
    await cardOf(deployment, id);
    const voted = () => recordTypes(deployment, id).includes('voted');
    const crashed = deployment.crash('slack', { after: 'dynamodb:PutItem', when: voted });
    await press(deployment, people.dataOne, id, 'approve');
    await crashed;
    await settled(deployment, id, 'done');
    await concluded(deployment, id);
    await cardSaying(deployment, id, 'Approved and done');
  });

  test('relay dies between the vote and the task token: the stream delivers again, the workflow ends approved', async () => {
    const { id } = must(await deployment.agent('etl-agent').submit(snapshotSubmission('relay-dies')));
    await cardOf(deployment, id);
    await deployment.streamsIdle();
    const crashed = deployment.crash('relay', { after: 'dynamodb:GetItem' });
    await press(deployment, people.dataOne, id, 'approve');
    await crashed;
    await concluded(deployment, id);
    expect(await stored(deployment, id)).toMatchObject({ state: 'done' });
    await cardSaying(deployment, id, 'Approved and done');
  });

  test('seal dies after it wrote: each record is there once when read by its id, and none is missing', async () => {
    await deployment.streamsIdle();
    const crashed = deployment.crash('seal', { after: 's3:PutObject' });
    const agent = deployment.agent('etl-agent');
    const ids = await Promise.all(
      ['a', 'b', 'c'].map(async (name) => must(await agent.submit(snapshotSubmission(name))).id),
    );
    await crashed;
    await deployment.streamsIdle();
    const lines = deployment.sealed().flatMap((object) => object.lines.map((line) => JSON.stringify(line)));
    // What was written and never confirmed comes again, cut differently it may be: each copy is the same line.
    const records = [...new Set(lines)].map((line) => String(JSON.parse(line).record_id));
    const first = records.filter((record) => ids.some((id) => record === `${id}.1`));
    expect(first.toSorted()).toEqual(ids.map((id) => `${id}.1`).toSorted());
  });
});

describe('a crash of what takes requests', () => {
  beforeAll(open);
  afterAll(close);

  test('submit dies right after it wrote the request: people are asked all the same, and a second try joins it', async () => {
    const agent = deployment.agent('etl-agent');
    // Before that it binds the key and reserves a slot, by the same operation.
    let isWritten = false;
    deployment.onChange((topic) => {
      isWritten ||= topic === 'requests';
    });
    const crashed = deployment.crash('submit', { after: 'dynamodb:PutItem', when: () => isWritten });
    const submission = submissionOf('iam:CreateAccessKey');
    expect(await agent.submit(submission, 'night-1')).toMatchObject({ ok: false, problem: { status: 500 } });
    await crashed;
    const [request, ...more] = await deployment.requests();
    expect(more).toEqual([]);
    await cardOf(deployment, request?.id ?? '');
    const again = must(await agent.submit(submission, 'night-1'));
    expect(again.id).toBe(request?.id);
    expect(await deployment.requests()).toHaveLength(1);
  });
});

describe('Slack is down', () => {
  beforeAll(open);
  afterAll(close);

  test('what is taken back meanwhile asks nobody: the next try of ask sends the workflow on', async () => {
    const agent = deployment.agent('etl-agent');
    deployment.slack?.fail({ kind: 'down' });
    const { id } = must(await agent.submit(snapshotSubmission('taken-back')));
    await until('a try of ask that failed', () =>
      deployment.logs.find(({ entry }) => 'MessengerUnavailable' in entry),
    );
    expect(must(await agent.withdraw(id)).state).toBe('withdrawn');
    await deployment.streamsIdle();

    deployment.slack?.fail(undefined);
    deployment.clock.advance(minutes(3));
    await concluded(deployment, id);
    const { roleArn } = deployment.services.lambda.named('ask').spec;
    expect(deployment.calls).toContainEqual({ service: 'states', operation: 'SendTaskSuccess', roleArn });
    expect(deployment.slack?.workspace.seenBy(people.dataOne)).toEqual([]);
  });

  test.each([
    ['down', { kind: 'down' }],
    ['limiting the rate', { kind: 'rate-limited', retryAfterSeconds: 30 }],
  ] as const)(
    '%s: the request stays pending, is counted, and is asked when Slack is back',
    async (_, failure) => {
      const agent = deployment.agent('etl-agent');
      const before = deployment.logs.length;
      deployment.slack?.fail(failure);
      const { id } = must(await agent.submit(snapshotSubmission(`slack-${failure.kind}`)));
      await until('what was expected', () =>
        deployment.logs.slice(before).find(({ entry }) => 'MessengerUnavailable' in entry),
      );
      expect(must(await agent.get(id)).state).toBe('pending');

      deployment.slack?.fail(undefined);
      const card = until('what was expected', async () => cardOf(deployment, id));
      deployment.clock.advance(minutes(3));
      await card;
      await press(deployment, people.dataOne, id, 'approve');
      await settled(deployment, id, 'done');
      // Nothing of it is left that could find Slack away in the next test.
      await concluded(deployment, id);
      await cardSaying(deployment, id, 'Approved and done');
      await deployment.streamsIdle();
    },
  );
});

describe('Slack that says when to come again', () => {
  beforeAll(open);
  afterAll(close);

  test('has the card by then, of the same try, and one alone', async () => {
    const { slack } = deployment;
    slack?.fail({ kind: 'rate-limited', retryAfterSeconds: 1, times: 2, method: 'chat.postMessage' });
    const { id } = must(await deployment.agent('etl-agent').submit(snapshotSubmission('busy')));
    await cardOf(deployment, id);
    const posts = slack?.calls.filter(({ method }) => method === 'chat.postMessage');
    expect(posts?.map(({ error }) => error)).toEqual(['ratelimited', 'ratelimited', undefined]);
    expect(deployment.logs.filter(({ entry }) => 'MessengerUnavailable' in entry)).toEqual([]);
  });
});

describe('a workflow that ended before its request', () => {
  beforeAll(open);
  afterAll(close);

  test('is replaced by the sweep, which does not ask again, and the next click still counts', async () => {
    const agent = deployment.agent('etl-agent');
    const { id } = must(await agent.submit(snapshotSubmission('stopped')));
    await cardOf(deployment, id);
    const { awsUrl, region, account } = deployment;
    const credentials = deployment.credentialsFor(operatorRole(account), 'session-1');
    const client = new SFNClient({ endpoint: awsUrl, region, credentials });
    const [{ executionArn } = { executionArn: '' }] = deployment.executions();
    await client.send(new StopExecutionCommand({ executionArn }));
    client.destroy();

    // The stream has had its time to start a workflow, and the sweep comes.
    deployment.clock.advance(minutes(5));
    const next = await until('a second execution that runs', () =>
      deployment.executions().find(({ name, status }) => name === `${id}.2` && status === 'RUNNING'),
    );

    await press(deployment, people.dataOne, id, 'approve');
    await until('its end', () =>
      deployment.executions().find(({ name, status }) => name === next.name && status === 'SUCCEEDED'),
    );
    expect(must(await agent.get(id)).state).toBe('done');
    const cards = deployment.slack?.workspace.seenBy(people.dataOne);
    expect(cards?.filter(({ threadTs }) => threadTs === undefined)).toHaveLength(1);
  });
});

describe('a request whose record of the stream was lost', () => {
  beforeAll(open);
  afterAll(close);

  /** As `submit` writes it, but for what relay's filter looks for: so relay never hears of it. */
  async function writeUnheard(transition: Transition, cards: 'none' | 'deleted' = 'none'): Promise<void> {
    const { account, region, services } = deployment;
    const role = `arn:aws:iam::${account}:role/countersign-trial-submit-${region}`;
    const { accessKeyId, secretAccessKey, sessionToken } = deployment.credentialsFor(role, 'test');
    const client = new DynamoDBClient({
      endpoint: deployment.awsUrl,
      region,
      credentials: { accessKeyId, secretAccessKey, sessionToken },
    });
    const TableName = services.dynamodb.tables[0]?.name ?? '';
    const { decision: _, ...Item } = requestItem(transition);
    await client.send(new PutItemCommand({ TableName, Item }));
    const { channel } = deployment.slack?.workspace ?? {};
    // People have deleted this one, which keeps nobody from trying to bring it up to date.
    const card = { door: 'slack', ref: `${channel?.id}/1767614400.000001`, tier: 0 };
    if (cards === 'deleted') await createCardStore(client, TableName).put(transition.request.id, card);
    client.destroy();
  }
  const asked = (id: string, secondsAgo: number): Transition => {
    const at = new Date(deployment.clock.now() - secondsAgo * 1_000).toISOString();
    return opened(review({ expiresSeconds: 3_600 }), { id, at });
  };

  test('the sweep ends it where its time is over, and tells the pipelines', async () => {
    const id = '2'.repeat(32);
    await writeUnheard(asked(id, 7_200), 'deleted');
    deployment.clock.advance(minutes(5));
    await settled(deployment, id, 'expired');
    await until('its outcome', () =>
      deployment.services.events
        .published('countersign-trial-outcomes')
        .find(({ detail }) => JSON.stringify(detail).includes(id)),
    );
    await until('the sweep at its card', () =>
      deployment.calls.find(
        ({ service, roleArn }) => service === 'secretsmanager' && roleArn.includes('-sweep-'),
      ),
    );
    expect(deployment.executions()).toEqual([]);
  });

  test('the sweep has people asked, and nobody notices more than a late card', async () => {
    const { request } = asked('1'.repeat(32), 600);
    await writeUnheard(asked(request.id, 600));
    expect(deployment.executions()).toEqual([]);
    deployment.clock.advance(minutes(5));
    await cardOf(deployment, request.id);
    await press(deployment, people.securityOne, request.id, 'approve');
    await settled(deployment, request.id, 'approved');
    await concluded(deployment, request.id);
  });
});
