import type { Json, JsonObject } from '../../core/lib/json.ts';
import { actionGroups } from '../action-groups.ts';
import { type CedarType, cedarTypeOf, emptyRecord } from '../cedar-type.ts';
import type { Catalog, CatalogEntry } from '../entry.ts';
import { uncurated, uncuratedGroups } from '../uncurated/uncurated-groups.ts';
import type { PolicyOf } from '../values/policy-document/policy-document.ts';
import { takenPolicy } from '../values/policy-document/policy-document-schema.ts';
import { policyFacts } from '../values/policy-document/policy-facts.ts';

/**
 * The schema that policies are checked against, in Cedar's own syntax: one action for each entry, in its groups, with
 * its parameters typed. What agents claim stands apart from what we derived.
 */
export const cedarSchema = (catalog: Pick<Catalog, 'entries'>, part?: SchemaPart): string =>
  [
    preamble,
    ...groupsOf(catalog).map(formatGroup),
    ...catalog.entries
      .filter(({ action }) => part?.actions.has(action) ?? true)
      .map((entry) => formatAction(entry.action, entry.groups, typeIn(part, entry))),
    ...Object.entries(uncuratedGroups).map(([group, within]) => formatAction(group, within, emptyRecord)),
  ].join('\n');

/** Of the whole schema only these actions, and of their parameters only those of some. */
export interface SchemaPart {
  actions: ReadonlySet<string>;
  typed: ReadonlySet<string>;
}

/**
 * A parameter's value as Cedar can hold it, by the same types as the schema: what one leaves out, so does the other.
 * `account` is where the action happens.
 */
export function toCedar(
  catalog: Pick<Catalog, 'find'>,
  action: string,
  parameters: JsonObject,
  account: string,
): JsonObject {
  const entry = catalog.find(action);
  return entry ? (project(cedarTypeOf(entry), parameters, account) as JsonObject) : {};
}

/**
 * Every action with its groups: what a policy may name. Of what nobody has described, each group stands for all that is in it
 * and nowhere named.
 */
export const knownActions = (catalog: Pick<Catalog, 'entries'>): Record<string, readonly string[]> => ({
  ...Object.fromEntries(catalog.entries.map(({ action, groups }) => [action, groups])),
  ...uncuratedGroups,
});

const preamble = `entity AgentGroup;
entity Agent in [AgentGroup] = { role: String };
entity Resource = { arn: String, account: String, region: String, service: String };
type Stated = { reason?: String, ticket?: String, model?: String, conversation?: String };
type PolicyDocument = { marks: Set<String>, actions: Set<String>, services: Set<String>, accounts: Set<String> };
`;

const groupsOf = ({ entries }: Pick<Catalog, 'entries'>): string[] =>
  [...new Set([...Object.keys(actionGroups), ...entries.flatMap(({ groups }) => groups), uncurated])]
    .filter((group) => !Object.hasOwn(uncuratedGroups, group))
    .sort();

const typeIn = (part: SchemaPart | undefined, entry: CatalogEntry): CedarType =>
  (part?.typed.has(entry.action) ?? true) ? cedarTypeOf(entry) : emptyRecord;

const formatGroup = (group: string): string => `action ${quoted(group)};`;

const formatAction = (action: string, groups: readonly string[], parameters: CedarType): string => `
action ${quoted(action)} in [${groups.map((group) => `Action::${quoted(group)}`).join(', ')}] appliesTo {
  principal: Agent,
  resource: Resource,
  context: {
    account: String,
    region: String,
    environment: String,
    parameters: ${formatType(parameters)},
    stated: Stated,
  },
};`;

function formatType(type: CedarType): string {
  if (type.kind === 'Policy') return 'PolicyDocument';
  if (type.kind === 'Set') return `Set<${formatType(type.element)}>`;
  if (type.kind !== 'Record') return type.kind;
  const attributes = [...type.attributes].map(
    ([name, { type: inner, required }]) => `${quoted(name)}${required ? '' : '?'}: ${formatType(inner)}`,
  );
  return attributes.length === 0 ? '{}' : `{ ${attributes.join(', ')} }`;
}

const quoted = (name: string): string => JSON.stringify(name);

function project(type: CedarType, value: Json, account: string): Json {
  switch (type.kind) {
    case 'Policy':
      return typeof value === 'string' ? projectPolicy(type.of, value, account) : value;
    case 'Set':
      return Array.isArray(value) ? value.map((item) => project(type.element, item, account)) : value;
    case 'Record':
      return isObject(value) ? projectRecord(type.attributes, value, account) : value;
    default:
      return value;
  }
}

const projectPolicy = (of: PolicyOf, value: string, ownAccount: string): Json => ({
  ...policyFacts(takenPolicy(value, of.kind), { ownAccount, ...of }),
});

const projectRecord = (
  attributes: Extract<CedarType, { kind: 'Record' }>['attributes'],
  value: JsonObject,
  account: string,
): JsonObject =>
  Object.fromEntries(
    [...attributes].flatMap(([name, { type }]) => {
      const held = value[name];
      return held === undefined ? [] : [[name, project(type, held, account)]];
    }),
  );

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
