import { type ReadJson, readJson } from './read-json.ts';

/** For routes whose body may be left out. */
export const readOptionalJson = (body: string | undefined, isBase64: boolean): ReadJson =>
  body === undefined || body === '' ? { ok: true, value: {} } : readJson(body, isBase64);
