import type { IncomingHttpHeaders } from 'node:http';

export interface SignedRequest {
  method: string;
  /** Path and query as they came over the wire. */
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** A header as text; one that is absent is empty. */
export const headerOf = ({ headers }: SignedRequest, name: string): string => String(headers[name] ?? '');

/** `20260301T120000Z` as a moment; an invalid date if it is none. */
export const dateOf = (basic: string): Date =>
  new Date(basic.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
