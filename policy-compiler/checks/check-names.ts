import type { Directory } from '../../core/directory/directory.ts';
import { didYouMean } from '../../core/lib/did-you-mean.ts';
import { keyOf } from '../../core/policy/policy-index.ts';
import { type Finding, finding } from '../finding.ts';
import type { ParsedPolicy } from '../read/parse-policies.ts';
import { entitiesIn } from '../read/scope.ts';

/** Agents and groups of agents that the directory does not know: Cedar's schema knows types, not who exists. */
export function checkNames(policies: readonly ParsedPolicy[], { agents }: Directory): Finding[] {
  const known = new Map([
    ['Agent', { noun: 'agent', names: new Set(agents.map(({ id }) => id)) }],
    ['AgentGroup', { noun: 'group of agents', names: new Set(agents.flatMap(({ groups }) => groups)) }],
  ]);
  return policies.flatMap(({ json, positionOf }) =>
    entitiesIn(json).flatMap((entity) => {
      const kind = known.get(entity.type);
      if (!kind || kind.names.has(entity.id)) return [];
      const message = `the directory has no ${kind.noun} ${JSON.stringify(entity.id)}${didYouMean(entity.id, kind.names)}`;
      return finding('unknown-agent', positionOf(keyOf(entity)), message);
    }),
  );
}

/** The first of two policies keeps the id. */
export function checkIds(policies: readonly ParsedPolicy[]): Finding[] {
  const first = new Map<string, ParsedPolicy>();
  return policies.flatMap((parsed) => {
    const { id } = parsed.policy;
    const other = first.get(id)?.policy;
    if (other)
      return finding(
        'repeated-id',
        parsed.positionOf('@id'),
        `the id ${id} stands at ${other.file}:${other.line}:${other.column} too`,
      );
    first.set(id, parsed);
    return [];
  });
}
