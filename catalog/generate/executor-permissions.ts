import { serviceOf } from '../boundary/agent-limits.ts';
import { patternsByService } from '../boundary/patterns-by-service.ts';
import type { IamReference } from '../iam-reference/iam-reference.ts';
import type { Allowed } from './role-policies.ts';

/**
 * What the executor's role allows at the most, as patterns that match nothing else that IAM has today; each call is narrowed
 * to itself by its session's policy. By parts of words: by whole ones the template for other accounts has no room for the rest.
 */
export const executorPermissions = (
  runnable: ReadonlySet<string>,
  reference: IamReference,
): readonly Allowed[] => {
  const direct = new Set([...runnable].filter((name) => !becomesAnother(name)));
  const needed = dependentActions(direct, reference).filter((name) => !direct.has(name));
  const passing = needed.filter(passes);
  const byServices = needed.filter((name) => !passes(name) && !becomesAnother(name));
  const patterns = (names: Iterable<string>) =>
    [...patternsByService(names, reference, { cutsWords: true }).values()].flat();
  return [
    { actions: [...patterns(direct), ...passing] },
    { actions: patterns(byServices), condition: { Bool: { 'aws:ViaAWSService': 'true' } } },
  ];
};

/** With the credentials of another role it would have left this one behind. */
const becomesAnother = (name: string): boolean => name.startsWith('sts:Assume');

/** IAM asks for them beside a call, and no service makes them: `iam:PassRole`, `glue:PassConnection`. */
const passes = (name: string): boolean => /:Pass[A-Z]/.test(name);

function dependentActions(names: ReadonlySet<string>, reference: IamReference): string[] {
  const all = [...names].flatMap((name) => reference.get(serviceOf(name))?.get(name)?.dependentActions ?? []);
  return [...new Set(all)].sort();
}
