import type { HttpRequest, StaticOperationSchema } from '@smithy/types';
import type { Operation } from '../../../catalog/shapes/load-shapes.ts';
import { canonicalJson, type JsonObject } from '../../../core/lib/json.ts';
import { readBack } from './read-back.ts';
import { Unreadable } from './unreadable.ts';

export type Arrival =
  | { ok: true }
  /** It MUST NOT be sent. The detail names members and never a value: those can be secret. */
  | { ok: false; code: 'unreadable' | 'another-input'; detail: string };

/** Whether a finished request says what was signed, and nothing else but a token that the SDK has made. */
export function arrivesAsSigned(request: HttpRequest, { operation, schema, parameters }: Signed): Arrival {
  let arrived: JsonObject;
  try {
    arrived = readBack(request, schema, operation.protocol);
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, code: 'unreadable', detail: error.message };
    throw error;
  }
  const names = new Set([...Object.keys(parameters), ...Object.keys(arrived)]);
  const other = [...names].filter((name) => {
    if (arrived[name] === undefined || parameters[name] === undefined)
      return !(parameters[name] === undefined && isAdded(operation, name));
    return canonicalJson({ at: arrived[name] }) !== canonicalJson({ at: parameters[name] });
  });
  if (other.length === 0) return { ok: true };
  return {
    ok: false,
    code: 'another-input',
    detail: `${other.join(', ')}: what the SDK sends is not what was signed.`,
  };
}

export interface Signed {
  operation: Operation;
  schema: StaticOperationSchema;
  parameters: JsonObject;
}

const isAdded = ({ input }: Operation, name: string): boolean => input.members.get(name)?.isToken ?? false;
