import { readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Sources } from './synthesize.ts';

const ownSettings = fileURLToPath(new URL('../infra/settings/', import.meta.url));

/** What is wrong with where settings and policies are said to lie, in the options of `npm start`: the CDK app knows its own alone. */
export function sourcesProblem({ stage, settings, policies }: Sources): string | undefined {
  if (settings !== undefined && !isA('File', settings))
    return `--settings ${settings} ${whyNot(settings, 'file')}`;
  if (policies !== undefined && !isA('Directory', policies))
    return `--policies ${policies} ${whyNot(policies, 'folder')}`;
  const stages = readdirSync(ownSettings).flatMap((file) =>
    file.endsWith('.yaml') ? [file.slice(0, -'.yaml'.length)] : [],
  );
  return stage === undefined || stages.includes(stage)
    ? undefined
    : `--stage ${stage}: infra/settings has no ${stage}.yaml, but ${stages.sort().join(' and ')}`;
}

const stateOf = (path: string) => statSync(path, { throwIfNoEntry: false });
const isA = (kind: 'File' | 'Directory', path: string): boolean => stateOf(path)?.[`is${kind}`]() ?? false;
const whyNot = (path: string, what: string): string =>
  stateOf(path) ? `is no ${what}` : `is not there, as seen from ${process.cwd()}`;
