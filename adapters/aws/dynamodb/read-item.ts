import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { mustReadVersioned, type Versioned } from '../../../core/lib/versioned.ts';

export type Item = Record<string, AttributeValue>;

/** The version of an item's attributes. What a request or a record within says of its own is another. */
export const v = (version: number): AttributeValue => ({ N: String(version) });

/** An item by its version. One that nobody could have written is an outage: better no answer than a wrong one. */
export const readItem = <T>(versioned: Versioned<T>, item: Item): T =>
  mustReadVersioned(versioned, plain(item));

/** Texts, numbers and maps: we write nothing else. */
const plain = (item: Item): object =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, plainValue(value)]));

function plainValue({ S, N, M }: AttributeValue): unknown {
  if (M !== undefined) return plain(M);
  return N === undefined ? S : Number(N);
}
