import type { Json, JsonObject } from '../lib/json.ts';
import { NotImplementedLocally } from '../lib/not-implemented-locally.ts';
import type { Assembly, StackTemplate, TemplateResource } from './assembly.ts';
import { evaluateCondition, isValue, noValue, resolve, type Scope } from './intrinsics.ts';
import type { Identity, ResourceType, ResourceTypes } from './resource-type.ts';

/** A resource of a template whose references lead to their values, each worked out when it is asked for. */
export interface Linked {
  path: string;
  logicalId: string;
  typeName: string;
  /** Undefined where nothing plays it. */
  type: ResourceType | undefined;
  name(): string;
  ref(): string;
  attribute(name: string): string;
  properties(): JsonObject;
}

export interface Linker {
  resources: Linked[];
  stacks(): { name: string; outputs: Record<string, Json> }[];
}

const partition = 'aws';

/**
 * Names depend on at most one property of the resource itself, and references only on names: so the order of
 * dependencies needs no sorting, and resources may refer to each other in circles as roles and functions do.
 */
export function createLinker(assembly: Assembly, types: ResourceTypes): Linker {
  const exported = new Map<string, () => Json>();
  const imported: Scope['imported'] = (name) => importFrom(exported, name);
  const stacks = assembly.stacks.map((stack) => linkStack(stack, types, imported));
  for (const { exports } of stacks) for (const [name, value] of exports()) exported.set(name, value);
  return {
    resources: stacks.flatMap(({ resources }) => resources),
    stacks: () => stacks.map(({ name, outputs }) => ({ name, outputs: Object.fromEntries(outputs()) })),
  };
}

function importFrom(exported: Map<string, () => Json>, name: string): Json {
  const value = exported.get(name);
  if (!value) throw new Error(`No stack exports ${name}`);
  return value();
}

function linkStack(stack: StackTemplate, types: ResourceTypes, imported: Scope['imported']) {
  const scope: Scope = {
    imported,
    ref: (name) => pseudo(name) ?? parameter(name) ?? resourceNamed(name).ref(),
    attribute: (logicalId, name) => resourceNamed(logicalId).attribute(name),
    condition: (name) => evaluateCondition(stack.Conditions[name] ?? null, scope),
    mapped: (map, top, second) =>
      found(stack.Mappings[map]?.[top]?.[second], `mapping ${map}.${top}.${second}`),
  };
  const pseudo = (name: string) => pseudoParameters[name]?.(stack);
  const parameter = (name: string) => stack.Parameters[name]?.Default;
  const resourceNamed = (logicalId: string) =>
    found(linked.get(logicalId), `resource ${logicalId} of ${stack.name}`);

  const included = Object.entries(stack.Resources).filter(
    ([, { Condition }]) => Condition === undefined || scope.condition(Condition),
  );
  const linked = new Map(
    included.map(([id, resource]) => [id, linkResource(id, resource, { stack, types, scope })]),
  );
  const outputs = Object.entries(stack.Outputs).filter(
    ([, { Condition }]) => Condition === undefined || scope.condition(Condition),
  );
  const outputValue = (value: Json) => found(valueOrNothing(resolve(value, scope)), 'value of an output');

  return {
    name: stack.name,
    resources: [...linked.values()],
    exports: () =>
      outputs.flatMap(([, { Value, Export }]) =>
        Export ? [[String(outputValue(Export.Name)), () => outputValue(Value)] as const] : [],
      ),
    outputs: () => outputs.map(([name, { Value }]) => [name, outputValue(Value)] as const),
  };
}

interface Surroundings {
  stack: StackTemplate;
  types: ResourceTypes;
  scope: Scope;
}

function linkResource(
  logicalId: string,
  resource: TemplateResource,
  { stack, types, scope }: Surroundings,
): Linked {
  const at: Identity = {
    stack: stack.name,
    logicalId,
    account: stack.account,
    region: stack.region,
    partition,
  };
  const path = pathOf(logicalId, resource, stack);
  const typeName = resource.Type;
  const type = Object.hasOwn(types, typeName) ? types[typeName] : undefined;
  const known = (): ResourceType => {
    if (!type) throw new NotImplementedLocally(`${typeName} (${path})`);
    return type;
  };
  const property = (name: string): Json | undefined => {
    const value = resource.Properties[name];
    return value === undefined ? undefined : valueOrNothing(resolve(value, scope));
  };
  const name = () => known().name(at, property);
  return {
    path,
    logicalId,
    typeName,
    type,
    name,
    ref: () => known().ref?.(name(), at) ?? name(),
    attribute: (wanted) => {
      const attribute = known().attributes[wanted];
      if (!attribute) throw new NotImplementedLocally(`attribute ${wanted} of ${typeName} (${path})`);
      return attribute(name(), at);
    },
    properties: () => resolve(resource.Properties, scope) as JsonObject,
  };
}

/** `AuditStack/Table`: the CDK's path without the `Resource` that its constructs add. */
function pathOf(logicalId: string, { Metadata }: TemplateResource, { name }: StackTemplate): string {
  const path = Metadata['aws:cdk:path'];
  return typeof path === 'string' ? path.replace(/\/Resource$/, '') : `${name}/${logicalId}`;
}

const pseudoParameters: Record<string, (stack: StackTemplate) => string | typeof noValue> = {
  'AWS::AccountId': ({ account }) => account,
  'AWS::Region': ({ region }) => region,
  'AWS::Partition': () => partition,
  'AWS::URLSuffix': () => 'amazonaws.com',
  'AWS::StackName': ({ name }) => name,
  'AWS::StackId': ({ name, account, region }) =>
    `arn:${partition}:cloudformation:${region}:${account}:stack/${name}/00000000-0000-0000-0000-000000000000`,
  'AWS::NoValue': () => noValue,
};

const valueOrNothing = (value: Json | typeof noValue): Json | undefined =>
  isValue(value) ? value : undefined;

function found<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`The template refers to ${what}, which does not exist`);
  return value;
}
