import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import {
  type Answer,
  type Client,
  createClient,
  type Outcome,
  type RequestView,
  type Submission,
} from '@countersign/client';
import { Command, InvalidArgumentError } from 'commander';
import { outcomes } from '../../core/execution/agent-run.ts';
import type { JsonObject } from '../../core/lib/json.ts';
import { exitCodeOf } from './exit-code.ts';

const exitCodeHelp = `
Exit status: 0 it may run, 1 the request could not be made, 2 it must not run, 3 people have not decided yet.
Credentials come from AWS_PROFILE, AWS_ACCESS_KEY_ID or wherever the AWS SDK finds them.`;

interface Where {
  url: string;
  region: string;
  json?: true;
}

const clientFor = ({ url, region }: Where): Client => createClient({ url, region });

/** Options that every command of an agent shares. */
const agentCommand = (name: string, description: string): Command =>
  new Command(name)
    .description(description)
    .requiredOption('--url <address>', 'the API (or COUNTERSIGN_URL)', process.env.COUNTERSIGN_URL)
    .requiredOption(
      '--region <name>',
      'the region of the API (or AWS_REGION)',
      process.env.AWS_REGION ?? 'eu-central-1',
    )
    .option('--json', 'print the answer as JSON');

export const requestCommand = (): Command =>
  agentCommand('request', 'ask for one action and, with --wait, wait for people')
    .argument('<action>', 'what to do: service:Operation, such as iam:AttachRolePolicy')
    .requiredOption('--resource <arn>', 'the ARN of what the action changes')
    .requiredOption('--parameters <json>', 'its exact parameters: JSON, @file, or - for standard input')
    .requiredOption('--reason <text>', 'why, for the people who decide')
    .option('--ticket <id>', 'a ticket they can look up')
    .option('--key <text>', 'an Idempotency-Key: the same key again is the same request')
    .option('--wait <seconds>', 'how long to wait for a decision', wholeSeconds)
    .addHelpText('after', exitCodeHelp)
    .action(async (action: string, options: Where & Record<string, string> & { wait?: number }) => {
      const { resource = '', reason = '', ticket } = options;
      const parameters = await readParameters(options.parameters ?? '');
      const submission: Submission = { action, resource, parameters, reason, ...(ticket ? { ticket } : {}) };
      const client = clientFor(options);
      const answer = await client.submit(submission, options.key);
      const waits = answer.ok && answer.value.state === 'pending' && options.wait !== undefined;
      if (waits && !options.json) process.stderr.write(`${answer.value.id} is waiting for people…\n`);
      show(waits ? await client.wait(answer.value.id, options.wait ?? 0) : answer, options);
    });

export const showCommand = (): Command =>
  agentCommand('show', 'show a request of this agent')
    .argument('<id>', 'the id of the request')
    .option('--wait <seconds>', 'wait so long for a decision', wholeSeconds, 0)
    .addHelpText('after', exitCodeHelp)
    .action(async (id: string, options: Where & { wait: number }) => {
      show(await clientFor(options).wait(id, options.wait), options);
    });

export const withdrawCommand = (): Command =>
  agentCommand('withdraw', 'take back a request that nobody has decided yet')
    .argument('<id>', 'the id of the request')
    .option('--reason <text>', 'why it is no longer needed')
    .action(async (id: string, options: Where & { reason?: string }) => {
      show(await clientFor(options).withdraw(id, options.reason), options, () => 0);
    });

export const startCommand = (): Command =>
  agentCommand('start', 'take the approval of a request, to run its action now; exit status 0 is the only go')
    .argument('<id>', 'the id of the request')
    .requiredOption('--digest <sha256>', 'the digest of what will run')
    .action(async (id: string, options: Where & { digest: string }) => {
      const answer = await clientFor(options).start(id, options.digest);
      show(answer, options, () => 0);
      if (answer.ok && !options.json) process.stdout.write(`ticket      ${answer.value.ticket}\n`);
    });

export const reportCommand = (): Command =>
  agentCommand('report', 'say what became of an action that was started')
    .argument('<id>', 'the id of the request')
    .argument('<status>', outcomes.join(', '), oneOf(outcomes))
    .requiredOption('--digest <sha256>', 'the digest that was signed')
    .requiredOption('--ticket <ticket>', 'the ticket that start gave')
    .option('--detail <text>', 'what happened')
    .action(
      async (
        id: string,
        status: Outcome['status'],
        options: Where & { digest: string; ticket: string; detail?: string },
      ) => {
        const { digest, ticket, detail } = options;
        const outcome: Outcome = { status, digest, ticket, ...(detail ? { detail } : {}) };
        show(await clientFor(options).report(id, outcome), options, () => 0);
      },
    );

function show(answer: Answer<RequestView>, { json }: Pick<Where, 'json'>, exitCode = exitCodeOf): void {
  if (json) process.stdout.write(`${JSON.stringify(answer.ok ? answer.value : answer.problem, null, 2)}\n`);
  if (answer.ok) {
    process.exitCode = exitCode(answer.value.state);
    if (!json) process.stdout.write(formatRequest(answer.value));
    return;
  }
  const { type, title, detail, field } = answer.problem;
  process.exitCode = type === 'urn:countersign:problem:refused' ? exitCodeOf('refused') : 1;
  if (!json) process.stderr.write(`${title}${field ? ` (${field})` : ''}: ${detail}\n`);
}

function formatRequest({
  id,
  state,
  action,
  resource,
  environment,
  risk,
  digest,
  reasons,
  approvals,
  denial,
}: RequestView): string {
  const lines: [string, string | undefined][] = [
    ['request', id],
    ['state', state],
    ['approvals', approvals && `${approvals.given} of ${approvals.needed}`],
    ['denial', denial],
    ['action', action],
    ['resource', resource],
    ['environment', environment],
    ['risk', risk],
    ['digest', digest],
    ['because', reasons.join(' ')],
  ];
  return lines.flatMap(([label, value]) => (value ? [`${label.padEnd(12)}${value}\n`] : [])).join('');
}

async function readParameters(source: string): Promise<JsonObject> {
  const json = await sourceText(source);
  try {
    return JSON.parse(json) as JsonObject;
  } catch {
    throw new InvalidArgumentError(
      '--parameters is not JSON. Give a JSON object, @file, or - for standard input.',
    );
  }
}

const sourceText = async (source: string): Promise<string> => {
  if (source === '-') return text(process.stdin);
  return source.startsWith('@') ? readFile(source.slice(1), 'utf8') : source;
};

function wholeSeconds(value: string): number {
  if (!/^\d{1,6}$/.test(value)) throw new InvalidArgumentError('Give whole seconds, such as 300.');
  return Number(value);
}

const oneOf =
  <T extends string>(values: readonly T[]) =>
  (value: string): T => {
    const found = values.find((known) => known === value);
    if (!found) throw new InvalidArgumentError(`Give one of ${values.join(', ')}.`);
    return found;
  };
