import type { Command } from 'commander';
import {
  type AgentPorts,
  agentCommand,
  clientFor,
  processPorts,
  type Where,
  withJson,
} from './agent-command.ts';
import { tellAnswer } from './tell-answer.ts';

export const withdrawCommand = (ports: AgentPorts = processPorts): Command =>
  withJson(agentCommand('withdraw', 'take back a request that nobody has decided yet'))
    .argument('<id>', 'the id of the request')
    .option('--reason <text>', 'why it is no longer needed')
    .addHelpText('after', '\nExit status: 0 it is withdrawn; else that of `show`, and never 0.')
    .action(async (id: string, options: Where & { reason?: string }) =>
      tellAnswer(await clientFor(options, ports).withdraw(id, options.reason), options, ports, () => 0),
    );
