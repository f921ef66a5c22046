import { NormalizedSchema } from '@smithy/core/schema';
import type { StaticOperationSchema } from '@smithy/types';

/** Of an input, or of a part of it: names with what they are. */
export type Members = readonly (readonly [string, NormalizedSchema])[];

export function membersOf([, , , , input]: StaticOperationSchema): Members {
  const schema = NormalizedSchema.of(input);
  return schema.isUnitSchema() ? [] : [...schema.structIterator()];
}
