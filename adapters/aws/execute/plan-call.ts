import type { CatalogEntry } from '../../../catalog/entry.ts';
import { serviceOf } from '../../../catalog/service-of.ts';
import { checkInput } from '../../../catalog/shapes/check-input.ts';
import { findOperation, loadShapes, type Operation } from '../../../catalog/shapes/load-shapes.ts';
import { notRunnable } from '../../../catalog/shapes/not-runnable.ts';
import type { JsonObject } from '../../../core/lib/json.ts';
import { withTokens } from './tokens.ts';

export interface CallPlan {
  operation: Operation;
  /** As they were signed, and the tokens that make the call safe to repeat. */
  parameters: JsonObject;
}

export type Planned = { ok: true; plan: CallPlan } | { ok: false; code: string; detail: string };

type Asked = Pick<CatalogEntry, 'action'> & { requestId: string; parameters: JsonObject };

/** Which operation runs, and with what. Held to its shape anew, for what was stored may have been written by anybody. */
export function planCall({ action, requestId, parameters }: Asked): Planned {
  const service = serviceOf(action);
  const shapes = loadShapes(service);
  const operation = shapes && findOperation(shapes, action);
  if (!operation)
    return {
      ok: false,
      code: 'unknown-action',
      detail: `AWS has no operation ${action} that can be called.`,
    };
  const reason = notRunnable.get(`${service}:${operation.name}`);
  if (reason)
    return { ok: false, code: 'not-runnable', detail: `Countersign cannot run ${action}: ${reason}.` };
  const [problem] = checkInput(operation, parameters);
  if (problem)
    return { ok: false, code: 'invalid-parameters', detail: `${problem.pointer} ${problem.detail}` };
  return { ok: true, plan: { operation, parameters: withTokens(operation, parameters, requestId) } };
}
