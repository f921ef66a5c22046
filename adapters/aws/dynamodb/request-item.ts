import { z } from 'zod';
import { canonicalJson } from '../../../core/lib/json.ts';
import { mustReadVersioned, type Versioned } from '../../../core/lib/versioned.ts';
import type { Standing, Wait } from '../../../core/ports/store.ts';
import { evidenceUntil, standsUntil } from '../../../core/request/deadlines.ts';
import { type Request, requestVersions } from '../../../core/request/request.ts';
import type { Transition } from '../../../core/request/transition.ts';
import { expiring } from './expiring.ts';
import { type Item, readItem, v } from './read-item.ts';

const requestItemSchema = z.object({
  v: z.literal(1),
  version: z.int(),
  state: z.string(),
  agent: z.string(),
  digest: z.string(),
  request: z.string(),
  record: z.string(),
});
export const requestItemVersions: Versioned<z.infer<typeof requestItemSchema>> = {
  name: "request's item",
  readers: [requestItemSchema],
};

export const requestKey = (id: string): Item => ({ pk: { S: `request#${id}` }, sk: { S: 'request' } });

/**
 * The request and the record of the move that made it, as one item. Both are JSON text: DynamoDB's numbers end at
 * 1e126 and its maps lose the order, text keeps every byte that was signed. The attributes beside it are for
 * conditions and for operators' eyes.
 */
export const requestItem = ({ request, record }: Transition): Item => ({
  ...requestKey(request.id),
  v: v(1),
  version: { N: String(request.version) },
  state: { S: request.state },
  agent: { S: request.agent.id },
  digest: { S: request.digest },
  /** `review` where people are asked: the stream's readers choose by it. */
  decision: { S: request.ruling.decision },
  ...standing(request, record.at),
  request: { S: canonicalJson(request) },
  record: { S: canonicalJson(record) },
});

/**
 * A key of DynamoDB takes a thousand writes a second, and all that stands would share three: eight of each. Ids are
 * random or hashes, so their first digit spreads them.
 */
export const standingShards = ['0', '1', '2', '3', '4', '5', '6', '7'] as const;

export const standingKey = (wait: Standing, shard: string): string => `${wait}#${shard}`;

export const shardOf = (id: string): string =>
  standingShards[Number.parseInt(id.slice(0, 1), 16) >> 1] ?? '0';

const waitsFor: Partial<Record<Request['state'], Wait>> = {
  pending: 'decision',
  allowed: 'use',
  approved: 'use',
  running: 'report',
  started: 'report',
};

/**
 * Ninety days after its end a request leaves the table; its records stay in the bucket. By then the stream has handed it
 * to `seal` eighty-nine days ago, CloudTrail's event history, which tells what really ran, is just as old, and nothing
 * that AWS lets anybody take back (a deleted key or secret: thirty days) can be taken back any more.
 */
export const keptSeconds = 90 * 86_400;

/**
 * For the index of what is not over, or not yet seen in CloudTrail: it holds the items that have these attributes, and no
 * other. What is over leaves the table in the end.
 */
function standing(request: Request, at: string): Item {
  const [wait, until] = [waitsFor[request.state], standsUntil(request)];
  if (wait && until) return inIndex(request, wait, until);
  const seenUntil = evidenceUntil(request);
  return {
    ...expiring(at, keptSeconds),
    ...(seenUntil !== undefined && inIndex(request, 'evidence', seenUntil)),
  };
}

const inIndex = ({ id }: Request, wait: Wait, until: string): Item => ({
  standing: { S: standingKey(wait, shardOf(id)) },
  until: { S: until },
});

export function requestFrom(item: Item): Request {
  return mustReadVersioned(requestVersions, JSON.parse(readItem(requestItemVersions, item).request));
}
