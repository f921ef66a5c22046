import { NormalizedSchema } from '@smithy/core/schema';
import type { StaticOperationSchema } from '@smithy/types';
import type { Json, JsonObject } from '../../../core/lib/json.ts';

/** How CloudTrail tells the parameters of a call, by the shape of its operation and the habits of its service. */
export function toldParameters(
  service: string,
  schema: StaticOperationSchema,
  input: JsonObject,
): JsonObject {
  const habits = ofServices[service] ?? {};
  const told = structure(NormalizedSchema.of(schema[4]), input, habits);
  return habits.after?.(told, input, schema) ?? told;
}

/**
 * How CloudTrail tells what AWS answered to a call that changed something: without its secrets, and nothing where there is nothing
 * in it.
 */
export function toldAnswer(
  service: string,
  schema: StaticOperationSchema,
  output: JsonObject,
  requestId: string,
): JsonObject | null {
  const { items, answer = (told: JsonObject) => told } = ofServices[service] ?? {};
  const told = structure(NormalizedSchema.of(schema[5]), output, {
    ...(items && { items, isAnswer: true }),
    untraced: true,
  });
  return Object.keys(told).length === 0 ? null : answer(told, requestId);
}

interface Habits {
  /** Lists stand in an object of their own. */
  items?: true;
  /** Members have the names of EC2's XML: `securityGroupRuleSet`. */
  isAnswer?: true;
  /** What is secret is left out, and not written over. */
  untraced?: true;
  after?: (told: JsonObject, input: JsonObject, schema: StaticOperationSchema) => JsonObject;
  answer?: (told: JsonObject, requestId: string) => JsonObject;
}

const ofServices: Readonly<Record<string, Habits>> = {
  ec2: {
    items: true,
    answer: ({ return: done, ...told }, requestId) => ({
      requestId,
      ...(done === undefined ? {} : { _return: done }),
      ...told,
    }),
  },
  // The one thing that it answers with stands there without its name.
  rds: { answer: (told) => (Object.values(told)[0] ?? {}) as JsonObject },
  secretsmanager: { untraced: true },
  s3: {
    after({ bucket, policy, ...told }, { Bucket }, schema) {
      const [name] = queryOf(schema);
      return {
        ...told,
        ...(typeof policy === 'string' ? { bucketPolicy: JSON.parse(policy) as Json } : {}),
        bucketName: bucket ?? '',
        Host: `${Bucket}.s3.amazonaws.com`,
        ...(name ? { [name]: '' } : {}),
      };
    },
  },
};

/** The name in the query by which S3 knows what is asked for: `?policy`. */
function queryOf([, , , traits]: StaticOperationSchema): string[] {
  const [, uri = ''] = (typeof traits === 'object' && traits.http) || [];
  return [...new URLSearchParams(uri.split('?')[1]).keys()].filter((name) => name !== 'x-id');
}

const hidden = 'HIDDEN_DUE_TO_SECURITY_REASONS';

function structure(schema: NormalizedSchema, value: JsonObject, habits: Habits): JsonObject {
  const told = Object.entries(value).flatMap(([name, one]): [string, Json][] => {
    const member = schema.getMemberSchema(name);
    if (!member || one === undefined) return [];
    const isSecret = member.getMergedTraits().sensitive !== undefined;
    if (isSecret && habits.untraced) return [];
    const { xmlName } = member.getMergedTraits();
    const written = habits.isAnswer && xmlName !== undefined ? String(xmlName) : name;
    return [[lowerFirst(written), isSecret ? hidden : tell(member, one, habits)]];
  });
  return Object.fromEntries(told);
}

function tell(schema: NormalizedSchema, value: Json, habits: Habits): Json {
  if (Array.isArray(value)) {
    const items = schema.isListSchema() ? schema.getValueSchema() : undefined;
    const told = value.map((one) => (items ? tell(items, one, habits) : one));
    return habits.items ? { items: told } : told;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (schema.isStructSchema()) return structure(schema, value, habits);
  // The keys of a map are its caller's.
  const inner = schema.isMapSchema() ? schema.getValueSchema() : undefined;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, inner ? tell(inner, one, habits) : one]),
  );
}

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
