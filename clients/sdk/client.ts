import type { z } from 'zod';
import type { outcomes } from '../../core/execution/agent-run.ts';
import type { JsonObject } from '../../core/lib/json.ts';
import { type Answer, problemSchema, type RequestView, requestSchema, startedSchema } from './answers.ts';
import { type Call, type Signing, signCall } from './sign.ts';

export interface ClientSettings extends Signing {
  /** The API's address, as the deployment prints it. */
  url: string;
  fetch?: typeof fetch;
}

export interface Submission {
  action: string;
  resource: string;
  parameters: JsonObject;
  reason: string;
  ticket?: string;
  model?: string;
  conversation?: string;
}

export interface Outcome {
  status: (typeof outcomes)[number];
  digest: string;
  /** As `start` gave it. */
  ticket: string;
  detail?: string;
}

export type Client = ReturnType<typeof createClient>;

/** The longest that one call waits on the server; longer waits are several calls. */
const longestPoll = 25;

/** What an agent needs: ask, wait, and say what became of it. Whatever goes wrong is a value. */
export function createClient(settings: ClientSettings) {
  const send = settings.fetch ?? fetch;
  const root = settings.url.replace(/\/+$/, '');

  async function call<S extends z.ZodType>(
    schema: S,
    method: Call['method'],
    path: string,
    body?: object,
    more: Record<string, string> = {},
  ): Promise<Answer<z.infer<S>>> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const unsigned: Call = {
      method,
      url: new URL(root + path),
      headers: { ...(text === undefined ? {} : { 'content-type': 'application/json' }), ...more },
      ...(text === undefined ? {} : { body: text }),
    };
    const headers = await signCall(settings, unsigned);
    try {
      const response = await send(unsigned.url, {
        method,
        headers,
        ...(text === undefined ? {} : { body: text }),
      });
      return await read(schema, response);
    } catch (error) {
      return { ok: false, problem: noAnswer(root, error) };
    }
  }

  const get = (id: string, waitSeconds = 0): Promise<Answer<RequestView>> =>
    call(requestSchema, 'GET', `/v1/requests/${id}?wait=${waitSeconds}`);

  return {
    submit: (submission: Submission, idempotencyKey?: string) =>
      call(
        requestSchema,
        'POST',
        '/v1/requests',
        submission,
        idempotencyKey ? { 'idempotency-key': idempotencyKey } : {},
      ),

    get,

    /** Until somebody has decided or `seconds` are over, whichever is first. */
    async wait(id: string, seconds: number): Promise<Answer<RequestView>> {
      let left = seconds;
      for (;;) {
        const poll = Math.min(longestPoll, left);
        const answer = await get(id, poll);
        left -= poll;
        if (!answer.ok || answer.value.state !== 'pending' || left <= 0) return answer;
      }
    },

    withdraw: (id: string, reason?: string) =>
      call(requestSchema, 'POST', `/v1/requests/${id}/withdraw`, reason === undefined ? {} : { reason }),

    /** Takes the approval. Run the action only where this is ok; keep the ticket for `report`. */
    start: (id: string, digest: string) =>
      call(startedSchema, 'POST', `/v1/requests/${id}/start`, { digest }),

    report: (id: string, outcome: Outcome) =>
      call(requestSchema, 'POST', `/v1/requests/${id}/outcome`, outcome),
  };
}

async function read<S extends z.ZodType>(schema: S, response: Response): Promise<Answer<z.infer<S>>> {
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok) return { ok: true, value: schema.parse(body) };
  const problem = problemSchema.safeParse(body);
  if (problem.success) return { ok: false, problem: problem.data };
  return { ok: false, problem: notOurs(response) };
}

const noAnswer = (url: string, error: unknown) => ({
  type: 'about:blank',
  title: 'No answer',
  status: 0,
  detail: `${url} cannot be reached (${reasonOf(error)}). Check the address and that it is running.`,
});

/** `fetch` hides the socket's error one level down. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
}

/** API Gateway itself answers before us where the signature or the route is wrong. */
const notOurs = ({ status, statusText }: Response) => ({
  type: 'about:blank',
  title: statusText || `HTTP ${status}`,
  status,
  detail:
    status === 403
      ? 'The signature was not accepted. Check the credentials, the region and that the role may call the API.'
      : 'The answer did not come from Countersign. Check the address.',
});
