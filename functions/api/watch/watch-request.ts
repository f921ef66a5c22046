import type { RequestStore } from '../../../core/ports/store.ts';
import { isDecided } from '../../../core/request/lifecycle.ts';
import type { Request } from '../../../core/request/request.ts';

export interface Ports {
  requests: Pick<RequestStore, 'get'>;
  sleep: (ms: number) => Promise<void>;
  nowMs: () => number;
}

/** One read a second: a person's decision is seen soon, 25 seconds of waiting cost 25 small reads. */
const pauseMs = 1_000;

/** The request as it stands, at once when somebody has decided, otherwise when the time is over. */
export async function watchRequest(
  ports: Ports,
  id: string,
  mayRead: (request: Request | undefined) => request is Request,
  waitSeconds: number,
): Promise<Request | undefined> {
  const until = ports.nowMs() + waitSeconds * 1_000;
  for (;;) {
    const request = await ports.requests.get(id);
    if (!mayRead(request)) return undefined;
    if (isDecided(request.state) || ports.nowMs() + pauseMs > until) return request;
    await ports.sleep(pauseMs);
  }
}
