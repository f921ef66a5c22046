import { LogLevel, WebAPIPlatformError, WebAPIRateLimitedError, WebClient } from '@slack/web-api';
import { SlackUnavailable } from './slack-unavailable.ts';

export interface SlackSettings {
  apiUrl: string;
  token: () => Promise<string>;
  /** For one call. The SDK's own default would retry for half an hour; here the workflow is what retries. */
  timeoutMs: number;
}

export type CallSlack = <T>(call: (client: WebClient) => Promise<T>) => Promise<T>;

/** One client, made when it is first needed, with every failure under one name. */
export function createCallSlack({ apiUrl, token, timeoutMs }: SlackSettings): CallSlack {
  let client: Promise<WebClient> | undefined;
  const connect = async (): Promise<WebClient> =>
    new WebClient(await token(), {
      slackApiUrl: apiUrl,
      timeout: timeoutMs,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      // Its own lines have no structure and no request id; what it throws is logged by whoever catches it.
      logLevel: LogLevel.ERROR,
    });

  return async (call) => {
    client ??= connect();
    try {
      return await call(await client);
    } catch (error) {
      client = undefined;
      throw unavailable(error);
    }
  };
}

/** What Slack answered, when it answered at all: `channel_not_found` and the like. */
export const slackError = (error: unknown): string | undefined =>
  error instanceof SlackUnavailable ? error.answer : undefined;

function unavailable(error: unknown): SlackUnavailable {
  if (error instanceof WebAPIPlatformError)
    return new SlackUnavailable(`Slack refused the call: ${error.data.error}`, error.data.error);
  if (error instanceof WebAPIRateLimitedError)
    return new SlackUnavailable(`Slack limits the rate; it takes calls again in ${error.retryAfter} s`);
  return new SlackUnavailable(
    `Slack could not be reached: ${error instanceof Error ? error.message : error}`,
  );
}
