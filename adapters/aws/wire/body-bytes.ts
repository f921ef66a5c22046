import type { HttpRequest } from '@smithy/types';
import { Unreadable } from './unreadable.ts';

/** What is sent as the body, whichever way the SDK holds it. */
export function bodyBytes({ body }: HttpRequest): Buffer {
  if (body === undefined || body === null) return Buffer.alloc(0);
  if (typeof body === 'string') return Buffer.from(body, 'utf8');
  if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  throw new Unreadable('The body is a stream.');
}
