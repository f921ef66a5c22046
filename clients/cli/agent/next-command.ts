import type { RequestView, StartedRequest } from '@countersign/client';
import { commandLine } from '../../../core/lib/command-line.ts';
import type { Where } from './agent-command.ts';

/** What to type next, whole: the digest is long, and another one is not taken. */
export function nextCommand(
  request: RequestView | StartedRequest,
  where: Where,
  isGo: boolean,
): string | undefined {
  const { id, state, digest, run } = request;
  const at = [
    ...(where.url && where.url !== process.env.COUNTERSIGN_URL ? ['--url', where.url] : []),
    ...(where.region && where.region !== process.env.AWS_REGION ? ['--region', where.region] : []),
  ];
  const line = (...words: string[]) => `${program} ${commandLine([...words, ...at])}`;
  if (isGo) return `To take it, and run it only when that succeeds: ${line('start', id, '--digest', digest)}`;
  if (run === 'credentials' && (state === 'allowed' || state === 'approved'))
    return `To get credentials for it, once: ${line('credentials', id, '--digest', digest)}`;
  if ('needsRun' in request && request.needsRun)
    return `To have Countersign run it, once: ${line('run-request', id, '--digest', digest)} (and all parameters, by --parameters @file, where some were hidden)`;
  if (isRunByItself(request))
    return `Countersign runs it. To wait for that: ${line('show', id, '--wait', '300')}`;
  if (state === 'pending') return `To wait for people: ${line('show', id, '--wait', '300')}`;
  if (state === 'started' && 'ticket' in request)
    return `Run it now, then say how it went: ${line('outcome', id, 'done', '--digest', digest, '--ticket', request.ticket)} (or failed)`;
  return undefined;
}

const isRunByItself = ({ state, run }: Pick<RequestView, 'state' | 'run'>): boolean =>
  state === 'running' || (state === 'approved' && run === 'countersign');

/** As it was called: npm puts a command of this repository on nobody's path. */
const program = process.env.npm_command === 'exec' ? 'npx countersign' : 'countersign';
