import { z } from 'zod';
import { segmentsOf } from '../core/lib/json-pointer.ts';
import type { Secrets } from '../core/lib/redact.ts';
import type { Late } from './definition.ts';
import { objectOfShape, thatArrives } from './parameters-of-shape.ts';
import { secretsOfShape } from './shape-pointers.ts';
import { findOperation, loadShapes, type Operation } from './shapes/load-shapes.ts';

/** What an entry says of its parameters beside their shape. */
export interface Changes {
  values: Readonly<Record<string, z.ZodType | undefined>>;
  required: readonly string[];
  without: readonly string[];
  rules: readonly (readonly [check: (given: object) => boolean, message: string])[];
  /** Pointers to what AWS calls sensitive and people must see. */
  shown: readonly string[];
  secrets: Secrets;
}

/** Why a value is hidden of which no entry says why. */
export const sensitive = 'AWS marks it as sensitive';

export function operationParameters(prefix: string, name: string, changes: Changes): Late {
  const operation = operationOf(prefix, name);
  const { input } = operation;
  const object = changed(objectOfShape(prefix, input), changes);
  const marked = secretsOfShape(input, (_, type) => type.isSensitive)
    .filter((pointer) => !changes.shown.includes(pointer) && takes(object, segmentsOf(pointer)))
    .map((pointer) => [pointer, sensitive]);
  return {
    parameters: changes.rules.reduce(
      (schema, rule) => schema.refine(...rule),
      thatArrives(object, operation),
    ),
    secrets: { ...Object.fromEntries(marked), ...changes.secrets },
    constants: Object.keys(object.shape).filter((member) => object.shape[member] instanceof z.ZodLiteral),
  };
}

/** An entry is of an operation that its service has: a test holds that. */
function operationOf(prefix: string, name: string): Operation {
  const shapes = loadShapes(prefix);
  const operation = shapes && findOperation(shapes, name);
  if (!operation) throw new Error(`AWS has no operation ${name} of ${prefix}.`);
  return operation;
}

/** An entry's own values stay optional where AWS lets them be left out. */
function changed(object: z.ZodObject, { values, required, without }: Changes): z.ZodObject {
  const members = Object.entries(object.shape)
    .filter(([member]) => !without.includes(member))
    .map(([member, schema]) => {
      const own = values[member];
      const optional = schema instanceof z.ZodOptional && !required.includes(member);
      const value = own ?? (schema instanceof z.ZodOptional ? schema.unwrap() : schema);
      return [member, optional ? (value as z.ZodType).optional() : value];
    });
  return z.strictObject(Object.fromEntries(members));
}

/** Whether anything can stand there: an entry's own values may leave out what the shape has. */
function takes(schema: unknown, [segment, ...rest]: readonly string[]): boolean {
  if (segment === undefined) return true;
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodLazy)
    return takes(schema.unwrap(), [segment, ...rest]);
  if (schema instanceof z.ZodUnion) return schema.options.some((option) => takes(option, [segment, ...rest]));
  if (schema instanceof z.ZodArray) return takes(schema.element, rest);
  if (schema instanceof z.ZodRecord) return takes(schema.valueType, rest);
  if (schema instanceof z.ZodObject)
    return Object.hasOwn(schema.shape, segment) && takes(schema.shape[segment], rest);
  // A text has nothing inside. What cannot be looked into may have it.
  return !(schema instanceof z.ZodString);
}
