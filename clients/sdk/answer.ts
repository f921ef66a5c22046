import type { Problem as ApiProblem } from './generated/api.ts';

/** What goes wrong before Countersign itself answers. */
export type ClientProblemType =
  | 'urn:countersign:client:bad-address'
  | 'urn:countersign:client:bad-action'
  | 'urn:countersign:client:no-credentials'
  | 'urn:countersign:client:no-answer'
  | 'urn:countersign:client:foreign-answer';

/** As the API tells it (RFC 9457), or the client. `type` is stable; `title` and `detail` are for people. */
export type Problem = Omit<ApiProblem, 'type' | 'requestId'> & {
  type: ApiProblem['type'] | ClientProblemType;
  requestId?: string;
};

export type Answer<T> = (
  | { ok: true; value: T }
  /** `status` is 0 where nobody answered. */
  | { ok: false; problem: Problem }
) & {
  /** Where the server says when to come again. */
  retryAfterSeconds?: number;
};

export const refused = (type: ClientProblemType, title: string, detail: string, status = 0) => ({
  ok: false as const,
  problem: { type, title, status, detail },
});

/** Without these an answer is none of ours: a proxy may answer 200 with anything, and 2xx with what is no leave. */
interface Expected {
  statuses: readonly number[];
  has: readonly string[];
}

export async function readAnswer<T>(response: Response, expected: Expected): Promise<Answer<T>> {
  const body: unknown = await response.json().catch(() => undefined);
  return { ...contentOf<T>(response, body, expected), ...retryAfter(response) };
}

function contentOf<T>(response: Response, body: unknown, { statuses, has }: Expected): Answer<T> {
  if (statuses.includes(response.status) && hasAll(body, has)) return { ok: true, value: body as T };
  if (!response.ok && hasAll(body, ['type', 'title', 'status', 'detail']))
    return { ok: false, problem: body as Problem };
  const { status, statusText } = response;
  return refused(
    'urn:countersign:client:foreign-answer',
    statusText || `HTTP ${status}`,
    foreign[status] ?? 'The answer did not come from Countersign. Check the address.',
    status,
  );
}

/** API Gateway answers in our place. */
const foreign: Readonly<Record<number, string>> = {
  403: 'The signature was not accepted. Check the address, the credentials, the region and that the role may call the API.',
  429: 'Too many calls come at once. Wait a little and call again.',
  503: 'No function was free to answer. Wait a little and call again.',
};

const hasAll = (body: unknown, members: readonly string[]): boolean =>
  typeof body === 'object' && body !== null && members.every((member) => Object.hasOwn(body, member));

/** Whole seconds, as Countersign sends it; a date is not understood. */
function retryAfter({ headers }: Response): { retryAfterSeconds?: number } {
  const text = headers.get('retry-after') ?? '';
  return /^\d{1,6}$/.test(text) ? { retryAfterSeconds: Number(text) } : {};
}
