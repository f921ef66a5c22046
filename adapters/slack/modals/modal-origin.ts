import { z } from 'zod';
import { type ReadVersioned, readVersioned, type Versioned } from '../../../core/lib/versioned.ts';
import { buttonValueShape } from '../button-value.ts';

/** What a window carries from the button that opened it to its submission: what is decided on, and beside which card. */
const modalOriginSchema = z.strictObject({
  ...buttonValueShape,
  channel: z.string().regex(/^[A-Z0-9]{1,40}$/),
  ts: z.string().regex(/^\d{1,20}\.\d{1,20}$/),
  /** It was opened from somebody's own list, which may be older than what they may see; all who see a card may see this. */
  inList: z.literal(true).exactOptional(),
});
export type ModalOrigin = z.infer<typeof modalOriginSchema>;
const modalOriginVersions: Versioned<ModalOrigin> = { name: 'modal', readers: [modalOriginSchema] };

/** Slack takes 3,000 characters. */
export const formatModalOrigin = (origin: ModalOrigin): string => JSON.stringify(origin);

export function readModalOrigin(text: string): ReadVersioned<ModalOrigin> {
  try {
    return readVersioned(modalOriginVersions, JSON.parse(text));
  } catch {
    return { ok: false, code: 'other-shape', detail: 'This window does not carry JSON.' };
  }
}
