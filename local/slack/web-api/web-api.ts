import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../read-body.ts';
import { type Answer, refusal } from './answer.ts';
import type { Failures } from './failure.ts';
import type { MethodContext } from './method.ts';
import { methods } from './methods.ts';
import type { RateLimit } from './rate-limit.ts';
import { readArguments } from './read-arguments.ts';
import { scopesOfMethods } from './scopes.ts';

export interface WebApiSettings extends MethodContext {
  token: string;
  failures: Failures;
  rateLimit: RateLimit;
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
    const channel = channelIn(request.headers, body);
    const failure = settings.failures.meet(name, channel);
    if (failure?.kind === 'unreachable') return void request.socket.destroy();
    if (failure?.kind === 'down')
      return void response.writeHead(503, { 'content-type': 'text/html' }).end('Unavailable');
    const tooEarlyBy =
      failure?.kind === 'rate-limited'
        ? failure.retryAfterSeconds
        : settings.rateLimit.tooEarlyBy(name, channel);
    if (tooEarlyBy > 0) {
      onCall({ method: name, ok: false, error: 'ratelimited' });
      return send(response, 429, refusal('ratelimited'), { 'retry-after': String(tooEarlyBy) });
    }
    if (failure?.kind === 'slow') await failure.until;
    const answer =
      failure?.kind === 'error' ? refusal(failure.error) : answerTo(settings, name, request.headers, body);
    onCall({ method: name, ok: answer.ok, ...(answer.ok ? {} : { error: String(answer.error) }) });
    if (failure?.kind === 'answer-lost') return void request.socket.destroy();
    // Slack says with each answer what the token may.
    send(response, 200, answer, { 'x-oauth-scopes': settings.scopes.join(',') });
  };

function channelIn(headers: IncomingMessage['headers'], body: string): unknown {
  const read = readArguments(headers['content-type'] ?? '', body);
  return read.ok && read.input.channel;
}

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
  const needed = scopesOfMethods[name];
  if (needed !== undefined && !context.scopes.includes(needed))
    return { ...refusal('missing_scope'), needed, provided: context.scopes.join(',') } as Answer;
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
