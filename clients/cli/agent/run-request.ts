import type { Command } from 'commander';
import { type AgentPorts, agentCommand, clientFor, processPorts, type Where } from './agent-command.ts';
import { exitCodeOf, exitCodeOfProblem } from './exit-code.ts';
import { formatRequest } from './format-request.ts';
import { readParameters } from './submission-options.ts';
import { formatApiProblem } from './tell-answer.ts';

interface Options extends Where {
  digest: string;
  token?: string;
  parameters?: string;
}

/** It may run still, and nobody can say more. */
const notKnown = 1;

export const runRequestCommand = (ports: AgentPorts = processPorts): Command =>
  agentCommand(
    'run-request',
    'have Countersign run a request that waits for its agent, and print what AWS answered',
  )
    .argument('<id>', 'the id of the request')
    .requiredOption('--digest <sha256>', 'the digest of what will run')
    .option(
      '--token <text>',
      'what the submission returned, where AWS answers with a secret and another session asked',
    )
    .option(
      '--parameters <json>',
      'all of them, where some were hidden: JSON, @file, or - for standard input',
    )
    .addHelpText(
      'after',
      '\nThe answer comes once, as JSON: save what is printed.\nExit status: 0 it ran; else that of `show`, and never 0.',
    )
    .action(async (id: string, options: Options) => {
      const { digest, token, parameters } = options;
      const { terminal, now } = ports;
      const ran = await clientFor(options, ports).run(id, {
        digest,
        ...(token !== undefined && { token }),
        ...(parameters !== undefined && { parameters: await readParameters(parameters) }),
      });
      if (!ran.ok) {
        terminal.exitWith(exitCodeOfProblem(ran.problem));
        return terminal.err(formatApiProblem(ran.problem));
      }
      const { answer, ...request } = ran.value;
      if (answer !== undefined) return terminal.out(JSON.stringify(answer, null, 2));
      if (request.state !== 'done') terminal.exitWith(exitCodeOf(request, now()) || notKnown);
      terminal.err(formatRequest(request));
    });
