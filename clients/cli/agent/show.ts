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
import { tellAnswer } from './tell-answer.ts';

export const showCommand = (ports: AgentPorts = processPorts): Command =>
  withJson(agentCommand('show', 'show a request of this agent, with a status that says whether it may run'))
    .argument('<id>', 'the id of the request')
    .option('--wait <seconds>', 'wait so long for a decision', wholeSeconds, 0)
    .addHelpText('after', exitCodeHelp)
    .action(async (id: string, options: Where & { wait: number }) => {
      const client = clientFor(options, ports, options.wait || undefined);
      const answer = await client.get(id);
      const waits = options.wait > 0 && answer.ok && answer.value.state === 'pending';
      if (waits && !options.json) ports.terminal.err(formatWaiting(answer.value, ports.now()));
      tellAnswer(
        waits ? await client.wait(id, options.wait, createSayQuestions(ports.terminal.err)) : answer,
        options,
        ports,
      );
    });
