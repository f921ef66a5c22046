import type { ExecuteNow } from '../../core/ports/execute.ts';
import type { RequestStore } from '../../core/ports/store.ts';
import type { Request } from '../../core/request/request.ts';

/** For one call where policy asks nobody; a longer one goes on, and its outcome stands in the records. */
const waitMs = 60_000;

/** Of a request that a person has made: nobody calls for it at `/run`, as an agent does. */
export async function runIfAllowed(
  { execute, requests }: { execute: ExecuteNow; requests: Pick<RequestStore, 'get'> },
  request: Request,
): Promise<Request> {
  if (request.state !== 'allowed') return request;
  await execute({ v: 1, requestId: request.id }, waitMs);
  return (await requests.get(request.id)) ?? request;
}
