import {
  type WebAPICallResult,
  WebAPIRateLimitedError,
  WebClient,
  type WebClientOptions,
} from '@slack/web-api';
import type { TurnStore } from '../../core/ports/pace.ts';
import { laneOf } from './lanes.ts';
import { SlackUnavailable } from './slack-unavailable.ts';

export interface Pace {
  /** Shared by all functions that write to Slack. */
  turns: TurnStore;
  /** How long one call may wait: whoever calls has less time than Lambda gives it. */
  patienceMs: number;
  /** So many times what Slack documents; 1 for Slack itself. */
  speed: number;
  nowMs: () => number;
  sleep: (ms: number) => Promise<void>;
}

/** Waits for its turn where a call has to, and tells everybody else where Slack says that it came too early all the same. */
export class PacedClient extends WebClient {
  readonly #pace: Pace;

  constructor(token: string, pace: Pace, options: WebClientOptions) {
    super(token, options);
    this.#pace = pace;
  }

  override async apiCall(method: string, given: Record<string, unknown> = {}): Promise<WebAPICallResult> {
    const { turns, patienceMs, speed, nowMs, sleep } = this.#pace;
    const lane = laneOf(method, given, speed);
    if (!lane) return super.apiCall(method, given);
    const patientUntilMs = nowMs() + patienceMs;
    for (;;) {
      const { kind, inMs } = await turns.take(lane, nowMs(), patientUntilMs - nowMs());
      if (kind === 'full') throw tooManyCalls(inMs);
      if (inMs > 0) await sleep(inMs);
      try {
        return await super.apiCall(method, given);
      } catch (error) {
        if (!(error instanceof WebAPIRateLimitedError)) throw error;
        // What is left of the patience may be enough; if not, the next round says so.
        await turns.rest(lane, nowMs() + error.retryAfter * 1_000);
      }
    }
  }
}

/** As Slack itself says it: whoever hears of it does the same about it. */
export const tooManyCalls = (inMs: number): SlackUnavailable =>
  new SlackUnavailable(
    `Slack limits the rate; it takes calls again in ${Math.ceil(inMs / 1_000)} s`,
    'ratelimited',
  );
