import type { Evaluation } from '@countersign/client';

/** Why this is not the way to run it; undefined where it is, and where policy refuses it: that is told by who is asked for it. */
export function whyNotBy(
  who: 'agent' | 'countersign',
  action: string,
  ruling: Evaluation,
): string | undefined {
  if (ruling.decision === 'refuse') return undefined;
  // A deployment that does not say it has no other way.
  const { run = 'agent' } = ruling.decision === 'review' ? ruling.terms : ruling;
  return run === who ? undefined : ways[run](action);
}

const ways: Record<'agent' | 'countersign' | 'credentials', (action: string) => string> = {
  agent: (action) => `Countersign does not run ${action}: its agent does. Give the command after --.`,
  countersign: (action) =>
    `Countersign runs ${action} itself, exactly as it is signed, and no command: leave out -- and what follows.`,
  credentials: (action) =>
    `For ${action} Countersign gives its agent credentials: ask with \`countersign request\`, and call POST …/credentials.`,
};
