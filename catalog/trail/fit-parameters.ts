import type { z } from 'zod';
import { parseArn } from '../../core/lib/arn.ts';
import type { Json, JsonObject } from '../../core/lib/json.ts';
import { segmentsOf } from '../../core/lib/json-pointer.ts';
import { type CedarType, cedarTypeOf, type JsonSchema, parametersSchema } from '../cedar-type.ts';
import type { CatalogEntry } from '../entry.ts';
import { type Fitting, fitObject, isObject } from './fit-value.ts';
import { type Habits, habitsOf } from './habits.ts';

/** Why an event's parameters are not the API's. Stable, for reports and tests. */
export interface Unread {
  /**
   * `not-kept`: CloudTrail left it out. `hidden`: it stands there without its value, or is a secret that it never tells.
   * `left-over`: it stands there and the action has no such parameter. `missing`: the action needs it. `not-accepted`: the
   * action takes no such value.
   */
  code: 'not-kept' | 'hidden' | 'left-over' | 'missing' | 'not-accepted';
  /** `InstanceIds`, `IpPermissions.IpRanges.CidrIp`. Empty where it is about all of them. */
  member: string;
}

/** `hidden:Parameters` */
export const formatUnread = ({ code, member }: Unread): string =>
  member === '' ? code : `${code}:${member}`;

export type ReadParameters =
  /** Whole where nothing is untold. Else `parameters` are without those members: who looks at one of them MUST NOT go on. */
  { ok: true; parameters: JsonObject; untold: readonly Unread[] } | { ok: false; unread: Unread };

/** Where the event says that the call was made. */
export interface Place {
  account?: string | null | undefined;
  region: string;
}

/**
 * The API's parameters out of CloudTrail's. None where anything is left over: a guess would be ruled on as fact. It goes by
 * the parameters' own shape; what one service does differently stands in `habits.ts`.
 */
export function fitParameters(entry: CatalogEntry, requestParameters: unknown, place: Place): ReadParameters {
  const schema = schemaOf(entry);
  const habits = habitsOf(entry.cloudTrail?.source ?? '');
  if (!isObject(requestParameters) && (schema.required ?? []).length > 0) return no('not-kept');
  const fitting: Fitting = { habits, hidden: [] };
  const written = lift(habits, schema, unwrapRequest(schema, requestParameters ?? {}));
  const fitted = fitObject(schema, written, '', fitting);
  if (fitted.kind === 'left-over') return no('left-over', fitted.member);
  const parameters = fitted.kind === 'value' && isObject(fitted.value) ? fitted.value : {};
  const hidden = [
    ...fitting.hidden,
    ...emptied(parameters, cedarTypeOf(entry)),
    ...untraced(parameters, schema, habits),
  ];
  return checked(entry, habits, parameters, hidden, place);
}

/** What can be read of them, the rest by name: to compare, where one member that is not understood hides no other. */
export interface FittedParameters {
  parameters: JsonObject;
  hidden: readonly string[];
  leftOver: readonly { member: string; value: unknown }[];
}

export function fitWhatFits(entry: CatalogEntry, written: unknown, place: Place): FittedParameters {
  const schema = schemaOf(entry);
  const habits = habitsOf(entry.cloudTrail?.source ?? '');
  const fitting: Fitting & Pick<FittedParameters, 'leftOver'> = { habits, hidden: [], leftOver: [] };
  const fitted = fitObject(schema, lift(habits, schema, unwrapRequest(schema, written)), '', fitting);
  const parameters = fitted.kind === 'value' && isObject(fitted.value) ? fitted.value : {};
  const hidden = [...fitting.hidden, ...untraced(parameters, schema, habits)];
  return { ...fitting, hidden, parameters: wellSpelled(entry, parameters, place).spelled };
}

function checked(
  entry: CatalogEntry,
  { notKept }: Habits,
  fitted: JsonObject,
  hidden: readonly string[],
  place: Place,
): ReadParameters {
  const { spelled, issues } = wellSpelled(entry, fitted, place);
  const left = issues.length > 0 ? notKept?.[entry.operation] : undefined;
  if (left && !left.unless.some((member) => member in spelled)) return no('not-kept', left.member);

  const untold = [
    ...hidden.map((member): Unread => ({ code: 'hidden', member })),
    ...issues.filter(({ path }) => path.length > 0).map(({ path }) => unreadAt(entry, spelled, path)),
  ].filter(({ member }, at, all) => all.findIndex((other) => headOf(other.member) === headOf(member)) === at);
  if (untold.length === 0 && issues.length > 0) {
    // Members that do not go together, unless one that does is a secret.
    const secrets = Object.keys(schemaOf(entry).properties ?? {}).filter(
      (name) => !(name in spelled) && !isTold(entry, name),
    );
    if (secrets.length === 0) return no('not-accepted');
    untold.push(...secrets.map((member): Unread => ({ code: 'hidden', member })));
  }
  const heads = untold.map(({ member }) => headOf(member));
  const told = Object.entries(spelled).filter(([name]) => !heads.includes(name));
  return { ok: true, parameters: Object.fromEntries(told), untold };
}

function unreadAt(entry: CatalogEntry, parameters: JsonObject, path: readonly PropertyKey[]): Unread {
  const member = path.filter((step) => typeof step === 'string').join('.');
  if (valueAt(parameters, path) !== undefined) return { code: 'not-accepted', member };
  return { code: isTold(entry, member) ? 'missing' : 'hidden', member };
}

/** Whether CloudTrail would tell it. Of what nobody has described policies see nothing, but not all of it is secret. */
export const isTold = (entry: CatalogEntry, member: string): boolean =>
  entry.curated
    ? policiesSee(entry, member)
    : !Object.keys(entry.secrets).some((pointer) => memberAt(pointer) === member);

/** `Tags.Value`: as members are named here, without the steps into lists. */
const memberAt = (pointer: string): string =>
  segmentsOf(pointer)
    .filter((step) => step !== '*')
    .join('.');

/** With what the entry does not accept even so: values first, and then what has a form of its own. */
function wellSpelled(
  entry: Pick<CatalogEntry, 'parameters'>,
  fitted: JsonObject,
  place: Place,
  rounds = 2,
): { spelled: JsonObject; issues: readonly z.core.$ZodIssue[] } {
  const issues = entry.parameters.safeParse(fitted).error?.issues ?? [];
  const spelled = rounds > 0 ? respelled(fitted, issues, place) : fitted;
  return spelled === fitted ? { spelled, issues } : wellSpelled(entry, spelled, place, rounds - 1);
}

/**
 * AWS takes values in more than one spelling, and the entry in one. An ARN that the entry takes as a name must be one of
 * where the call was made, or the name would mean another thing.
 */
function respelled(parameters: JsonObject, issues: readonly z.core.$ZodIssue[], place: Place): JsonObject {
  let spelled = parameters;
  let shorter: JsonObject | undefined;
  for (const issue of issues) {
    const canonical = issue.code === 'custom' ? issue.params?.canonical : undefined;
    const value = valueAt(parameters, issue.path);
    if (issue.path.length === 0 && isObject(canonical)) shorter = canonical as JsonObject;
    if (typeof canonical !== 'string' || typeof value !== 'string') continue;
    const arn = canonical.startsWith('arn:') ? undefined : parseArn(value);
    if (arn && (arn.account !== place.account || arn.region !== place.region)) continue;
    spelled = withValueAt(spelled, issue.path, canonical) as JsonObject;
  }
  return spelled === parameters && shorter ? shorter : spelled;
}

function withValueAt(
  value: Json | undefined,
  [step, ...rest]: readonly PropertyKey[],
  changed: string,
): Json {
  if (step === undefined) return changed;
  if (Array.isArray(value))
    return value.map((item, at) => (at === step ? withValueAt(item, rest, changed) : item));
  const held = isObject(value) ? (value as JsonObject) : {};
  return { ...held, [step]: withValueAt(held[String(step)], rest, changed) };
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

/** Whether one of them was given is not told, unless one stands there. */
function untraced(parameters: JsonObject, { properties = {} }: JsonSchema, habits: Habits): string[] {
  const secrets = (habits.untraced ?? []).filter((name) => name in properties);
  return secrets.some((name) => name in parameters) ? [] : secrets;
}

/** Containers whose every member is a secret, and that came empty: whether anything was in them is not told. */
const emptied = (parameters: JsonObject, type: CedarType): string[] =>
  Object.entries(parameters).flatMap(([name, value]) => {
    const inside = type.kind === 'Record' ? type.attributes.get(name)?.type : undefined;
    const isEmpty = isObject(value) && Object.keys(value).length === 0;
    return isEmpty && inside?.kind === 'Record' && inside.attributes.size === 0 ? [name] : [];
  });

/**
 * Newer operations of EC2: `{"DeleteFlowLogsRequest": "FlowLogId": "tag": 1, "content": "fl-…"}`, or a short name, and an
 * empty text where there is nothing in it.
 */
function unwrapRequest({ properties = {} }: JsonSchema, parameters: unknown): unknown {
  const [[name, wrapped] = ['', undefined], another] = isObject(parameters) ? Object.entries(parameters) : [];
  if (another || !/[a-z]Req(?:uest)?$/.test(name) || name in properties) return parameters;
  if (wrapped === '') return {};
  return isObject(wrapped) ? untagged(wrapped) : parameters;
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

/** `{"instancesSet": "items": ["imageId": …]}` of RunInstances, where it is not the list of instances that others take. */
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

/** The parameter that it stands in. */
export const headOf = (member: string): string => member.split('.')[0] ?? '';

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (held, name) =>
      typeof held === 'object' && held !== null ? (held as Record<PropertyKey, unknown>)[name] : undefined,
    value,
  );

const no = (code: Unread['code'], member = ''): ReadParameters => ({ ok: false, unread: { code, member } });
