import {
  LogLevel,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebClient,
  type WebClientOptions,
} from '@slack/web-api';
import type { Secret } from '../aws/secret.ts';
import { type Pace, PacedClient, tooManyCalls } from './paced-client.ts';
import { SlackUnavailable } from './slack-unavailable.ts';

export interface SlackSettings {
  apiUrl: string;
  token: Secret;
  /** For one call. The SDK's own default would retry for half an hour; here the workflow is what retries. */
  timeoutMs: number;
  /** Left out where somebody waits for three seconds at most: there Slack's own refusal is soon enough. */
  pace?: Pace | undefined;
}

export type CallSlack = <T>(call: (client: WebClient) => Promise<T>) => Promise<T>;

/** What Slack answers to a token that is no longer good: it may have been rotated since we read it. */
const staleToken = new Set(['invalid_auth', 'token_revoked', 'token_expired', 'account_inactive']);

/** One client for each token, with every failure under one name. */
export function createCallSlack({ apiUrl, token, timeoutMs, pace }: SlackSettings): CallSlack {
  let connected: { with: string; client: WebClient } | undefined;
  const clientWith = (value: string): WebClient => {
    if (connected?.with !== value) connected = { with: value, client: connect(value) };
    return connected.client;
  };
  const options: WebClientOptions = {
    slackApiUrl: apiUrl,
    timeout: timeoutMs,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    // Its own lines have no structure and no request id; what it throws is logged by whoever catches it.
    logLevel: LogLevel.ERROR,
  };
  const connect = (value: string): WebClient =>
    pace ? new PacedClient(value, pace, options) : new WebClient(value, options);

  const attempt = async <T>(call: (client: WebClient) => Promise<T>, value: string): Promise<T> => {
    try {
      return await call(clientWith(value));
    } catch (error) {
      connected = undefined;
      throw unavailable(error);
    }
  };

  return async (call) => {
    const value = await token.read().catch(refuse);
    try {
      return await attempt(call, value);
    } catch (error) {
      const isStale = staleToken.has(slackError(error) ?? '');
      // Slack's answer is what happened, also where the secret cannot be read just now.
      const renewed = isStale ? await token.readAnew().catch(() => value) : value;
      if (renewed === value) throw error;
      return attempt(call, renewed);
    }
  };
}

/** What Slack answered, when it answered at all: `channel_not_found` and the like. */
export const slackError = (error: unknown): string | undefined =>
  error instanceof SlackUnavailable ? error.answer : undefined;

function refuse(error: unknown): never {
  throw unavailable(error);
}

function unavailable(error: unknown): SlackUnavailable {
  if (error instanceof SlackUnavailable) return error;
  if (error instanceof WebAPIPlatformError)
    return new SlackUnavailable(`Slack refused the call: ${error.data.error}`, error.data.error);
  if (error instanceof WebAPIRateLimitedError) return tooManyCalls(error.retryAfter * 1_000);
  return new SlackUnavailable(
    `Slack could not be reached: ${error instanceof Error ? error.message : error}`,
  );
}
