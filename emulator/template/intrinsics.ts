import type { Json, JsonObject } from '../lib/json.ts';
import { NotImplementedLocally } from '../lib/not-implemented-locally.ts';

/** What the intrinsic functions of one template can see. */
export interface Scope {
  ref(name: string): Json | typeof noValue;
  attribute(logicalId: string, name: string): Json;
  imported(exportName: string): Json;
  condition(name: string): boolean;
  mapped(map: string, top: string, second: string): Json;
}

/** `AWS::NoValue`: the property or element is left out. */
export const noValue: unique symbol = Symbol('AWS::NoValue');

type Resolved = Json | typeof noValue;
type Intrinsic = (argument: Json, scope: Scope) => Resolved;

export function resolve(value: Json, scope: Scope): Resolved {
  if (typeof value === 'string') return literal(value);
  if (Array.isArray(value)) return value.map((element) => resolve(element, scope)).filter(isValue);
  if (value === null || typeof value !== 'object') return value;
  const call = intrinsicCall(value);
  return call ? call.intrinsic(call.argument, scope) : resolveObject(value, scope);
}

export const isValue = (resolved: Resolved): resolved is Json => resolved !== noValue;

export function evaluateCondition(value: Json, scope: Scope): boolean {
  const [[name, argument] = []] = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const evaluate = name === undefined ? undefined : conditions[name];
  if (!evaluate || argument === undefined)
    throw new NotImplementedLocally(`condition ${JSON.stringify(value)}`);
  return evaluate(argument, scope);
}

const conditions: Record<string, (argument: Json, scope: Scope) => boolean> = {
  Condition: (name, scope) => scope.condition(text(name, 'Condition')),
  'Fn::Equals': (pair, scope) => {
    const [left, right] = list(pair, 'Fn::Equals').map((side) => resolve(side, scope));
    return JSON.stringify(left) === JSON.stringify(right);
  },
  'Fn::And': (all, scope) => list(all, 'Fn::And').every((one) => evaluateCondition(one, scope)),
  'Fn::Or': (any, scope) => list(any, 'Fn::Or').some((one) => evaluateCondition(one, scope)),
  'Fn::Not': (one, scope) => !evaluateCondition(list(one, 'Fn::Not')[0] ?? null, scope),
};

const intrinsics: Record<string, Intrinsic> = {
  Ref: (name, scope) => scope.ref(text(name, 'Ref')),
  'Fn::GetAtt': (argument, scope) => {
    const [logicalId, ...attribute] =
      typeof argument === 'string' ? argument.split('.') : list(argument, 'Fn::GetAtt');
    return scope.attribute(text(logicalId, 'Fn::GetAtt'), attribute.join('.'));
  },
  'Fn::ImportValue': (name, scope) => scope.imported(text(resolve(name, scope), 'Fn::ImportValue')),
  'Fn::If': (argument, scope) => {
    const [name, whenTrue, whenFalse] = list(argument, 'Fn::If');
    return resolve((scope.condition(text(name, 'Fn::If')) ? whenTrue : whenFalse) ?? null, scope);
  },
  'Fn::Join': (argument, scope) => {
    const [separator, parts] = list(argument, 'Fn::Join');
    const values = list(resolve(parts ?? null, scope), 'Fn::Join');
    return values.map((part) => text(part, 'Fn::Join')).join(text(separator, 'Fn::Join'));
  },
  'Fn::Select': (argument, scope) => {
    const [index, from] = list(argument, 'Fn::Select');
    const chosen = list(resolve(from ?? null, scope), 'Fn::Select')[Number(index)];
    if (chosen === undefined) throw new Error(`Fn::Select has no element ${index}`);
    return chosen;
  },
  'Fn::Split': (argument, scope) => {
    const [separator, whole] = list(argument, 'Fn::Split');
    return text(resolve(whole ?? null, scope), 'Fn::Split').split(text(separator, 'Fn::Split'));
  },
  'Fn::FindInMap': (argument, scope) => {
    const [map = '', top = '', second = ''] = list(argument, 'Fn::FindInMap').map((key) =>
      text(resolve(key, scope), 'Fn::FindInMap'),
    );
    return scope.mapped(map, top, second);
  },
  'Fn::Sub': (argument, scope) => {
    const [template, variables] = Array.isArray(argument) ? argument : [argument];
    const own = (variables ?? {}) as JsonObject;
    return text(template, 'Fn::Sub').replace(/\$\{(!?)([^}]+)\}/g, (_, escaped: string, name: string) => {
      if (escaped) return `\${${name}}`;
      if (Object.hasOwn(own, name)) return text(resolve(own[name] ?? null, scope), 'Fn::Sub');
      const [logicalId = '', ...attribute] = name.split('.');
      const value = attribute.length > 0 ? scope.attribute(logicalId, attribute.join('.')) : scope.ref(name);
      return text(value, 'Fn::Sub');
    });
  },
};

function intrinsicCall(value: JsonObject): { intrinsic: Intrinsic; argument: Json } | undefined {
  const [[name, argument] = []] = Object.entries(value);
  if (name === undefined || argument === undefined || Object.keys(value).length !== 1) return undefined;
  if (name !== 'Ref' && !name.startsWith('Fn::')) return undefined;
  const intrinsic = intrinsics[name];
  if (!intrinsic) throw new NotImplementedLocally(`intrinsic ${name}`);
  return { intrinsic, argument };
}

function resolveObject(value: JsonObject, scope: Scope): JsonObject {
  const entries = Object.entries(value).map(([key, inner]) => [key, resolve(inner, scope)] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, Json] => isValue(entry[1])));
}

function literal(value: string): string {
  if (value.includes('{{resolve:')) throw new NotImplementedLocally(`dynamic reference ${value}`);
  return value;
}

function text(value: Resolved | undefined, where: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new Error(`${where} needs a text, not ${JSON.stringify(value)}`);
}

function list(value: Resolved | undefined, where: string): Json[] {
  if (Array.isArray(value)) return value;
  throw new Error(`${where} needs a list, not ${JSON.stringify(value)}`);
}
