import type { Request } from '../../core/request/request.ts';
import { retryAfterSeconds, watchRequest } from '../../functions/api/watch/handler.ts';
import { spec } from '../../functions/api/watch/spec.ts';
import { each } from './prices.ts';

/** An agent that asks, and asks again when it is told to. */
const longestWait = 25;
const callSeconds = 0.05;
const logKilobytes = 3;

/** What it costs that an agent waits so long for people: played with the code of `watch` on a clock that waiting moves. */
export async function waitingCost(
  seconds: number,
): Promise<{ calls: number; reads: number; dollars: number }> {
  let nowMs = 0;
  const request = { state: 'pending', submittedAt: new Date(0).toISOString() } as Request;
  const count = { calls: 0, reads: 0, heldSeconds: 0 };
  const ports = {
    requests: {
      get: async () => {
        count.reads += 1;
        return request;
      },
    },
    sleep: async (ms: number) => {
      nowMs += ms;
      count.heldSeconds += ms / 1_000;
    },
    nowMs: () => nowMs,
  };
  while (nowMs < seconds * 1_000) {
    count.calls += 1;
    await watchRequest(ports, 'id', (found): found is Request => found !== undefined, longestWait);
    nowMs += callSeconds * 1_000 + (retryAfterSeconds(request, nowMs) ?? 0) * 1_000;
  }
  const gigabyteSeconds = ((count.heldSeconds + count.calls * callSeconds) * spec.memoryMegabytes) / 1_024;
  const call = each.apiCall + each.lambdaCall + each.trace + (logKilobytes / 1_000_000) * each.logGigabyte;
  const dollars =
    count.calls * call + gigabyteSeconds * each.lambdaGigabyteSecond + count.reads * each.dynamoRead;
  return { calls: count.calls, reads: count.reads, dollars };
}
