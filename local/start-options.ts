import { parseArgs } from 'node:util';
import type { SlackSecrets } from './deployment/slack-side.ts';
import type { Sources } from './synthesize.ts';

/** Side by side, so that one option moves them all. */
export interface Ports {
  page: number;
  api: number;
  aws: number;
}

export interface StartOptions {
  ports: Ports;
  sources: Sources;
  /** Where the stacks stand; left out, the settings say. */
  account?: string;
  slack?: SlackSecrets;
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

With SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET in the environment, your Slack workspace takes the place of the local one: cards
go to the channel of the settings, and clicks come back through a tunnel of yours.`;

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

function slackIn({ SLACK_BOT_TOKEN: token, SLACK_SIGNING_SECRET: signingSecret }: NodeJS.ProcessEnv) {
  if (!token && !signingSecret) return undefined;
  if (token && signingSecret) return { token, signingSecret };
  return `A real Slack workspace needs both: ${token ? 'SLACK_SIGNING_SECRET' : 'SLACK_BOT_TOKEN'} is not set`;
}
