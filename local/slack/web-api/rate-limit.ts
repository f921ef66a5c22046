/** One message a second into a channel, and some at once: Slack documents the rate, and that bursts are let through, but not how many. */
const perSecond = 1;
const burst = 4;

export interface RateLimit {
  on: boolean;
  /** How many seconds too early this call is; 0 where it is not. */
  tooEarlyBy(method: string, channel: unknown): number;
}

/** Written a second time here on purpose, by counting and not by turns: a mistake shared with the sender would hide itself. */
export function createRateLimit(now: () => number): RateLimit {
  const levels = new Map<unknown, { level: number; at: number }>();
  const limit: RateLimit = {
    on: false,
    tooEarlyBy(method, channel) {
      if (!limit.on || method !== 'chat.postMessage') return 0;
      const { level, at } = levels.get(channel) ?? { level: 0, at: now() };
      const left = Math.max(0, level - ((now() - at) / 1_000) * perSecond);
      if (left + 1 > burst) return Math.ceil((left + 1 - burst) / perSecond);
      levels.set(channel, { level: left + 1, at: now() });
      return 0;
    },
  };
  return limit;
}
