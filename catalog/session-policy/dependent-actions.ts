import type { JsonObject } from '../../core/lib/json.ts';
import { type IamAction, iamAction, iamService } from '../iam-reference/iam-action.ts';
import { serviceOf } from '../service-of.ts';
import { furtherActions, isNeeded, setsTags } from './further-actions.ts';
import { valuesAt } from './values-at.ts';

/** What a call needs beside its own action, with some of its parameters or always. Roles are told apart: see `passed-roles.ts`. */
export function dependentActions(action: IamAction, parameters: JsonObject): string[] {
  const further = Object.entries(furtherActions[action.name] ?? {})
    .filter(([, pointers]) => pointers.some((pointer) => valuesAt(parameters, pointer).some(isSet)))
    .map(([name]) => name);
  const published = action.dependentActions.filter(
    (name) => name !== passRole && !isTagging(name) && isNeeded(name, parameters),
  );
  return [...new Set([...published, ...further, ...taggingFor(action, parameters)])].sort();
}

/**
 * Whether IAM asks for it of the caller and not of a service that calls another one in the caller's name, soon or after the minute:
 * KMS under S3. IAM's reference does not tell. Another service's action is asked of a service. The same service looks at what is done
 * and at what it is done with in one call: that is direct where it names what it is on. Where it does not, as with the
 * instances of a cluster, a session could do that to all of them, so only the service may.
 */
export function isDirect(dependent: string, action: IamAction, resources: readonly string[]): boolean {
  if (serviceOf(dependent) !== serviceOf(action.name)) return false;
  const isFurther = furtherActions[action.name]?.[dependent] !== undefined;
  return (
    isFurther ||
    isTagging(dependent) ||
    directThough.has(dependent) ||
    resources.every((arn) => !arn.includes('*'))
  );
}

/** Documented as asked of the caller, though nothing names what it is on. */
const directThough: ReadonlySet<string> = new Set([
  // The replica is made by it.
  'kms:CreateKey',
  'lambda:PassCapacityProvider',
]);

const passRole = 'iam:PassRole';
const isSet = (value: unknown): boolean => value !== false;

const isTagging = (name: string): boolean => iamAction(name)?.accessLevel === 'Tagging';

/** What is made with tags is tagged by its caller: the reference lists that for some services, and it holds for all. */
function taggingFor(action: IamAction, parameters: JsonObject): string[] {
  if (action.accessLevel === 'Tagging' || !setsTags(parameters)) return [];
  const types = new Set(action.resourceTypes.map(({ name }) => name));
  const published = action.dependentActions.filter(isTagging);
  const ofService = [...(iamService(serviceOf(action.name))?.values() ?? [])]
    .filter(({ name, accessLevel }) => accessLevel === 'Tagging' && !/:(?:Untag|Remove|Delete)/.test(name))
    .filter(({ resourceTypes }) => resourceTypes.some(({ name }) => types.has(name)))
    .map(({ name }) => name);
  return published.length > 0 ? published : ofService;
}
