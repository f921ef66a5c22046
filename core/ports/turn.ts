import { z } from 'zod';
import type { Versioned } from '../lib/versioned.ts';

/** A person wants a request made of a call that AWS denied. Nothing of it is believed but who pressed, and where. */
const turnOrderSchema = z.strictObject({
  v: z.literal(1),
  sightingId: z.string(),
  /** As the room names the person. */
  handle: z.string(),
  /** Who it is, by the door where it was pressed: it has asked the room. */
  person: z.string(),
  card: z.strictObject({ door: z.string(), ref: z.string() }),
});
export type TurnOrder = z.infer<typeof turnOrderSchema>;
export const turnOrderVersions: Versioned<TurnOrder> = { name: 'input of turn', readers: [turnOrderSchema] };

/** Has somebody's wish looked into. It answers when the wish is handed on: the person is told beside the card. */
export type OrderTurn = (order: TurnOrder) => Promise<void>;
