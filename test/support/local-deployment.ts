import { type Client, createClient } from '@countersign/client';
import type { Location } from '@countersign/emulator';
import { personById } from '../../core/directory/directory.ts';
import type { Choice } from '../../core/request/request.ts';
import { roleOf } from '../../local/deployment/agent-role.ts';
import {
  type DeploymentOptions,
  type LocalDeployment,
  startDeployment,
} from '../../local/deployment/start-deployment.ts';
import { settingsLocation } from '../../local/settings-location.ts';
import type { LocalSlack, SentOff } from '../../local/slack/start-slack.ts';
import type { Message } from '../../local/slack/workspace.ts';
import { assembly, stage } from './synthesize-once.ts';
import { reportUnused } from './unused-grants.ts';

/** A running deployment, and the people and agents in it. */
export interface TestDeployment extends LocalDeployment {
  /** An agent of the directory, by its id; the session's name stands for the person it acts for. */
  agent(id: string, sessionName?: string): Client;
  person(idOrSlackId: string): TestPerson;
  /** What the functions did wrong that nobody saw; empty in a deployment that is well. */
  bugs: readonly unknown[];
}

export interface TestPerson {
  slackId: string;
  messages(): Message[];
  /** The card of a request, as soon as it is in the channel. */
  card(requestId: string): Promise<Message>;
  click(requestId: string, choice: Choice, reason?: string): Promise<SentOff>;
}

/** Set for the end-to-end suites: where each deployment leaves what it has not used. */
const { UNUSED_GRANTS_FOLDER: unusedGrantsFolder } = process.env;

/** Where `npm start` puts the stacks. */
export const homeLocation = (): Location => home().location;

function home() {
  const at = settingsLocation({ stage });
  if (!at.ok) throw new Error(at.problem);
  return at;
}

export async function openDeployment(options: Partial<DeploymentOptions> = {}): Promise<TestDeployment> {
  const bugs: unknown[] = [];
  const started = await startDeployment({
    assembly,
    location: homeLocation(),
    accounts: home().accounts,
    onBug: (bug) => bugs.push(bug),
    ...options,
  });
  if (!started.ok) throw new Error(started.problems.join('\n'));
  const { deployment } = started;
  const { directory } = deployment;
  if (!deployment.slack) throw new Error('Tests use the local Slack.');
  const slack = patient(deployment.slack);

  return {
    ...deployment,
    slack,
    async close() {
      // In another place the same grants have other names.
      if (unusedGrantsFolder && deployment.account === homeLocation().account) {
        reportUnused(unusedGrantsFolder, deployment.unusedGrants());
      }
      await deployment.close();
    },
    bugs,
    agent(id, sessionName = 'session-1') {
      const agent = directory.agents.find((one) => one.id === id);
      if (!agent) throw new Error(`The directory has no agent ${id}`);
      const keys = deployment.credentialsFor(roleOf(agent, deployment.account), sessionName);
      return createClient({
        url: deployment.apiUrl,
        region: deployment.region,
        credentials: async () => keys,
      });
    },
    person(id) {
      const slackId = personById(directory, id)?.handles.slack ?? id;
      const messages = () => slack.workspace.seenBy(slackId);
      const card = (requestId: string) =>
        until(`a card for ${requestId}`, () => messages().find((message) => asks(message, requestId)));
      return {
        slackId,
        messages,
        card,
        async click(requestId, choice, reason) {
          const { ts, blocks } = await card(requestId);
          const blockId = blocks.find(({ type }) => type === 'actions')?.block_id ?? '';
          if (choice === 'deny') {
            await slack.click({ member: slackId, ts, blockId, actionId: 'open-deny' });
            await until('the window of a denial', () => slack.windowOf(slackId)?.modal.submit);
            return slack.sendOff({ member: slackId, values: { text: { text: reason ?? 'Not today.' } } });
          }
          const values = reason === undefined ? {} : { reason: { reason } };
          return slack.click({ member: slackId, ts, blockId, actionId: choice, values });
        },
      };
    },
  };
}

/** Slack waits three seconds for an answer; on a machine that has much else to do, a click of a test may take longer. */
function patient(slack: LocalSlack): LocalSlack {
  const timeoutMilliseconds = 30_000;
  return {
    ...slack,
    click: (click, options) => slack.click(click, { timeoutMilliseconds, ...options }),
    pressInWindow: (press, options) => slack.pressInWindow(press, { timeoutMilliseconds, ...options }),
    openHome: (member, options) => slack.openHome(member, { timeoutMilliseconds, ...options }),
    pressInHome: (press, options) => slack.pressInHome(press, { timeoutMilliseconds, ...options }),
    command: (written, options) => slack.command(written, { timeoutMilliseconds, ...options }),
    sendOff: (sent, options) => slack.sendOff(sent, { timeoutMilliseconds, ...options }),
    send: (rawBody, options) => slack.send(rawBody, { timeoutMilliseconds, ...options }),
  };
}

/** A card that still asks: its buttons name the request. */
const asks = ({ blocks }: Message, requestId: string): boolean =>
  blocks.some((block) => block.type === 'actions' && JSON.stringify(block).includes(requestId));

/** What the deployment comes to by itself. It looks again every few milliseconds, and gives up by name. */
export async function until<Value>(
  what: string,
  read: () => Value | undefined | false | Promise<Value | undefined | false>,
  patienceMilliseconds = 20_000,
): Promise<Value> {
  const deadline = performance.now() + patienceMilliseconds;
  for (;;) {
    const value = await read();
    if (value !== undefined && value !== false) return value;
    if (performance.now() > deadline) throw new Error(`There never was ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}
