import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { Submission } from '@countersign/client';
import { type Command, InvalidArgumentError } from 'commander';
import { formatProblem } from '../format-problem.ts';

export interface SubmissionOptions {
  resource: string;
  parameters: string;
  reason: string;
  ticket?: string;
  model?: string;
  conversation?: string;
  key?: string;
}

/** Who asks for something says these; who the agent is and where it stands is derived. */
export const withSubmission = (command: Command): Command =>
  command
    .argument('<action>', 'what to do: service:Operation, such as iam:AttachRolePolicy')
    .requiredOption('--resource <arn>', 'the ARN of what the action changes')
    .requiredOption('--parameters <json>', 'its exact parameters: JSON, @file, or - for standard input')
    .requiredOption('--reason <text>', 'why, for the people who decide')
    .option('--ticket <id>', 'a ticket they can look up')
    .option('--model <name>', 'the model that asks')
    .option('--conversation <text>', 'where it was talked about: an id or an address')
    .option('--key <text>', 'an Idempotency-Key: the same key again is the same request');

export async function readSubmission(
  action: string,
  { resource, parameters, reason, ticket, model, conversation }: SubmissionOptions,
): Promise<Submission> {
  return {
    action,
    resource,
    parameters: await readParameters(parameters),
    reason,
    ...(ticket !== undefined && { ticket }),
    ...(model !== undefined && { model }),
    ...(conversation !== undefined && { conversation }),
  };
}

/** Whatever JSON it is: the API says what is wrong with it. */
export async function readParameters(source: string): Promise<Submission['parameters']> {
  const json = await textOf(source);
  try {
    return JSON.parse(json);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new InvalidArgumentError(
      `--parameters is not JSON: ${why}. Give a JSON object, @file, or - for standard input.`,
    );
  }
}

async function textOf(source: string): Promise<string> {
  if (source === '-') return text(process.stdin);
  if (!source.startsWith('@')) return source;
  const file = source.slice(1);
  try {
    return await readFile(file, 'utf8');
  } catch (problem) {
    throw new InvalidArgumentError(`--parameters: ${file || 'the file after @'} ${formatProblem(problem)}.`);
  }
}
