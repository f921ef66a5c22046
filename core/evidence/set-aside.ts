import { z } from 'zod';
import type { Versioned } from '../lib/versioned.ts';

/** What came through the stream as a record and could not be sealed as one, kept as it came. */
export const setAsideSchema = z.strictObject({
  v: z.literal(1),
  /** Its place in the stream. */
  eventId: z.string(),
  sequenceNumber: z.string(),
  /** Its place in its chain, as the item says that it came with; nothing where it says none. */
  id: z.string().nullable(),
  why: z.string(),
  /** The record's own text; nothing where the write carried none. */
  text: z.string().nullable(),
});
export type SetAside = z.infer<typeof setAsideSchema>;

/** As a digest file lists it. Half a character has no form in UTF-8, so nobody can be told of it. */
export const placeNamedBy = ({ id }: Pick<SetAside, 'id'>): string | null => (id?.isWellFormed() ? id : null);

export const setAsideVersions: Versioned<SetAside> = { name: 'set-aside record', readers: [setAsideSchema] };
