import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse } from 'yaml';
import { cardBlocks, cardText } from '../../functions/adapters/slack/card.ts';
import { castVote } from '../../functions/core/cast-vote.ts';
import { digestOf } from '../../functions/core/digest.ts';
import { directorySchema } from '../../functions/core/directory.ts';
import { refusals } from '../../functions/core/may-vote.ts';
import { openRequest } from '../../functions/core/open-request.ts';
import type { AuditRecord } from '../../functions/core/record.ts';
import type { Choice, Request } from '../../functions/core/request.ts';
import type { Review, Ruling } from '../../functions/core/ruling.ts';
import type { Step } from '../../functions/core/step.ts';
import type { Example, PagePorts, SealedObject, Topic, Wish } from '../../local/page/ports.ts';
import { type Page, startPage } from '../../local/page/start-page.ts';
import { readBody } from '../../local/slack/read-body.ts';
import { type LocalSlack, startSlack } from '../../local/slack/start-slack.ts';

/** A stand-in for the whole world behind the page: the real rules of core and the real local Slack, no AWS. */
const directoryFile = new URL('../../policies/directory.yaml', import.meta.url);
const directory = directorySchema.parse(parse(readFileSync(directoryFile, 'utf8')));

const wish = (action: string, resource: string, parameters: Wish['parameters'], reason: string): Wish => ({
  action,
  resource,
  parameters,
  reason,
});

const role = 'arn:aws:iam::111122223333:role/etl-runner';
const snapshot = 'arn:aws:rds:eu-west-1:111122223333:snapshot:orders-nightly';
const table = 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders';
const examples: Example[] = [
  {
    title: 'Look at a role',
    expect: 'a read, allowed at once',
    agent: 'etl-agent',
    wish: wish('iam:GetRole', role, { RoleName: 'etl-runner' }, 'I check which policies the role has.'),
  },
  {
    title: 'Delete a table',
    expect: 'refused',
    agent: 'etl-agent',
    wish: wish('dynamodb:DeleteTable', table, { TableName: 'orders' }, 'It looks unused.'),
  },
  {
    title: 'Create a snapshot',
    expect: 'one person is asked',
    agent: 'etl-agent',
    wish: wish(
      'rds:CreateDBSnapshot',
      snapshot,
      { DBInstanceIdentifier: 'orders', DBSnapshotIdentifier: 'orders-nightly' },
      'The nightly job failed; I take the snapshot now.',
    ),
  },
  {
    title: 'Attach a policy to a role',
    expect: 'two people are asked',
    agent: 'etl-agent',
    wish: wish(
      'iam:AttachRolePolicy',
      role,
      { RoleName: 'etl-runner', PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
      'The job cannot write to the new bucket.\nhttps://example.com/run/42 *urgent* <!channel> & thanks',
    ),
  },
];

const decided = { policyVersion: 'f'.repeat(64) };
const review = (places: Review['terms']['places'], policy: string, risk: 'medium' | 'critical'): Ruling => ({
  ...decided,
  decision: 'review',
  risk,
  policies: [policy],
  reasons: [`Policy ${policy} asks people.`],
  terms: { places, expiresSeconds: 1_800, escalations: [], run: 'agent' },
});

const rulings: Record<string, Ruling> = {
  'iam:GetRole': {
    ...decided,
    decision: 'allow',
    risk: 'low',
    policies: ['reads'],
    reasons: ['Reading is allowed.'],
  },
  'dynamodb:DeleteTable': {
    ...decided,
    decision: 'refuse',
    risk: 'critical',
    policies: ['no-table-deletes'],
    reasons: ['No agent deletes a table (policy no-table-deletes).'],
  },
  'iam:AttachRolePolicy': review(
    [
      { group: 'security', count: 1 },
      { group: 'approvers', count: 1 },
    ],
    'administrator-access',
    'critical',
  ),
};

const sentences: Record<string, string> = {
  'iam:GetRole': 'Read role etl-runner',
  'dynamodb:DeleteTable': 'Delete DynamoDB table orders',
  'rds:CreateDBSnapshot': 'Create snapshot orders-nightly of database orders',
};

export interface PageFixture {
  page: Page;
  slack: LocalSlack;
  ports: PagePorts;
  close(): Promise<void>;
}

export async function startPageFixture(port = 0): Promise<PageFixture> {
  const requests = new Map<string, { request: Request; card?: string }>();
  const records: AuditRecord[] = [];
  const sealed: SealedObject[] = [];
  const listeners = new Set<(topic: Topic) => void>();
  const tell = (topic: Topic) => {
    for (const listener of listeners) listener(topic);
  };

  const interactions = createServer(async (incoming, answer) => {
    const form = new URLSearchParams(await readBody(incoming));
    await vote(JSON.parse(form.get('payload') ?? '{}'));
    answer.writeHead(200).end();
  });
  await new Promise<void>((resolve) => interactions.listen(0, '127.0.0.1', resolve));
  const interactionsUrl = `http://127.0.0.1:${(interactions.address() as AddressInfo).port}/`;

  const slack = await startSlack({
    token: 'xoxb-fixture',
    signingSecret: 'fixture',
    channel: { id: 'C0APPROVALS', name: 'approvals' },
    members: [
      ...directory.people.map(({ slack: id, name }) => ({ id, name })),
      { id: 'U0STRANGER', name: 'Somebody else' },
    ],
    interactionsUrl: () => interactionsUrl,
  });
  slack.workspace.onChange(() => tell('chat'));

  const call = async (method: string, body: object) => {
    const response = await fetch(`${slack.apiUrl}${method}`, {
      method: 'POST',
      headers: { authorization: 'Bearer xoxb-fixture', 'content-type': 'application/json' },
      body: JSON.stringify({ channel: 'C0APPROVALS', ...body }),
    });
    const answer = (await response.json()) as { ok: boolean; ts?: string };
    if (!answer.ok) throw new Error(JSON.stringify(answer));
    return answer;
  };

  const write = (step: Step) => {
    requests.set(step.request.id, { ...requests.get(step.request.id), request: step.request });
    records.push(step.record);
    sealed.unshift({
      key: `records/dt=${step.record.at.slice(0, 10)}/hh=${step.record.at.slice(11, 13)}/shard-${String(records.length).padStart(6, '0')}.ndjson.gz`,
      bytes: 840,
      lockedUntil: new Date(Date.parse(step.record.at) + 86_400_000).toISOString(),
      recordIds: [step.record.id],
    });
    tell('requests');
    tell('sealed');
  };

  async function vote(payload: {
    user: { id: string };
    container: { message_ts: string };
    actions: { action_id: Choice; value: string }[];
    state: { values: { reason?: { reason: { value: string | null } } } };
  }) {
    const [action] = payload.actions;
    if (!action) return;
    const { request: id, digest } = JSON.parse(action.value);
    const held = requests.get(id);
    if (!held) return;
    const reason = payload.state.values.reason?.reason.value;
    const person = directory.people.find(({ slack: member }) => member === payload.user.id);
    const outcome = castVote(
      held.request,
      person ? { kind: 'person', person } : { kind: 'stranger', id: payload.user.id },
      { choice: action.action_id, digest, ...(reason ? { reason } : {}) },
      directory,
      new Date().toISOString(),
    );
    if (outcome.step) write(outcome.step);
    if (outcome.kind === 'refused') {
      await call('chat.postEphemeral', {
        user: payload.user.id,
        text: `:no_entry: ${refusals[outcome.why]}`,
      });
      return;
    }
    await call('chat.update', { ts: payload.container.message_ts, ...card(outcome.step.request) });
  }

  const ports: PagePorts = {
    people: () => [
      ...directory.people.map(({ id, name, slack: member, groups }) => ({ id, name, slack: member, groups })),
      { name: 'Somebody else', slack: 'U0STRANGER', groups: [] },
    ],
    agents: () =>
      directory.agents.map(({ id, roles: [first = ''], owners }) => ({ id, role: first, owners })),
    examples: () => examples,
    submitAs: async (agentId, body) => {
      const asked = body as unknown as Wish;
      const agent = directory.agents.find(({ id }) => id === agentId);
      const headers = { 'content-type': 'application/json' };
      if (!agent || !asked.resource.startsWith('arn:')) {
        const problem = {
          type: 'urn:countersign:problem:wrong-resource',
          title: 'The resource is not what the parameters name',
          status: 422,
          detail: 'This is no ARN. Send the ARN of what the action changes.',
          field: '/resource',
          requestId: 'fixture',
        };
        return {
          status: 422,
          headers: { 'content-type': 'application/problem+json' },
          body: JSON.stringify(problem),
        };
      }
      const id = `req_${String(requests.size + 1).padStart(4, '0')}${crypto.randomUUID().slice(0, 8)}`;
      const caller = {
        account: '111122223333',
        role: agent.roles[0] ?? '',
        session: 'fixture',
        agent,
      };
      const step = openRequest(
        {
          id,
          caller,
          facts: {
            ...asked,
            agent: { id: agentId, role: caller.role, groups: [] },
            account: '111122223333',
            region: 'eu-west-1',
            environment: 'prod',
            claimed: { reason: asked.reason },
          },
          claimed: { reason: asked.reason },
          digest: digestOf({ ...asked, agent: agentId, account: '111122223333', region: 'eu-west-1' }),
          sentence:
            sentences[asked.action] ?? `Attach AdministratorAccess to role ${asked.parameters.RoleName}`,
          shown: asked.parameters,
          at: new Date().toISOString(),
        },
        rulings[asked.action] ?? review([{ group: 'approvers', count: 1 }], 'releases', 'medium'),
      );
      write(step);
      if (step.request.state === 'pending') await call('chat.postMessage', card(step.request));
      const status = { allowed: 200, refused: 403, pending: 202 }[step.request.state as 'allowed'];
      return {
        status,
        headers: { ...headers, location: `/v1/requests/${id}` },
        body: JSON.stringify({ id, state: step.request.state, risk: step.request.ruling.risk }),
      };
    },
    requests: async () => [...requests.values()].map(({ request }) => request).reverse(),
    records: async (requestId) => records.filter((record) => record.requestId === requestId),
    sealed: async () => sealed,
    chat: {
      channel: slack.workspace.channel,
      messagesFor: (member) => slack.workspace.seenBy(member),
      click: (click) => slack.click(click),
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const page = await startPage(ports, port);
  return {
    page,
    slack,
    ports,
    close: async () => {
      await page.close();
      await slack.close();
      await new Promise<void>((resolve) => interactions.close(() => resolve()));
    },
  };
}

const card = (request: Request): object => ({ text: cardText(request), blocks: cardBlocks(request, []) });

if (import.meta.main) {
  const { page } = await startPageFixture(Number(process.argv[2] ?? 0));
  console.log(page.url);
}
