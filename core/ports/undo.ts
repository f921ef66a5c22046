import { z } from 'zod';
import type { Versioned } from '../lib/versioned.ts';

/** A person pressed Undo on the card of a request that is done. Nothing of it is believed but who pressed, and where. */
const undoOrderSchema = z.strictObject({
  v: z.literal(1),
  requestId: z.string(),
  /** On the button that was pressed. */
  digest: z.string(),
  /** As the room names the person. */
  handle: z.string(),
  /** Who it is, by the door where it was pressed: it has asked the room. */
  person: z.string(),
  card: z.strictObject({ door: z.string(), ref: z.string() }),
});
export type UndoOrder = z.infer<typeof undoOrderSchema>;
export const undoOrderVersions: Versioned<UndoOrder> = { name: 'input of undo', readers: [undoOrderSchema] };

/** Has somebody's wish looked into. It answers when the wish is handed on: the person is told beside the card. */
export type OrderUndo = (order: UndoOrder) => Promise<void>;
