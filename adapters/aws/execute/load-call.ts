import { toSdkInput } from '../../../catalog/shapes/to-sdk-input.ts';
import { arrivesAsSigned } from '../wire/arrives-as-signed.ts';
import { clientSettings } from '../wire/client-settings.ts';
import { loadClient } from '../wire/load-client.ts';
import type { SessionCredentials } from './assume-role.ts';
import { guardedHandler, NotAsSigned } from './guarded-handler.ts';
import type { OpenConnection } from './open-connection.ts';
import type { CallPlan } from './plan-call.ts';
import { type Refusal, refusalOf } from './refusal.ts';
import { unreachable } from './unreachable.ts';

/** What became of a call. What cannot be told to have failed may have run: it is `unknown`. */
export type Answer =
  | { kind: 'done'; output: Record<string, unknown> }
  | { kind: 'refused'; refusal: Refusal }
  | { kind: 'unreachable'; code: string }
  | { kind: 'not-sent'; code: 'not-as-signed' | 'not-sendable'; detail: string }
  | { kind: 'unknown'; code: string };

/** Never rejects. */
export type SendCall = (credentials: SessionCredentials) => Promise<Answer>;

/** Loads the client, which takes half a second of some, before anything has begun. */
export async function loadCall(plan: CallPlan, region: string, open: OpenConnection): Promise<SendCall> {
  const { operation, parameters } = plan;
  const { makeClient, makeCommand, schemaOf } = await loadClient(operation.client);
  const signed = { operation, schema: schemaOf(operation.name), region, parameters };
  return async (credentials) => {
    const requestHandler = guardedHandler(open(), (request) => arrivesAsSigned(request, signed));
    const client = makeClient({ ...clientSettings({ region, credentials }), requestHandler });
    try {
      const command = makeCommand(operation.name, toSdkInput(operation, parameters));
      return { kind: 'done', output: await client.send(command) };
    } catch (error) {
      return requestHandler.hasLeft() ? afterLeaving(error) : beforeLeaving(error);
    } finally {
      client.destroy();
    }
  };
}

/** What the SDK says of its input can hold what was signed, so it is not repeated. */
const beforeLeaving = (error: unknown): Answer =>
  error instanceof NotAsSigned
    ? { kind: 'not-sent', code: 'not-as-signed', detail: error.message }
    : { kind: 'not-sent', code: 'not-sendable', detail: 'The SDK could not make a request of it.' };

function afterLeaving(error: unknown): Answer {
  const refusal = refusalOf(error);
  if (refusal) return { kind: 'refused', refusal };
  const code = unreachable(error);
  return code === undefined ? { kind: 'unknown', code: wordOf(error) } : { kind: 'unreachable', code };
}

/** AWS's own code, or the one of a connection that was lost. Whatever else an error says may hold anything. */
function wordOf(error: unknown): string {
  const { Code, code, name } = error instanceof Error ? (error as Named) : {};
  const isWord = (one: unknown): one is string => typeof one === 'string' && /^[\w.]{1,80}$/.test(one);
  return [Code, code, name].find(isWord) ?? 'no-answer';
}

interface Named extends Error {
  Code?: unknown;
  code?: unknown;
}
