import { type Client, createClient, type OnRetry } from '@countersign/client';
import { Command, InvalidArgumentError, Option } from 'commander';
import { plain, processTerminal, type Terminal } from '../terminal.ts';

/** What every command of an agent is told. */
export interface Where {
  url?: string;
  region?: string;
  json?: true;
}

/** What reaches out of a command: a test has its own. */
export interface AgentPorts {
  terminal: Terminal;
  connect: (at: { url: string; region: string }, retrySeconds: number, onRetry: OnRetry) => Client;
  now: () => number;
}

export const processPorts: AgentPorts = {
  terminal: processTerminal,
  connect: (at, retrySeconds, onRetry) => createClient({ ...at, retrySeconds, onRetry }),
  now: () => Date.now(),
};

export const agentCommand = (name: string, description: string): Command =>
  new Command(name)
    .description(description)
    .addOption(
      new Option('--url <address>', 'the API, as `npm start` or the deployment prints it').env(
        'COUNTERSIGN_URL',
      ),
    )
    .addOption(
      new Option('--region <name>', 'the region of the API, where its address does not say').env(
        'AWS_REGION',
      ),
    )
    .addHelpText(
      'after',
      '\nCredentials come from AWS_PROFILE, AWS_ACCESS_KEY_ID or wherever the AWS SDK finds them.',
    );

export const withJson = (command: Command): Command => command.option('--json', 'print the answer as JSON');

/** So long a single call goes on over a gateway that has too much to do. */
const retrySeconds = 20;

export function clientFor(where: Where, { connect, terminal }: AgentPorts, seconds = retrySeconds): Client {
  const { url } = where;
  if (!url) throw new InvalidArgumentError('Where is the API? Give --url <address>, or set COUNTERSIGN_URL.');
  const region = regionIn(url) ?? where.region;
  if (!region)
    throw new InvalidArgumentError('Which region is the API in? Give --region <name>, or set AWS_REGION.');
  return connect({ url, region }, seconds, ({ title, status }, pause) =>
    terminal.err(
      plain(`${title}${status ? ` (${status})` : ''}: trying again in ${Math.ceil(pause / 1_000)} s.`),
    ),
  );
}

/** An address of API Gateway itself has the region in it, and no other signature is taken. */
const regionIn = (url: string): string | undefined =>
  /^https:\/\/[a-z0-9]+\.execute-api\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?(?:[/:]|$)/.exec(url)?.[1];

export function wholeSeconds(value: string): number {
  if (!/^\d{1,6}$/.test(value)) throw new InvalidArgumentError('Give whole seconds, such as 300.');
  return Number(value);
}
