import { z } from 'zod';
import { jsonObject } from '../lib/json.ts';
import type { Versioned } from '../lib/versioned.ts';

const lookOrderSchema = z.strictObject({ v: z.literal(1), requestId: z.string() });
export type LookOrder = z.infer<typeof lookOrderSchema>;
export const lookOrderVersions: Versioned<LookOrder> = { name: 'input of look', readers: [lookOrderSchema] };

const lookAnswerSchema = z.discriminatedUnion('kind', [
  /** Empty where there is nothing. */
  z.strictObject({ v: z.literal(1), kind: z.literal('seen'), value: jsonObject }),
  /** It cannot be looked at: AWS's code, or ours. Trying again changes nothing. */
  z.strictObject({ v: z.literal(1), kind: z.literal('not-seen'), code: z.string() }),
]);
export type LookAnswer = z.infer<typeof lookAnswerSchema>;
export const lookAnswerVersions: Versioned<LookAnswer> = {
  name: 'answer of look',
  readers: [lookAnswerSchema],
};

/** Looks at what a request would change, as it is now. It MUST change nothing. An outage rejects. */
export type LookAtTarget = (requestId: string) => Promise<LookAnswer>;
