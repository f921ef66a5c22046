import { z } from 'zod';
import type { JsonObject } from './json.ts';

/** Any JSON object, kept as it is: what is inside was looked at where it came in. */
export const jsonObject = z
  .custom<JsonObject>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    'must be an object',
  )
  .meta({ type: 'object' });
