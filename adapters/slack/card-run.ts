import type { RichTextBlock } from '@slack/web-api';
import { type RunMode, runOf } from '../../core/policy/ruling.ts';
import type { Request } from '../../core/request/request.ts';
import { line, plain, richText } from './rich-text.ts';

export const howItRuns = (request: Request): RichTextBlock[] =>
  sayHowItRuns(request).map((said) => richText([line([plain(said)])]));

/** Before it runs: who runs it, with how much power, and whether it can be taken back. Afterwards nothing. */
export function sayHowItRuns(request: Request): string[] {
  const { ruling, state } = request;
  if (ruling.decision === 'refuse' || !mayStillRun.has(state)) return [];
  const run = runOf(ruling);
  const said = [
    whoRuns[run](request),
    ...(request.unlimited && run !== 'agent' ? [unlimited] : []),
    ...(run === 'countersign' ? [request.undoable ? undoable : notUndoable] : []),
  ];
  return [said.join(' ')];
}

const mayStillRun: ReadonlySet<Request['state']> = new Set(['pending', 'allowed', 'approved']);

const whoRuns: Record<RunMode, (request: Request) => string> = {
  countersign: (request) => {
    const why = whyAgentCalls(request);
    return why === undefined
      ? 'Countersign runs it as soon as it is approved.'
      : `Once it is approved, Countersign runs it when its agent calls for it, because ${why}.`;
  },
  credentials: () => 'Once it is approved, its agent gets credentials for it.',
  agent: () => 'Once it is approved, its agent runs it.',
};

function whyAgentCalls({ hides, answersSecret }: Request): string | undefined {
  if (hides && answersSecret) return 'parameters are hidden and the answer is secret';
  if (hides) return 'parameters are hidden';
  return answersSecret ? 'the answer is secret' : undefined;
}

const unlimited = 'AWS cannot limit the credentials to one resource: IAM knows none for this action.';
const undoable = 'Countersign can undo it, unless what was there is hidden or is changed again by then.';
const notUndoable = 'Countersign cannot undo it.';
