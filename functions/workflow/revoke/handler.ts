import { mustReadVersioned } from '../../../core/lib/versioned.ts';
import { type RemoveDenials, revokeOrderVersions } from '../../../core/ports/grants.ts';
import { observed } from '../../shared/observed.ts';
import { log, logger } from '../../shared/telemetry.ts';
import { type Ports as RevokePorts, revokeCredentials } from './revoke-credentials.ts';

export interface Ports extends RevokePorts {
  accounts: readonly string[];
  removeDenials: RemoveDenials;
}

/** Called for a person, with an order; and by the schedule, which has none. */
export const createHandler = (ports: Ports) =>
  observed(async (event: unknown): Promise<void> => {
    if (!isOrder(event)) return clearAway(ports);
    const order = mustReadVersioned(revokeOrderVersions, event);
    logger.appendKeys({ request: order.requestId });
    const became = await revokeCredentials(ports, order);
    log('credentials-revoked', { person: order.person, became });
  });

const isOrder = (event: unknown): boolean =>
  typeof event === 'object' && event !== null && 'requestId' in event;

/** An account without the role is none where agents have acted yet: the others are cleared all the same. */
async function clearAway({ accounts, removeDenials }: Ports): Promise<void> {
  const failed: string[] = [];
  for (const account of accounts) {
    try {
      const removed = await removeDenials(account);
      if (removed > 0) log('denials-removed', { account, removed });
    } catch (error) {
      failed.push(account);
      log('denials-not-removed', { account, error: error as Error });
    }
  }
  if (failed.length === accounts.length) throw new Error('Denials were removed in no account: see the log.');
}
