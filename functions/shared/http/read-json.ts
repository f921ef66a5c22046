import type { Json, JsonObject } from '../../../core/lib/json.ts';
import { pointerTo } from '../../../core/lib/json-pointer.ts';
import type { Problem } from '../problem.ts';

/** Parameters of 64 KiB and the rest of a request fit in here with room for escapes. */
const maxBodyBytes = 160 * 1024;
const maxDepth = 32;
const poisoned = new Set(['__proto__', 'constructor', 'prototype']);

export type ReadJson = { ok: true; value: JsonObject } | { ok: false; problem: Problem };

/** Turns a body into a JSON object that is safe to walk, canonicalize and hash, or says what is wrong with it. */
export function readJson(body: string | undefined, isBase64: boolean): ReadJson {
  const bytes = Buffer.from(body ?? '', isBase64 ? 'base64' : 'utf8');
  if (bytes.byteLength > maxBodyBytes) {
    return fail({
      slug: 'too-large',
      detail: `The body has ${bytes.byteLength} bytes; at most ${maxBodyBytes} are read.`,
    });
  }
  const value = parse(bytes);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return fail({
      slug: 'not-json',
      detail: 'Send one JSON object, encoded as UTF-8, with content-type application/json.',
    });
  }
  const fault = findFault(value, '', 1);
  return fault ? fail({ slug: 'bad-field', ...fault }) : { ok: true, value };
}

const fail = (problem: Problem): ReadJson => ({ ok: false, problem });

function parse(bytes: Buffer): Json | undefined {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Json;
  } catch {
    return undefined;
  }
}

type Fault = { field: string; detail: string };

function findFault(value: Json, field: string, depth: number): Fault | undefined {
  if (depth > maxDepth)
    return { field, detail: `Values may be nested ${maxDepth} levels deep, this is deeper.` };
  if (typeof value === 'string' && !value.isWellFormed())
    return { field, detail: 'The text holds half a surrogate pair.' };
  if (typeof value === 'number' && !Number.isFinite(value))
    return { field, detail: 'The number is too large for JSON.' };
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, item] of Object.entries(value)) {
    const inner = field + pointerTo([key]);
    if (poisoned.has(key)) return { field: inner, detail: 'This name is not allowed as a key.' };
    if (!key.isWellFormed()) return { field, detail: 'A key holds half a surrogate pair.' };
    const fault = findFault(item, inner, depth + 1);
    if (fault) return fault;
  }
  return undefined;
}
