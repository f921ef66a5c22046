import type { Answer, Problem, RequestView } from '@countersign/client';
import { plain } from '../terminal.ts';
import type { AgentPorts, Where } from './agent-command.ts';
import { exitCodeOf, exitCodeOfProblem } from './exit-code.ts';
import { formatRequest } from './format-request.ts';
import { nextCommand } from './next-command.ts';

/** How it stands is the exit status, unless the command has its own: to have done what it is for. */
export function tellAnswer(
  answer: Answer<RequestView>,
  where: Where,
  { terminal, now }: Pick<AgentPorts, 'terminal' | 'now'>,
  exitCode: (request: RequestView) => number = (request) => exitCodeOf(request, now()),
): void {
  terminal.exitWith(answer.ok ? exitCode(answer.value) : exitCodeOfProblem(answer.problem));
  if (where.json) terminal.out(JSON.stringify(answer.ok ? answer.value : answer.problem, null, 2));
  else if (!answer.ok) terminal.err(formatApiProblem(answer.problem));
  else {
    terminal.out(formatRequest(answer.value));
    const next = nextCommand(answer.value, where, exitCodeOf(answer.value, now()) === 0);
    if (next) terminal.err(plain(next));
  }
}

export const formatApiProblem = ({ title, field, detail }: Problem): string =>
  plain(`${title}${field ? ` (${field})` : ''}: ${detail}`);
