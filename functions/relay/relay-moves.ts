import type { Request } from '../core/request.ts';
import { type SettlePorts, settleCards } from '../core/settle-cards.ts';
import type { TokenStore } from '../core/store.ts';

export interface Ports extends SettlePorts {
  tokens: Pick<TokenStore, 'get'>;
  wake: (token: string, output: { state: Request['state'] }) => Promise<void>;
  /** Slack's outage is counted and left to the workflow's last step: it must not hold up the next request. */
  onSlackFailure: (error: Error) => void;
}

/**
 * After each move: whoever waits for a decision is woken, and the cards show what stands. It runs on the table's
 * stream, so a decision that was written is carried on even if its writer died in the next instruction.
 */
export async function relayMove(ports: Ports, requestId: string): Promise<void> {
  const request = await ports.requests.get(requestId);
  if (!request) return;
  if (request.state !== 'pending') {
    const token = await ports.tokens.get(requestId);
    if (token) await ports.wake(token, { state: request.state });
  }
  try {
    await settleCards(ports, requestId);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'SlackUnavailable') throw error;
    ports.onSlackFailure(error);
  }
}
