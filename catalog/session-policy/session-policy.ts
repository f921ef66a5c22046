import { canonicalJson, type JsonObject } from '../../core/lib/json.ts';
import type { CatalogEntry, Location } from '../entry.ts';
import { type IamAction, iamAction } from '../iam-reference/iam-action.ts';
import { serviceOf } from '../service-of.ts';
import { type Asked, askedOf } from './asked.ts';
import { dependentActions, isDirect } from './dependent-actions.ts';
import { taggedTypes } from './further-actions.ts';
import { mayPassRoles, passedRoles } from './passed-roles.ts';
import { elsewhereResources } from './resources-elsewhere.ts';
import { resourcesOf } from './resources-of.ts';
import {
  oneOrMany,
  type SessionPolicyDocument,
  type SessionStatement,
  secondsAfter,
  statement,
} from './session-statement.ts';

export type SessionPolicy =
  | {
      ok: true;
      document: SessionPolicyDocument;
      /** As `AssumeRole` takes it: canonical, without white space. */
      text: string;
      /** IAM knows no resource for the action, or none that this call names: AWS cannot limit it to one. */
      resourcesUnknown: boolean;
    }
  | { ok: false; code: 'no-aws-action' | 'unclear-resource' | 'session-policy-too-long'; detail: string };

/** Characters that STS takes. What it packs them into has a limit of its own, which nobody can compute: `PackedPolicyTooLarge`. */
export const maxSessionPolicyLength = 2_048;

const directCallSeconds = 60;

/**
 * What a session may do that runs this one action: the IAM actions that it needs, on the resources that IAM asks for, called by
 * the session itself within a minute of `now`, or by the service that it called. A session policy only ever narrows what its role
 * may do. `parameters` are the whole ones, with what is hidden from people.
 */
export function sessionPolicy(
  entry: CatalogEntry,
  parameters: JsonObject,
  location: Location,
  now: string,
): SessionPolicy {
  const actions = entry.iamActions.map((name) => iamAction(name));
  if (actions.length === 0 || actions.includes(undefined))
    return { ok: false, code: 'no-aws-action', detail: `IAM knows no action for ${entry.action}` };
  const asked = askedOf(entry, parameters, location);
  if (!asked)
    return {
      ok: false,
      code: 'unclear-resource',
      detail: `Nothing tells which resource ${entry.action} names`,
    };

  const statements = actions.flatMap((action) => (action ? statementsFor(action, asked, now) : []));
  const document: SessionPolicyDocument = { Version: '2012-10-17', Statement: statements };
  const text = canonicalJson(document);
  if (text.length > maxSessionPolicyLength)
    return {
      ok: false,
      code: 'session-policy-too-long',
      detail: `What limits a session to this call has ${text.length} characters; AWS takes at most ${maxSessionPolicyLength}`,
    };
  return { ok: true, document, text, resourcesUnknown: statements[0]?.Resource === '*' };
}

function statementsFor(action: IamAction, asked: Asked, now: string): SessionStatement[] {
  const atOnce = { DateLessThan: { 'aws:CurrentTime': secondsAfter(now, directCallSeconds) } };
  const own = allOf(resourcesOf(action, asked));
  const dependents = dependentActions(action, asked.parameters).map(
    (name): Dependent => ({
      name,
      resources:
        serviceOf(name) === serviceOf(action.name)
          ? besides(name, action, asked)
          : elsewhereResources(name, asked),
      only: name === 'ec2:CreateTags' ? { StringEquals: { 'ec2:CreateAction': asked.entry.operation } } : {},
    }),
  );
  const [direct, byService] = [true, false].map((wanted) =>
    together(dependents.filter(({ name, resources }) => isDirect(name, action, resources) === wanted)),
  );
  return [
    statement([action.name], own, atOnce),
    ...(direct ?? []).map(({ names, resources, only }) =>
      statement(names, resources, { ...atOnce, ...only }),
    ),
    ...passing(asked, atOnce),
    ...(byService ?? []).map(({ names, resources }) =>
      statement(names, resources, { Bool: { 'aws:ViaAWSService': 'true' } }),
    ),
  ];
}

/** Of the same service: on the types that it has in common with the action, or that the parameters say they tag. */
function besides(name: string, action: IamAction, asked: Asked): readonly string[] {
  const reference = iamAction(name);
  if (!reference) return ['*'];
  const tagged = taggedTypes(asked.parameters);
  const touched = tagged.length > 0 ? tagged : action.resourceTypes.map((type) => type.name);
  const common = reference.resourceTypes.filter((type) => type.required || touched.includes(type.name));
  const named = resourcesOf({ ...reference, resourceTypes: common }, asked);
  if (named.size > 0) return [...named.values()].flat();
  // What is tagged while it is made has no name yet.
  const made = common.map((type) => ({ ...type, required: true }));
  return allOf(resourcesOf({ ...reference, resourceTypes: made }, asked));
}

function passing(asked: Asked, atOnce: SessionStatement['Condition']): SessionStatement[] {
  const { roles, services } = mayPassRoles(asked.entry.action)
    ? passedRoles(asked)
    : { roles: [], services: [] };
  if (roles.length === 0) return [];
  const to = services.length > 0 ? { StringEquals: { 'iam:PassedToService': oneOrMany(services) } } : {};
  return [statement(['iam:PassRole'], roles, { ...atOnce, ...to })];
}

/** Nothing is limited where nothing is known. */
function allOf(resources: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const all = [...resources.values()].flat();
  return all.length === 0 ? ['*'] : all;
}

interface Dependent {
  name: string;
  resources: readonly string[];
  /** Under which condition besides: EC2 tells tags of what a call makes from those of what is there. */
  only: SessionStatement['Condition'];
}

/** Actions on the same resources in one statement. */
function together(each: readonly Dependent[]) {
  const groups = Map.groupBy(each, ({ resources, only }) => JSON.stringify([resources, only]));
  return [...groups.values()].map((group) => ({
    names: group.map(({ name }) => name),
    resources: group[0]?.resources ?? [],
    only: group[0]?.only ?? {},
  }));
}
