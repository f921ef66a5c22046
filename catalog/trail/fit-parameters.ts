import type { JsonObject } from '../../core/lib/json.ts';
import { type CedarType, cedarTypeOf, type JsonSchema, parametersSchema } from '../cedar-type.ts';
import type { CatalogEntry } from '../entry.ts';
import { type Fitting, fitObject, isObject } from './fit-value.ts';
import { type Habits, habitsOf } from './habits.ts';

/** Why an event's parameters are not the API's. Stable, for reports and tests. */
export interface Unread {
  /**
   * `not-kept`: CloudTrail left it out. `hidden`: it stands there without its value. `left-over`: it stands there and the
   * action has no such parameter. `missing`: the action needs it. `not-accepted`: the action takes no such value.
   */
  code: 'not-kept' | 'hidden' | 'left-over' | 'missing' | 'not-accepted';
  /** Empty where it is about all of them. */
  member: string;
}

/** `hidden:Parameters` */
export const formatUnread = ({ code, member }: Unread): string =>
  member === '' ? code : `${code}:${member}`;

export type ReadParameters =
  /** `hidden` names what the event does not tell: nothing else is missing, and no policy can see a secret. */
  { ok: true; parameters: JsonObject; hidden: readonly string[] } | { ok: false; unread: Unread };

/**
 * The API's parameters out of CloudTrail's. None where anything is left over or missing: a guess would be ruled on as
 * fact. It goes by the parameters' own shape; what one service does differently stands in `habits.ts`.
 */
export function fitParameters(entry: CatalogEntry, requestParameters: unknown): ReadParameters {
  const schema = schemaOf(entry);
  const habits = habitsOf(entry.cloudTrail?.source ?? '');
  if (!isObject(requestParameters) && (schema.required ?? []).length > 0) return no('not-kept');
  const fitting: Fitting = { habits, hidden: [] };
  const written = lift(habits, schema, unwrapRequest(entry, requestParameters ?? {}));
  const fitted = fitObject(schema, written, '', fitting);
  if (fitted.kind === 'left-over') return no('left-over', fitted.member);
  const parameters = fitted.kind === 'value' && isObject(fitted.value) ? fitted.value : {};
  const empty = emptied(parameters, cedarTypeOf(entry));
  const told = Object.fromEntries(Object.entries(parameters).filter(([name]) => !empty.includes(name)));
  return checked(entry, habits, told, [...fitting.hidden, ...empty]);
}

function checked(
  entry: CatalogEntry,
  { notKept }: Habits,
  parameters: JsonObject,
  hidden: readonly string[],
): ReadParameters {
  const read = entry.parameters.safeParse(parameters);
  if (read.success) return { ok: true, parameters: read.data, hidden };
  const left = notKept?.[entry.operation];
  if (left && !left.unless.some((member) => member in parameters)) return no('not-kept', left.member);

  const open = read.error.issues.map(({ path, message }) => ({
    member: path.filter(isName).join('.'),
    message,
    path,
  }));
  const absent = open.filter(({ path }) => path.length > 0 && valueAt(parameters, path) === undefined);
  const secret = absent.filter(({ member }) => hidden.includes(member) || !policiesSee(entry, member));
  if (secret.length === open.length)
    return { ok: true, parameters, hidden: [...new Set([...hidden, ...secret.map(({ member }) => member)])] };
  const [first] = open.filter((issue) => !secret.includes(issue));
  const code = first && absent.includes(first) ? 'missing' : 'not-accepted';
  return no(code, first?.member);
}

/** Whether a policy about this action could look at this member, by name or by what it holds. */
export function policiesSee(entry: CatalogEntry, member: string): boolean {
  let type: CedarType | undefined = cedarTypeOf(entry);
  for (const name of member.split('.')) {
    while (type?.kind === 'Set') type = type.element;
    if (type?.kind !== 'Record') return type !== undefined;
    type = type.attributes.get(name)?.type;
  }
  return type !== undefined;
}

/** Containers whose every member is a secret, and that came empty: whether anything was in them is not told. */
const emptied = (parameters: JsonObject, type: CedarType): string[] =>
  Object.entries(parameters).flatMap(([name, value]) => {
    const inside = type.kind === 'Record' ? type.attributes.get(name)?.type : undefined;
    const isEmpty = isObject(value) && Object.keys(value).length === 0;
    return isEmpty && inside?.kind === 'Record' && inside.attributes.size === 0 ? [name] : [];
  });

/** Newer operations of EC2: `{"DeleteFlowLogsRequest": {"FlowLogId": {"tag": 1, "content": "fl-…"}}}`. */
function unwrapRequest({ operation }: CatalogEntry, parameters: unknown): unknown {
  const wrapped = isObject(parameters) ? parameters[`${operation}Request`] : undefined;
  return wrapped !== undefined && isObject(parameters) && Object.keys(parameters).length === 1
    ? untagged(wrapped)
    : parameters;
}

function untagged(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(untagged);
  if (!isObject(value)) return value;
  if ('content' in value) return value.content;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inside]) => key !== 'tag' || typeof inside !== 'number')
      .map(([key, inside]) => [key, untagged(inside)]),
  );
}

/** `{"instancesSet": {"items": [{"imageId": …}]}}` of RunInstances, where it is not the list of instances that others take. */
function lift({ lifted = [] }: Habits, { properties = {} }: JsonSchema, parameters: unknown): unknown {
  if (lifted.length === 0 || !isObject(parameters) || 'InstanceIds' in properties) return parameters;
  const entries = Object.entries(parameters).flatMap(([key, value]) => {
    const items =
      lifted.includes(key.toLowerCase()) && isObject(value) && Array.isArray(value.items) ? value.items : [];
    return items.length === 1 && isObject(items[0]) ? Object.entries(items[0]) : [[key, value] as const];
  });
  return Object.fromEntries(entries);
}

const schemas = new WeakMap<CatalogEntry, JsonSchema>();

/** Made once: a log has millions of events. */
function schemaOf(entry: CatalogEntry): JsonSchema {
  const schema = schemas.get(entry) ?? parametersSchema(entry);
  schemas.set(entry, schema);
  return schema;
}

const isName = (step: PropertyKey): boolean => typeof step === 'string';

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (held, name) =>
      typeof held === 'object' && held !== null ? (held as Record<PropertyKey, unknown>)[name] : undefined,
    value,
  );

const no = (code: Unread['code'], member = ''): ReadParameters => ({ ok: false, unread: { code, member } });
