import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { RequestHandler } from '../wire/client-settings.ts';

/** Where a request goes that may leave. A connection serves one call: one that has stood idle may be dead already. */
export type OpenConnection = () => RequestHandler;

/** The longest call of AWS that answers at all, and less than the function's own end: that would leave nothing behind. */
const longest = { connectionTimeout: 5_000, requestTimeout: 60_000, throwOnRequestTimeout: true };

export const openConnection: OpenConnection = () => new NodeHttpHandler(longest);
