import { z } from 'zod';
import { asSentence, readShape } from '../../../core/lib/read-shape.ts';
import type { Problem } from '../problem.ts';
import type { AgentEvent } from './agent-api.ts';
import type { RouteContract } from './route-contract.ts';

type Query = NonNullable<RouteContract['query']>;
type Value<Q extends Query> = z.infer<z.ZodObject<{ [Name in keyof Q]: Q[Name]['schema'] }>>;
type Read<T> = { ok: true; value: T } | { ok: false; problem: Problem };

/** The query of a call, held against its route's contract: what is misspelt would otherwise do nothing, in silence. */
export function readQuery<Q extends Query>(
  query: Q,
  { queryStringParameters = {} }: Pick<AgentEvent, 'queryStringParameters'>,
): Read<Value<Q>> {
  const shape = Object.fromEntries(Object.entries(query).map(([name, { schema }]) => [name, schema]));
  const sent = Object.entries(queryStringParameters).map(([name, text = '']) => [
    name,
    asTyped(query[name]?.schema, text),
  ]);
  const read = readShape(z.strictObject(shape), Object.fromEntries(sent));
  if (read.ok) return { ok: true, value: read.value as Value<Q> };
  const [{ path, name = 'This parameter', message }] = read.faults;
  return {
    ok: false,
    problem: { slug: 'bad-field', field: String(path[0]), detail: asSentence(`${name} ${message}`) },
  };
}

/** A query is text. It stands for a number or a truth value where its parameter takes no text. */
function asTyped(schema: z.ZodType | undefined, text: string): string | number | boolean {
  if (schema?.safeParse(text).success) return text;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  return text === 'true' || (text === 'false' ? false : text);
}
