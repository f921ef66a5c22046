import type { Command } from 'commander';
import { plain } from '../terminal.ts';
import {
  type AgentPorts,
  agentCommand,
  clientFor,
  processPorts,
  type Where,
  withJson,
} from './agent-command.ts';
import { tellAnswer } from './tell-answer.ts';

export const startCommand = (ports: AgentPorts = processPorts): Command =>
  withJson(
    agentCommand(
      'start',
      'take the approval of a request, to run its action now; exit status 0 is the only go',
    ),
  )
    .argument('<id>', 'the id of the request')
    .requiredOption('--digest <sha256>', 'the digest of what will run')
    .addHelpText('after', '\nExit status: 0 run it now; else that of `show`, and never 0.')
    .action(async (id: string, options: Where & { digest: string }) => {
      const answer = await clientFor(options, ports).start(id, options.digest);
      tellAnswer(answer, options, ports, () => 0);
      if (answer.ok && !options.json) ports.terminal.out(plain(`ticket      ${answer.value.ticket}`));
    });
