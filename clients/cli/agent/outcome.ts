import type { Outcome } from '@countersign/client';
import { Argument, type Command } from 'commander';
import { outcomes } from '../../../core/execution/agent-run.ts';
import {
  type AgentPorts,
  agentCommand,
  clientFor,
  processPorts,
  type Where,
  withJson,
} from './agent-command.ts';
import { tellAnswer } from './tell-answer.ts';

type Options = Where & Omit<Outcome, 'status'>;

export const outcomeCommand = (ports: AgentPorts = processPorts): Command =>
  withJson(agentCommand('outcome', 'say what became of an action that was started'))
    .argument('<id>', 'the id of the request')
    .addArgument(new Argument('<status>', 'what became of it').choices(outcomes))
    .requiredOption('--digest <sha256>', 'the digest that was signed')
    .requiredOption('--ticket <ticket>', 'the ticket that start gave')
    .option('--detail <text>', 'what happened')
    .addHelpText('after', '\nExit status: 0 it is recorded; else that of `show`, and never 0.')
    .action(async (id: string, status: Outcome['status'], options: Options) => {
      const { digest, ticket, detail } = options;
      const outcome: Outcome = { status, digest, ticket, ...(detail !== undefined && { detail }) };
      tellAnswer(await clientFor(options, ports).report(id, outcome), options, ports, () => 0);
    });
