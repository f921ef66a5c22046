import { z } from 'zod';
import type { Versioned } from '../lib/versioned.ts';

/** A person pressed Revert on the card of an incident. Nothing of it is believed but who pressed, and where. */
const revertOrderSchema = z.strictObject({
  v: z.literal(1),
  incidentId: z.string(),
  /** As the room names the person. */
  handle: z.string(),
  /** Who it is, by the door where it was pressed: it has asked the room. */
  person: z.string(),
  card: z.strictObject({ door: z.string(), ref: z.string() }),
});
export type RevertOrder = z.infer<typeof revertOrderSchema>;
export const revertOrderVersions: Versioned<RevertOrder> = {
  name: 'input of revert',
  readers: [revertOrderSchema],
};

/** Has somebody's wish looked into. It answers when the wish is handed on: the person is told beside the card. */
export type OrderRevert = (order: RevertOrder) => Promise<void>;
