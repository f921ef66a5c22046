import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { canonicalJson } from '../../../core/lib/json.ts';
import { type Request, requestSchema } from '../../../core/request/request.ts';
import type { Transition } from '../../../core/request/transition.ts';

type Item = Record<string, AttributeValue>;

export const requestKey = (id: string): Item => ({ pk: { S: `request#${id}` }, sk: { S: 'request' } });

/**
 * The request and the record of the move that made it, as one item. Both are JSON text: DynamoDB's numbers end at
 * 1e126 and its maps lose the order, text keeps every byte that was signed. The attributes beside it are for
 * conditions and for operators' eyes.
 */
export const requestItem = ({ request, record }: Transition): Item => ({
  ...requestKey(request.id),
  version: { N: String(request.version) },
  state: { S: request.state },
  agent: { S: request.agent.id },
  digest: { S: request.digest },
  /** `review` where people are asked: the stream's readers choose by it. */
  decision: { S: request.ruling.decision },
  request: { S: canonicalJson(request) },
  record: { S: canonicalJson(record) },
});

export function requestFrom(item: Item): Request {
  return requestSchema.parse(JSON.parse(item.request?.S ?? 'null'));
}
