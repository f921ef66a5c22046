import { type Command, InvalidArgumentError } from 'commander';
import {
  type AgentPorts,
  agentCommand,
  clientFor,
  processPorts,
  type Where,
  withJson,
} from './agent-command.ts';
import { tellAnswer } from './tell-answer.ts';

export const answerCommand = (ports: AgentPorts = processPorts): Command =>
  withJson(agentCommand('answer', 'answer what a person asked before they decide'))
    .argument('<id>', 'the id of the request')
    .argument('<question>', 'the number of the question, as `show` has it', questionNumber)
    .argument('<text>', 'the answer, which people read on the card')
    .addHelpText('after', '\nExit status: 0 people see the answer; else that of `show`, and never 0.')
    .action(async (id: string, question: number, text: string, options: Where) =>
      tellAnswer(await clientFor(options, ports).answer(id, question, text), options, ports, () => 0),
    );

function questionNumber(value: string): number {
  if (!/^[1-9]\d?$/.test(value)) throw new InvalidArgumentError('Give the number of a question, such as 1.');
  return Number(value);
}
