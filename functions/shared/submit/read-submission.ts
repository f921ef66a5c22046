import { deriveFacts, type FactsContext } from '../../../catalog/derive-facts.ts';
import type { Catalog } from '../../../catalog/entry.ts';
import { nearestAction } from '../../../catalog/nearest-action.ts';
import { hasSecretResult } from '../../../catalog/secret-results.ts';
import { shownAsOf } from '../../../catalog/shown-as.ts';
import { isToldOf } from '../../../catalog/trail/data-events.ts';
import { textIn } from '../../../catalog/values/base64.ts';
import type { AgentCaller } from '../../../core/directory/identity.ts';
import { digestOf } from '../../../core/lib/digest.ts';
import { findSecret } from '../../../core/lib/find-secret.ts';
import { canonicalJson, type JsonObject } from '../../../core/lib/json.ts';
import { mapTextAt } from '../../../core/lib/json-pointer.ts';
import type { Stated } from '../../../core/policy/ruling.ts';
import type { Submission } from '../../../core/request/open-request.ts';
import type { ShownAs } from '../../../core/request/request.ts';
import { readFields } from '../http/read-body.ts';
import type { Problem } from '../problem.ts';
import { runnabilityOf, whyNotGranted } from './runnability-of.ts';
import { actionName, submissionSchema } from './submission-schema.ts';

/** What a deployment knows that a body cannot say. */
export interface SubmitContext extends Omit<FactsContext, 'caller' | 'account'> {
  catalog: Catalog;
  /** The sources whose data events a trail keeps, as settings say. */
  dataEvents: readonly string[];
}

/** Which action is asked for, where that can be told. */
export const actionIn = ({ action }: JsonObject): string | undefined => actionName.safeParse(action).data;

export type ReadSubmission = { ok: true; submission: Submission } | { ok: false; problem: Problem };

const maxParameterBytes = 64 * 1024;

/** From what was sent and who sent it to facts that policy can rule on; nothing is taken on the agent's word. */
export function readSubmission(
  { catalog, ...context }: SubmitContext,
  caller: AgentCaller,
  body: JsonObject,
): ReadSubmission {
  const fields = readFields(submissionSchema, body);
  if (!fields.ok) return fields;
  const { action, resource, parameters, ...stated } = fields.value;
  return readAsked({ catalog, ...context }, caller, { action, resource, parameters, stated });
}

/** What is asked for, whoever brings it: an agent by its body, or CloudTrail, which has no words of anybody. */
export interface Asked {
  action: string;
  resource: string;
  parameters: JsonObject;
  stated: Stated;
}

export function readAsked(
  { catalog, ...context }: SubmitContext,
  caller: AgentCaller,
  { action, resource, parameters, stated }: Asked,
): ReadSubmission {
  const tooLarge = whyTooLarge(parameters);
  if (tooLarge) return tooLarge;
  const entry = catalog.find(action);
  if (!entry) {
    const nearest = nearestAction(catalog, action);
    const hint = nearest ? `Did you mean ${nearest}?` : 'GET /v1/actions lists what can be asked for.';
    return fail('unknown-action', '/action', `Unknown action ${action}. ${hint}`);
  }
  const typed = readFields(entry.parameters, parameters, 'parameters');
  if (!typed.ok) return typed;
  // `[hidden]` can be longer than what it hides, and a request and its record share one item of 400 KB.
  const shown = entry.hide(parameters);
  const growsTooLarge = whyTooLarge(shown);
  if (growsTooLarge) return growsTooLarge;

  const derived = deriveFacts(entry, parameters, { ...context, caller }, { resource, stated });
  if (!derived.ok) {
    if (derived.code === 'other-case') {
      const field = derived.pointer === undefined ? '/resource' : `/parameters${derived.pointer}`;
      return fail('bad-field', field, `${derived.detail}.`);
    }
    const advice = derived.code === 'other-account' ? '' : ' Send the ARN of what the action changes.';
    return fail('wrong-resource', '/resource', `${derived.detail}${advice}`);
  }
  const { facts } = derived;
  const place = { account: facts.account };
  const shownAs = shownAsOf(entry, shown, place);
  const runnability = runnabilityOf(entry, facts);
  const ungranted = whyNotGranted(entry, facts);
  const leaked = findLeak(shown, shownAs, stated) ?? whyTooLarge({ shownAs });
  if (leaked) return leaked;
  return {
    ok: true,
    submission: {
      caller,
      stated,
      digest: digestOf({ ...facts, agent: facts.agent.id }),
      sentence: entry.say(shown, place),
      shown,
      shownAs,
      facts,
      hides: canonicalJson(shown) !== canonicalJson(parameters),
      answersSecret: hasSecretResult(entry),
      looks: entry.look !== undefined,
      unlimited: runnability.ok && runnability.unlimited,
      undoable: entry.undo !== undefined,
      inTrail: isToldOf(entry, context.dataEvents),
      ...(!runnability.ok && { whyNotRunnable: { field: runnability.field, detail: runnability.detail } }),
      ...(ungranted && { whyNotGranted: ungranted }),
    },
  };
}

/** What is shown is sealed for years, so nothing that looks like a secret may be in it, also not in base64. */
function findLeak(
  shown: JsonObject,
  shownAs: readonly ShownAs[],
  stated: Stated,
): ReadSubmission | undefined {
  const decoded = shownAs
    .filter(({ as }) => as === 'text')
    .reduce((rest, { pointer }) => mapTextAt(rest, pointer, (text) => textIn(text) ?? text), shown);
  const found = findSecret({ parameters: decoded, ...stated });
  return (
    found &&
    fail(
      'secret-in-parameters',
      found.pointer,
      `This looks like ${found.kind}. Do not send it: people and records would see it. Pass a reference, such as the ARN of a secret.`,
    )
  );
}

function whyTooLarge(parameters: object): ReadSubmission | undefined {
  const bytes = Buffer.byteLength(canonicalJson(parameters));
  if (bytes <= maxParameterBytes) return undefined;
  return fail(
    'too-large',
    '/parameters',
    `The parameters have ${bytes} bytes; at most ${maxParameterBytes} can be signed.`,
  );
}

const fail = (slug: Problem['slug'], field: string, detail: string): ReadSubmission => ({
  ok: false,
  problem: { slug, field, detail },
});
