import { preparsePolicySet } from '@cedar-policy/cedar-wasm/nodejs';
import type { Policy } from './bundle.ts';

/** How many sets stay parsed: ten policies take some 50 KB in Cedar's memory, so 25 MB at the most. */
const capacity = 512;

/** Cedar keeps parsed sets under names that the whole process shares; engines must not share theirs. */
let engines = 0;

/** Answers the name under which Cedar holds these policies, parsed when they are first needed. */
export function createPreparedSets(): (policies: readonly Policy[]) => string {
  engines += 1;
  const engine = engines;
  const names = new Map<string, string>();

  return (policies) => {
    const key = policies.map(({ id }) => id).join(' ');
    const name = names.get(key) ?? nextName(engine, names);
    if (!names.delete(key)) prepare(name, policies);
    names.set(key, name);
    return name;
  };
}

/** A new name, or when all are taken that of the set used longest ago: Cedar drops what stood under it. */
function nextName(engine: number, names: Map<string, string>): string {
  const [oldest] = names.entries().take(names.size < capacity ? 0 : 1);
  if (!oldest) return `engine ${engine} set ${names.size}`;
  const [key, name] = oldest;
  names.delete(key);
  return name;
}

function prepare(name: string, policies: readonly Policy[]): void {
  const staticPolicies = Object.fromEntries(policies.map(({ id, text }) => [id, text]));
  const answer = preparsePolicySet(name, { staticPolicies });
  if (answer.type === 'failure') {
    const problems = answer.errors.map(({ message }) => message).join('; ');
    throw new Error(`The policy set holds what Cedar cannot read: ${problems}`);
  }
}
