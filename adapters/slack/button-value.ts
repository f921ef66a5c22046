import { z } from 'zod';
import { type ReadVersioned, readVersioned, type Versioned } from '../../core/lib/versioned.ts';

/** What a button carries: which request, and exactly what a press on it signs. */
export const buttonValueShape = {
  v: z.literal(1),
  request: z.string().regex(/^[0-9a-f]{32}$/),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  /** Of what was seen of the target, where it was looked at. */
  seen: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .exactOptional(),
};
const buttonValueSchema = z.strictObject(buttonValueShape);
export type ButtonValue = z.infer<typeof buttonValueSchema>;
export const buttonValueVersions: Versioned<ButtonValue> = { name: 'button', readers: [buttonValueSchema] };

/** Slack takes 2,000 characters. */
export const formatButtonValue = ({ request, digest, seen }: Omit<ButtonValue, 'v'>): string =>
  JSON.stringify({ v: 1, request, digest, ...(seen && { seen }) } satisfies ButtonValue);

/** Cards stay in Slack for years, and their buttons can be pressed as long. */
export function readButtonValue(text: string): ReadVersioned<ButtonValue> {
  try {
    return readVersioned(buttonValueVersions, JSON.parse(text));
  } catch {
    return { ok: false, code: 'other-shape', detail: 'This button does not carry JSON.' };
  }
}
