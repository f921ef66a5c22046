import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../read-body.ts';
import { type Answer, refusal } from './answer.ts';
import type { Failures } from './failure.ts';
import type { MethodContext } from './method.ts';
import { methods } from './methods.ts';
import { readArguments } from './read-arguments.ts';

export interface WebApiSettings extends MethodContext {
  token: string;
  failures: Failures;
}

/** One call as it came in, for tests that ask what was sent. */
export interface Call {
  method: string;
  ok: boolean;
  error?: string;
}

/** `POST /api/<method>`: Slack answers 200 with `ok: false` for everything but rate limits and outages. */
export const createWebApi =
  (settings: WebApiSettings, onCall: (call: Call) => void) =>
  async (name: string, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request);
    const failure = settings.failures.meet(name);
    if (failure?.kind === 'unreachable') return void request.socket.destroy();
    if (failure?.kind === 'down')
      return void response.writeHead(503, { 'content-type': 'text/html' }).end('Unavailable');
    if (failure?.kind === 'rate-limited') {
      const headers = { 'retry-after': String(failure.retryAfterSeconds) };
      return send(response, 429, refusal('ratelimited'), headers);
    }
    if (failure?.kind === 'slow') await failure.until;
    const answer =
      failure?.kind === 'error' ? refusal(failure.error) : answerTo(settings, name, request.headers, body);
    onCall({ method: name, ok: answer.ok, ...(answer.ok ? {} : { error: String(answer.error) }) });
    if (failure?.kind === 'answer-lost') return void request.socket.destroy();
    send(response, 200, answer);
  };

function answerTo(
  { token, ...context }: WebApiSettings,
  name: string,
  headers: IncomingMessage['headers'],
  body: string,
): Answer {
  const method = methods.get(name);
  if (!method) return { ...refusal('unknown_method'), req_method: name } as Answer;
  if (!headers.authorization) return refusal('not_authed');
  if (headers.authorization !== `Bearer ${token}`) return refusal('invalid_auth');
  const read = readArguments(headers['content-type'] ?? '', body);
  return read.ok ? method(read.input, context) : read;
}

function send(
  response: ServerResponse,
  status: number,
  answer: Answer,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(answer));
}
