import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { type Client, createClient } from '@countersign/client';
import { formatButtonValue } from '../../adapters/slack/button-value.ts';
import type { Choice } from '../../core/request/request.ts';
import { type Delivered, deliver, formOf } from '../../local/slack/deliver.ts';
import { openDeployment } from './local-deployment.ts';

/** A deployment as an agent and Slack meet it: nothing but its address. */
export interface Endpoint {
  /** The account of the agent, where its requests have to be. */
  account: string;
  agent: Client;
  /** A press on the button that a card for this request carries, signed as Slack signs. */
  press(member: string, request: { id: string; digest: string }, choice: Choice): Promise<Delivered>;
  close(): Promise<void>;
}

/**
 * COUNTERSIGN_URL names a deployment, with the AWS credentials of an agent and SLACK_SIGNING_SECRET in the environment;
 * and AWS_ACCOUNT_ID, where the credentials do not know their account.
 * Without it the template runs on this machine.
 */
export async function openEndpoint(): Promise<Endpoint> {
  const {
    COUNTERSIGN_URL: url,
    SLACK_SIGNING_SECRET: secret,
    AWS_REGION: region = 'eu-central-1',
  } = process.env;
  if (!url) return openHere();
  if (!secret) throw new Error('COUNTERSIGN_URL is set: SLACK_SIGNING_SECRET must be too, to press buttons.');
  const press: Endpoint['press'] = (member, request, choice) =>
    deliver({
      url: `${url.replace(/\/+$/, '')}/slack/interactions`,
      rawBody: formOf(pressed(member, request, choice)),
      secret,
      timestamp: Math.floor(Date.now() / 1_000),
      timeoutMilliseconds: 3_000,
    });
  const { accountId: account } = await fromNodeProviderChain()();
  if (!account) throw new Error('COUNTERSIGN_URL is set: AWS_ACCOUNT_ID must be too, for these credentials.');
  const agent = createClient({ url, region });
  return { account, agent, press, close: async () => {} };
}

async function openHere(): Promise<Endpoint> {
  const deployment = await openDeployment();
  const { slack } = deployment;
  if (!slack) throw new Error('This deployment has no local Slack.');
  return {
    account: deployment.account,
    agent: deployment.agent('etl-agent'),
    press: (member, request, choice) => slack.send(formOf(pressed(member, request, choice))),
    close: () => deployment.close(),
  };
}

/** Where it was pressed is not known from outside; a card of its own is kept for it, and nothing else follows from it. */
const pressed = (member: string, { id, digest }: { id: string; digest: string }, choice: Choice): object => ({
  type: 'block_actions',
  user: { id: member },
  container: { type: 'message', channel_id: 'C0ENDPOINT', message_ts: '1700000000.000100' },
  actions: [{ type: 'button', action_id: choice, value: formatButtonValue({ request: id, digest }) }],
});
