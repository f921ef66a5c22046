import type { HttpRequest, StaticOperationSchema } from '@smithy/types';
import { addedBySdk } from '../../../catalog/shapes/added-by-sdk.ts';
import type { Operation } from '../../../catalog/shapes/load-shapes.ts';
import { canonicalJson, type Json, type JsonObject } from '../../../core/lib/json.ts';
import { readBack } from './read-back.ts';
import { Unreadable } from './unreadable.ts';

export interface Signed {
  operation: Operation;
  /** The client's own, of this operation. */
  schema: StaticOperationSchema;
  region: string;
  parameters: JsonObject;
}

export type Arrival =
  | { ok: true }
  /** It MUST NOT be sent. The detail names members and never a value: those can be secret. */
  | { ok: false; code: 'another-host' | 'unreadable' | 'another-input'; detail: string };

/** Whether a finished request says what was signed to AWS, and no more than what the SDK is known to add. */
export function arrivesAsSigned(request: HttpRequest, signed: Signed): Arrival {
  if (!isOfAws(request))
    return { ok: false, code: 'another-host', detail: 'The request does not go to AWS over HTTPS.' };
  try {
    const arrived = readBack(request, signed.schema, signed.operation.protocol);
    const names = new Set([...Object.keys(signed.parameters), ...Object.keys(arrived)]);
    const others = [...names].filter((name) => !isAsSigned(name, arrived, signed));
    if (others.length === 0) return { ok: true };
    const detail = `What the SDK sends as ${others.join(', ')} is not what was signed.`;
    return { ok: false, code: 'another-input', detail };
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, code: 'unreadable', detail: error.message };
    throw error;
  }
}

const isOfAws = ({ protocol, hostname, port }: HttpRequest): boolean =>
  protocol === 'https:' &&
  (port ?? 443) === 443 &&
  /^[a-z0-9.-]+\.(?:amazonaws\.com|amazonaws\.com\.cn|api\.aws)$/i.test(hostname);

function isAsSigned(member: string, arrived: JsonObject, signed: Signed): boolean {
  const { operation, region, parameters } = signed;
  const [got, wanted] = [arrived[member], parameters[member]];
  if (isSame(got, wanted)) return true;
  if (wanted === undefined && operation.input.members.get(member)?.isToken) return true;
  return isSame(got, addedBySdk({ client: operation.client, member, region }, wanted));
}

const isSame = (one: Json | undefined, other: Json | undefined): boolean =>
  one !== undefined && other !== undefined && canonicalJson({ one }) === canonicalJson({ one: other });
