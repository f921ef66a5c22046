import { z } from 'zod';
import type { Versioned } from '../lib/versioned.ts';
import type { Call } from './executor.ts';

/** As AWS's tools take them. They are stored nowhere, and stand in no log. */
export interface GrantedCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  /** From then on they are good for nothing. */
  expiresAt: string;
}

/**
 * Makes credentials for one call and nothing else. The code is AWS's own where it is AWS that refused. An outage rejects, and may be
 * tried again: credentials that nobody was given end by themselves.
 */
export type GrantCredentials = (
  call: Call,
) => Promise<{ ok: true; credentials: GrantedCredentials } | { ok: false; code: string; detail: string }>;

/** Denies all that the session of a request still does; `all`: with every other session that was given in that account. */
export type DenyGrant = (
  grant: Pick<Call, 'requestId' | 'account'> & { startedAt: string },
) => Promise<Denied>;
export interface Denied {
  all: boolean;
}

/** Takes away denials of sessions that have ended long ago, in one account; answers how many. */
export type RemoveDenials = (account: string) => Promise<number>;

/** What `revoke` is called with: the person was seen to be one who may. */
const revokeOrderSchema = z.strictObject({
  v: z.literal(1),
  requestId: z.string(),
  person: z.string(),
  via: z.string(),
});
export type RevokeOrder = z.infer<typeof revokeOrderSchema>;
export const revokeOrderVersions: Versioned<RevokeOrder> = {
  name: 'input of revoke',
  readers: [revokeOrderSchema],
};

/** Has it done soon, and waits for nothing: Slack hangs up after three seconds. */
export type RevokeSoon = (order: RevokeOrder) => Promise<void>;
