import type { JsonSchema } from '../cedar-type.ts';

type Properties = Readonly<Record<string, JsonSchema>>;
type NameIn = (key: string) => string | undefined;

const known = new WeakMap<Properties, NameIn>();

/**
 * The API's name of a member that CloudTrail writes as `roleName`, `dBInstanceIdentifier`, `filterSet` (for Filters), `instancesSet` (for InstanceIds) or `FlowLogId` (for FlowLogIds).
 */
export function nameIn(properties: Properties): NameIn {
  const found = known.get(properties) ?? createNameIn(properties);
  known.set(properties, found);
  return found;
}

function createNameIn(properties: Properties): NameIn {
  const names = Object.keys(properties);
  const lists = names.filter((name) => properties[name]?.type === 'array');
  // From the surest to the most daring; what two names could stand for stands for neither.
  const tables = [
    unique(names.map((name) => [name.toLowerCase(), name])),
    unique(lists.map((name) => [singular(name), name])),
    unique(lists.map((name) => [singular(name).replace(/id$/, ''), name])),
  ];
  return (key) => {
    const written = key.toLowerCase();
    const stem = singular(written.replace(/set$/, ''));
    const [exact, list, ids] = tables;
    return exact?.get(written) ?? list?.get(stem) ?? ids?.get(stem);
  };
}

const unique = (pairs: readonly (readonly [string, string])[]): Map<string, string> =>
  new Map(pairs.filter(([key], at) => pairs.every(([other], position) => position === at || other !== key)));

const singular = (name: string): string => name.toLowerCase().replace(/s$/, '');
