import { createHmac, timingSafeEqual } from 'node:crypto';

/** Slack signs `v0:<timestamp>:<raw body>`. Older or newer than five minutes could be a replay. */
const toleranceSeconds = 300;

export interface SignedBody {
  timestamp: string | undefined;
  signature: string | undefined;
  /** The bytes as they came: parsing first would check another text than the one that was signed. */
  body: Buffer;
}

export function isSignedBySlack(
  { timestamp, signature, body }: SignedBody,
  secret: string,
  nowSeconds: number,
): boolean {
  if (!timestamp || !signature || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(nowSeconds - Number(timestamp)) > toleranceSeconds) return false;
  const expected = Buffer.from(
    `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`,
  );
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
