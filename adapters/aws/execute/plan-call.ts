import type { CatalogEntry } from '../../../catalog/entry.ts';
import { operationOf } from '../../../catalog/operation-of.ts';
import { checkInput } from '../../../catalog/shapes/check-input.ts';
import type { Operation } from '../../../catalog/shapes/load-shapes.ts';
import { whyNotRunnable } from '../../../catalog/who-runs-it.ts';
import type { JsonObject } from '../../../core/lib/json.ts';
import type { Call } from '../../../core/ports/executor.ts';
import { withTokens } from './tokens.ts';

export interface CallPlan {
  operation: Operation;
  /** As they were signed, and the tokens that make the call safe to repeat. */
  parameters: JsonObject;
}

export type Planned = { ok: true; plan: CallPlan } | { ok: false; code: string; detail: string };

/** Which operation runs, and with what. Held to its shape anew, for what was stored may have been written by anybody. */
export function planCall(call: Asked, named: Named | undefined): Planned {
  const { action, requestId, region, parameters } = call;
  const operation = named && operationOf(named);
  if (!operation)
    return {
      ok: false,
      code: 'unknown-action',
      detail: `AWS has no operation ${action} that can be called.`,
    };
  const why = whyNotRunnable(named, parameters, region);
  if (why)
    return { ok: false, code: 'not-runnable', detail: `Countersign cannot run ${action}: ${why.reason}.` };
  const [problem] = checkInput(operation, parameters);
  if (problem)
    return { ok: false, code: 'invalid-parameters', detail: `${problem.pointer} ${problem.detail}` };
  return { ok: true, plan: { operation, parameters: withTokens(operation, parameters, requestId) } };
}

/** How IAM and the API call it. */
type Named = Pick<CatalogEntry, 'action' | 'operation'>;
type Asked = Pick<Call, 'action' | 'requestId' | 'region' | 'parameters'>;
