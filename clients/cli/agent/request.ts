import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import {
  type AgentPorts,
  agentCommand,
  clientFor,
  processPorts,
  type Where,
  wholeSeconds,
  withJson,
} from './agent-command.ts';
import { exitCodeHelp } from './exit-code.ts';
import { formatWaiting } from './format-request.ts';
import { createSayQuestions } from './say-questions.ts';
import { readSubmission, type SubmissionOptions, withSubmission } from './submission-options.ts';
import { tellAnswer } from './tell-answer.ts';

type Options = Where & SubmissionOptions & { wait?: number };

export const requestCommand = (ports: AgentPorts = processPorts): Command =>
  withJson(withSubmission(agentCommand('request', 'ask for one action and, with --wait, wait for people')))
    .option('--wait <seconds>', 'how long to wait for a decision', wholeSeconds)
    .addHelpText('after', exitCodeHelp)
    .action(async (action: string, options: Options) => {
      const { wait, key = randomUUID() } = options;
      const submission = await readSubmission(action, options);
      const client = clientFor(options, ports, wait);
      const answer = await client.submit(submission, key);
      if (!answer.ok || answer.value.state !== 'pending' || wait === undefined)
        return tellAnswer(answer, options, ports);
      if (!options.json) ports.terminal.err(formatWaiting(answer.value, ports.now()));
      const sayQuestions = createSayQuestions(ports.terminal.err);
      tellAnswer(await client.wait(answer.value.id, wait, sayQuestions), options, ports);
    });
