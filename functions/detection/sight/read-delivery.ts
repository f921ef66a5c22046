import { z } from 'zod';
import { readTrailValue, type TrailEvent } from '../../../catalog/trail/trail-event.ts';

/** An event of AWS itself as EventBridge hands it on. Nobody else can put events under `aws.` on a bus. */
const deliverySchema = z.looseObject({
  source: z.string().regex(/^aws\./, 'is not a source of AWS'),
  'detail-type': z.string().regex(/ via CloudTrail$/, 'is no event of CloudTrail'),
  account: z.string().regex(/^\d{12}$/),
  region: z.string(),
  detail: z.record(z.string(), z.unknown()),
});

export type Delivery =
  | { kind: 'event'; event: TrailEvent }
  /** From an account that is watched, and of no shape that is known. */
  | { kind: 'unread'; account: string; region: string; problem: string; text: string }
  /** Nothing that a rule of ours would bring. */
  | { kind: 'refused'; why: string };

/** The account is the transport's word, and an event of another one is none of its: nobody speaks for another account. */
export function readDelivery(body: string, accounts: readonly string[]): Delivery {
  const parsed = deliverySchema.safeParse(jsonIn(body));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { kind: 'refused', why: `${issue?.path.join('.') || 'It'} ${issue?.message}` };
  }
  const { account, region, detail } = parsed.data;
  if (!accounts.includes(account)) return { kind: 'refused', why: `Account ${account} is not watched.` };
  const read = readTrailValue(detail);
  if (!read.ok)
    return { kind: 'unread', account, region, problem: read.problem, text: JSON.stringify(detail) };
  const { recipientAccountId } = read.event;
  return !recipientAccountId || recipientAccountId === account
    ? { kind: 'event', event: { ...read.event, recipientAccountId: account } }
    : { kind: 'refused', why: `Account ${account} sends an event of another account.` };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
