import type { z } from 'zod';
import type { Secrets } from '../core/lib/redact.ts';
import type { Late } from './definition.ts';

/** What an entry says of its parameters beside the SDK's shape. */
export interface Changes {
  values: Readonly<Record<string, z.ZodType | undefined>>;
  required: readonly string[];
  without: readonly string[];
  rules: readonly (readonly [check: (given: object) => boolean, message: string])[];
  shown: readonly string[];
  secrets: Secrets;
}

export function operationParameters(_prefix: string, _operation: string, _changes: Changes): Late {
  throw new Error('not yet');
}
