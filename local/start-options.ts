import { parseArgs } from 'node:util';
import type { Sources } from './synthesize.ts';

/** Side by side, so that one option moves them all. */
export interface Ports {
  page: number;
  api: number;
  aws: number;
}

/** A real workspace: what it sends comes by a socket that this machine opens, or through a tunnel to it. */
export type ChosenSlack = { token: string; channel?: string; api?: string } & (
  | { appToken: string }
  | { signingSecret: string }
);

export interface StartOptions {
  ports: Ports;
  sources: Sources;
  /** Where the stacks stand; left out, the settings say. */
  account?: string;
  slack?: ChosenSlack;
}

export type ReadOptions =
  | { kind: 'start'; options: StartOptions }
  | { kind: 'help' }
  | { kind: 'wrong'; problem: string };

export const help = `npm start -- [--port <number>] [--stage <name> | --settings <file>] [--policies <folder>] [--account <id>]

Synthesizes the CDK app and runs that template on this machine.
  --port      where the page listens; the API and AWS take the two ports after it (4600)
  --stage     which settings: infra/settings/<name>.yaml (trial)
  --settings  settings that lie elsewhere
  --policies  the folder of policies (policies)
  --account   the AWS account that it stands in (the one of the settings, or the first that they list)

With SLACK_BOT_TOKEN and SLACK_APP_TOKEN in the environment, your Slack workspace takes the place of the local one, and clicks come
back by a socket. Cards go to SLACK_CHANNEL, or to the channel of the settings. It has to be a Slack app of its own: it takes all clicks
from a deployment. With SLACK_SIGNING_SECRET instead of SLACK_APP_TOKEN clicks come back through a tunnel of yours. SLACK_API_URL
says where Slack is, if not at https://slack.com/api/.`;

const defaultPort = 4600;

export function readStartOptions(argv: string[], environment: NodeJS.ProcessEnv): ReadOptions {
  const read = parse(argv);
  if (typeof read === 'string') return { kind: 'wrong', problem: read };
  if (read.help) return { kind: 'help' };
  const port = Number(read.port ?? defaultPort);
  // Two more ports follow it, and those below 1024 need privileges.
  if (!Number.isInteger(port) || port < 1_024 || port > 65_533) {
    return { kind: 'wrong', problem: `--port ${read.port}: give a whole number from 1024 to 65533` };
  }
  if (read.account !== undefined && !/^\d{12}$/.test(read.account)) {
    return { kind: 'wrong', problem: `--account ${read.account}: give the twelve digits of an account` };
  }
  const slack = slackIn(environment);
  if (typeof slack === 'string') return { kind: 'wrong', problem: slack };
  const { stage, settings, policies, account } = read;
  if (stage !== undefined && settings !== undefined) {
    return { kind: 'wrong', problem: '--stage and --settings both name settings: give one of them' };
  }
  const ports = { page: port, api: port + 1, aws: port + 2 };
  const sources = {
    ...(settings === undefined ? { stage: stage ?? 'trial' } : { settings }),
    ...(policies !== undefined && { policies }),
  };
  return {
    kind: 'start',
    options: { ports, sources, ...(account && { account }), ...(slack && { slack }) },
  };
}

function parse(args: string[]) {
  try {
    const options = {
      port: { type: 'string' },
      stage: { type: 'string' },
      settings: { type: 'string' },
      policies: { type: 'string' },
      account: { type: 'string' },
      help: { type: 'boolean' },
    } as const;
    return parseArgs({ args, options }).values;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const channelPattern = /^[CG][A-Z0-9]{2,20}$/;

function slackIn({
  SLACK_BOT_TOKEN: token,
  SLACK_APP_TOKEN: appToken,
  SLACK_SIGNING_SECRET: signingSecret,
  SLACK_CHANNEL: channel,
  SLACK_API_URL: api,
}: NodeJS.ProcessEnv): ChosenSlack | string | undefined {
  if (!token && !appToken && !signingSecret) return undefined;
  if (!token) return 'A real Slack workspace needs its bot token: SLACK_BOT_TOKEN is not set';
  if (channel && !channelPattern.test(channel))
    return `SLACK_CHANNEL ${channel}: give the id of a channel, such as C0123456789, and not its name`;
  if (api && !(URL.canParse(api) && api.endsWith('/')))
    return `SLACK_API_URL ${api}: give an address that ends with a slash, such as https://slack.com/api/`;
  const chosen = { token, ...(channel && { channel }), ...(api && { api }) };
  if (appToken) return { ...chosen, appToken };
  if (signingSecret) return { ...chosen, signingSecret };
  return 'A real Slack workspace needs a way back: neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET is set';
}
