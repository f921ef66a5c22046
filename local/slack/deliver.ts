import { signatureOf } from './sign.ts';

export interface Delivery {
  url: string;
  rawBody: string;
  secret: string;
  /** Seconds since 1970. */
  timestamp: number;
  timeoutMilliseconds: number;
  /** Events are JSON, and all else is a form. */
  contentType?: 'application/json' | 'application/x-www-form-urlencoded';
  /** Slack's headers of a second or later try. */
  retry?: { number: number; reason: string } | undefined;
}

export type Delivered =
  /** `body`: for a window that was sent off, what becomes of it. */
  | { kind: 'accepted'; body: string }
  | { kind: 'refused'; status: number }
  | { kind: 'timed-out' }
  | { kind: 'unreachable' };

export async function deliver({
  url,
  rawBody,
  secret,
  timestamp,
  timeoutMilliseconds,
  retry,
  contentType = 'application/x-www-form-urlencoded',
}: Delivery): Promise<Delivered> {
  const headers = {
    'content-type': contentType,
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    'x-slack-request-timestamp': String(timestamp),
    'x-slack-signature': signatureOf({ secret, timestamp, rawBody }),
    ...(retry ? { 'x-slack-retry-num': String(retry.number), 'x-slack-retry-reason': retry.reason } : {}),
  };
  try {
    const signal = AbortSignal.timeout(timeoutMilliseconds);
    const response = await fetch(url, { method: 'POST', headers, body: rawBody, signal, redirect: 'manual' });
    const body = await response.text();
    return response.status === 200
      ? { kind: 'accepted', body }
      : { kind: 'refused', status: response.status };
  } catch (error) {
    const timedOut = error instanceof DOMException && error.name === 'TimeoutError';
    return { kind: timedOut ? 'timed-out' : 'unreachable' };
  }
}

export const formOf = (payload: object): string =>
  new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
