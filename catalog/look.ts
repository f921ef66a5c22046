import type { JsonObject } from '../core/lib/json.ts';
import type { InputOf, NameOf, OutputOf } from './input-of.ts';

/** What people see of the target before they decide, and what execution compares with again. */
export type Look = LookOf<JsonObject, JsonObject>;

export interface LookOf<Parameters, Kept> {
  /** A read of AWS, as IAM writes it: `iam:GetRolePolicy`. IAM knows it as one that only reads or lists. */
  action: string;
  /** The operation of the API, where IAM calls it by another name: `GetBucketReplication`. */
  operation: string;
  /** What the operation takes, for these parameters of the entry's own action. */
  input(parameters: Parameters): JsonObject;
  /**
   * What of the answer matters: without secrets, and without what changes by itself, such as a date of last use. The answer is
   * JSON: times are texts and bytes are base64. Throws where it is a page of several, for nobody may decide on a part.
   */
  keep(answer: JsonObject, parameters: Parameters): Kept;
  /** Errors, as the SDK names them, which mean that there is no such thing: what is seen then is `{}`. */
  none: readonly string[];
}

interface LookDefinition<Client, Operation extends string, Parameters, Kept> {
  operation: Operation;
  /** The IAM action's name, where it is not the operation's. */
  iamName?: string;
  input: (parameters: Parameters) => OrUndefined<InputOf<Client, Operation>>;
  keep: (answer: OutputOf<Client, Operation>, parameters: Parameters) => Kept;
  none?: readonly string[];
}

/** A parameter that is left out is left out of what is made of it. */
type OrUndefined<T> = { [Member in keyof T]: T[Member] | undefined };

/** `looksOf<IAM>({ prefix: 'iam' })`: operations, what they take and what they answer are those of this client. */
export const looksOf =
  <Client>({ prefix }: { prefix: string }) =>
  <Operation extends NameOf<Client>, Parameters, Kept extends object>({
    operation,
    iamName = operation,
    input,
    keep,
    none = [],
  }: LookDefinition<Client, Operation, Parameters, Kept>): LookOf<Parameters, Kept> => ({
    action: `${prefix}:${iamName}`,
    operation,
    input: (parameters) => withoutUndefined(input(parameters)) as JsonObject,
    keep: (answer, parameters) => {
      if (goesOn(answer)) throw new Error(`${prefix}:${operation} answered with a part of what there is.`);
      return withoutUndefined(keep(answer as OutputOf<Client, Operation>, parameters));
    },
    none,
  });

const nextPages = ['NextToken', 'nextToken', 'NextMarker', 'Marker', 'marker', 'NextPageToken'];

const goesOn = (answer: JsonObject): boolean =>
  answer.IsTruncated === true || nextPages.some((name) => typeof answer[name] === 'string' && answer[name]);

const withoutUndefined = <T>(value: T): T => JSON.parse(JSON.stringify(value));
