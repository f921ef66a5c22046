import type { Submission } from '@countersign/client';
import { catalogWith } from '../../catalog/catalog.ts';
import type { Request } from '../../core/request/request.ts';
import { exampleIn } from '../../local/deployment/example-in.ts';
import type { LocalDeployment } from '../../local/deployment/start-deployment.ts';
import type { Delivery } from '../../local/slack/deliver.ts';
import type { SentOff } from '../../local/slack/start-slack.ts';
import type { Message } from '../../local/slack/workspace.ts';
import { homeLocation, until } from './local-deployment.ts';

/** The people of the starter directory, by their Slack ids. */
export const people = {
  securityOne: 'U0SECONE',
  securityTwo: 'U0SECTWO',
  platformOne: 'U0PLATONE',
  dataOne: 'U0DATAONE',
  etlOwner: 'U0ETLOWN',
  developer: 'U0DEVONE',
} as const;

/** A submission of the catalog's own example, in the account of the agent. */
export function submissionOf(
  action: string,
  change: Partial<Submission> = {},
  account = homeLocation().account,
): Submission {
  const entry = catalogWith().find(action);
  if (!entry) throw new Error(`The catalog does not know ${action}.`);
  return { action, ...exampleIn(account, entry), reason: 'The nightly run needs it.', ...change };
}

/** A copy of a database under a name of its own: one person who answers for the data is asked. */
export function snapshotSubmission(name: string, account = homeLocation().account): Submission {
  const submission = submissionOf('rds:CreateDBSnapshot', {}, account);
  return { ...submission, parameters: { ...submission.parameters, DBSnapshotIdentifier: name } };
}

/** What its agent runs itself, with a ticket: one approver is asked. */
export function purgeSubmission(name: string, account = homeLocation().account): Submission {
  return {
    action: 'cache:purge',
    resource: `arn:aws:countersign:${homeLocation().region}:${account}:cache/shop`,
    parameters: { site: 'shop', path: `/${name}` },
    reason: 'The nightly run needs it.',
  };
}

export const stored = async (deployment: LocalDeployment, id: string): Promise<Request | undefined> =>
  (await deployment.requests()).find((request) => request.id === id);

/** The request once it is in this state. */
export const settled = (deployment: LocalDeployment, id: string, state: Request['state']): Promise<Request> =>
  until(`a request ${id} that is ${state}`, async () => {
    const request = await stored(deployment, id);
    return request?.state === state && request;
  });

/** The workflow of a request, once it has ended well. */
export const concluded = (deployment: LocalDeployment, id: string) =>
  until(`an execution ${id} that has succeeded`, () =>
    deployment.executions().find(({ name, status }) => name === id && status === 'SUCCEEDED'),
  );

const slackOf = (deployment: LocalDeployment) => {
  if (!deployment.slack) throw new Error('This deployment has no local Slack.');
  return deployment.slack;
};

const textOf = (message: Message): string => JSON.stringify(message.blocks) + message.text;

/** The message that shows a request; waits until it is posted, and has its buttons where it asks. */
export const cardOf = (
  deployment: LocalDeployment,
  requestId: string,
  member: string = people.securityOne,
): Promise<Message> =>
  until(`a card for ${requestId}`, () =>
    slackOf(deployment)
      .workspace.seenBy(member)
      .find(
        (message) =>
          message.threadTs === undefined &&
          textOf(message).includes(requestId) &&
          !textOf(message).includes('Its buttons come in a moment.'),
      ),
  );

/** The card once it shows this text, and no buttons any more where `text` is a final title. */
export const cardSaying = (deployment: LocalDeployment, requestId: string, text: string): Promise<Message> =>
  until(`a card for ${requestId} that says ${text}`, async () => {
    const card = await cardOf(deployment, requestId);
    return textOf(card).includes(text) && card;
  });

/** Where the buttons are that come after the decision. */
const blockOf: Readonly<Record<string, string>> = { undo: 'undo', revoke: 'grant' };

export async function press(
  deployment: LocalDeployment,
  member: string,
  requestId: string,
  choice: 'approve' | 'deny' | 'undo' | 'revoke',
  { reason, retry }: { reason?: string } & Pick<Delivery, 'retry'> = {},
) {
  const { ts } = await cardOf(deployment, requestId, member);
  const slack = slackOf(deployment);
  if (choice === 'deny') {
    await slack.click({ member, ts, blockId: 'decision', actionId: 'open-deny' });
    await until('the window of a denial', () => slack.windowOf(member)?.modal.submit);
    return slack.sendOff(
      { member, values: { text: { text: reason ?? 'Not today.' } } },
      retry ? { retry } : {},
    );
  }
  const values = reason === undefined ? {} : { values: { reason: { reason } } };
  return slack.click(
    { member, ts, blockId: blockOf[choice] ?? 'decision', actionId: choice, ...values },
    retry ? { retry } : {},
  );
}

/** Asks the agent something, through the window that the card's button opens. */
export async function ask(
  deployment: LocalDeployment,
  member: string,
  requestId: string,
  question: string,
): Promise<SentOff> {
  const { ts } = await cardOf(deployment, requestId, member);
  const slack = slackOf(deployment);
  await slack.click({ member, ts, blockId: 'decision', actionId: 'open-question' });
  await until('the window of a question', () => slack.windowOf(member)?.modal.submit);
  return slack.sendOff({ member, values: { text: { text: question } } });
}

/** Goes through every page of a request's details, says yes on the last one, and gives back all that was shown. */
export async function approveInDetails(
  deployment: LocalDeployment,
  member: string,
  requestId: string,
): Promise<string> {
  const { ts } = await cardOf(deployment, requestId, member);
  const slack = slackOf(deployment);
  await slack.click({ member, ts, blockId: 'decision', actionId: 'open-details' });
  const read: string[] = [];
  for (;;) {
    const page = await until('a page of the details that was not read yet', () => {
      const { blocks = [] } = slack.windowOf(member)?.modal ?? {};
      const shown = JSON.stringify(blocks);
      return shown.includes('One moment') || read.includes(shown) ? undefined : shown;
    });
    read.push(page);
    if (slack.windowOf(member)?.modal.submit) break;
    await slack.pressInWindow({ member, blockId: 'pages', actionId: 'next-page' });
  }
  await slack.sendOff({ member, values: {} });
  return read.join('\n');
}

/** What this person alone was told, oldest first. */
export const privateRepliesTo = (deployment: LocalDeployment, member: string): string[] =>
  slackOf(deployment)
    .workspace.seenBy(member)
    .filter(({ onlyFor }) => onlyFor === member)
    .map(({ text }) => text);

/** Resolves once the trail of a request holds a change of this type. */
export const recorded = (deployment: LocalDeployment, id: string, type: string) =>
  until(`a record of ${type} for ${id}`, () => recordTypes(deployment, id).includes(type));

export const recordTypes = (deployment: LocalDeployment, id: string): string[] =>
  deployment.records(id).map(({ change }) => change.type);

/** The value, where a refusal would be a failed test. */
export function must<T>(answer: { ok: true; value: T } | { ok: false; problem: { detail: string } }): T {
  if (answer.ok) return answer.value;
  throw new Error(`The API refused: ${JSON.stringify(answer.problem)}`);
}
