import type { RunMode } from '../../core/policy/ruling.ts';
import { actionsWithin, type KnownNames } from '../analysis/scope-reach.ts';
import { type Finding, finding } from '../finding.ts';
import type { ParsedPolicy } from '../read/parse-policies.ts';

/** In which ways an action can run, whoever says yes. */
export type WaysToRun = (action: string) => readonly RunMode[];

const why = {
  agent: '',
  credentials:
    'its catalog entry does not say that credentials for it need no guarding; write @run("countersign"), or leave it out',
  countersign: 'it is no call of AWS that Countersign has a client for; write @run("agent"), or leave it out',
} as const satisfies Record<RunMode, string>;

/** A policy that says how something runs which cannot run so. */
export const checkRun = (
  policies: readonly ParsedPolicy[],
  known: Pick<KnownNames, 'actions'>,
  waysToRun: WaysToRun,
): Finding[] =>
  policies.flatMap(({ policy: { run, scope }, positionOf }) => {
    if (run === undefined) return [];
    const [first, ...others] = actionsWithin(scope, known).filter(
      (action) => !waysToRun(action).includes(run),
    );
    if (first === undefined) return [];
    const more = others.length > 0 ? ` (and ${others.length} more that it matches)` : '';
    return finding(
      'cannot-run-so',
      positionOf('@run'),
      `@run("${run}") is not possible for ${first}${more}: ${why[run]}`,
    );
  });
