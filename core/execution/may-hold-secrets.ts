import { sha256 } from '../lib/digest.ts';
import type { Request } from '../request/request.ts';

/**
 * Who is handed what nobody else may see, credentials or a secret: the session that asked, or whoever holds the token that
 * it was given. A session that joined asked for the approval, and not for this.
 */
export const mayHoldSecrets = (
  { agent, tokenHash }: Request,
  session: string,
  token: string | undefined,
): boolean =>
  token === undefined ? session === agent.session : tokenHash !== undefined && sha256(token) === tokenHash;
