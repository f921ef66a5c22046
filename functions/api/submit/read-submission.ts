import type { Catalog } from '../../../catalog/entry.ts';
import { checkResource } from '../../../catalog/location.ts';
import { nearestAction } from '../../../catalog/nearest-action.ts';
import { accountRefusal } from '../../../core/directory/acting-account.ts';
import type { AgentCaller } from '../../../core/directory/identity.ts';
import { partitionOf } from '../../../core/lib/arn.ts';
import { digestOf } from '../../../core/lib/digest.ts';
import { canonicalJson, type JsonObject } from '../../../core/lib/json.ts';
import { redact } from '../../../core/lib/redact.ts';
import type { NewRequest } from '../../../core/request/open-request.ts';
import { submissionSchema } from '../../../core/request/submission.ts';
import { readFields } from '../../shared/http/read-fields.ts';
import type { Problem } from '../../shared/problem.ts';

export interface World {
  catalog: Catalog;
  environmentOf: (account: string) => string;
  /** Where an action happens whose ARN names no region. */
  homeRegion: string;
}

/** A submission that has no id and no time yet. */
export type ReadSubmission =
  | { ok: true; submission: Omit<NewRequest, 'id' | 'at'> }
  | { ok: false; problem: Problem };

const maxParameterBytes = 64 * 1024;

/** From what was sent and who sent it to facts that policy can rule on; nothing is taken on the agent's word. */
export function readSubmission(world: World, caller: AgentCaller, body: JsonObject): ReadSubmission {
  const submission = readFields(submissionSchema, body);
  if (!submission.ok) return submission;
  const { action, resource, parameters, ...stated } = submission.value;

  const tooLarge = whyTooLarge(parameters);
  if (tooLarge) return tooLarge;
  const entry = world.catalog.find(action);
  if (!entry) {
    const nearest = nearestAction(world.catalog, action);
    const hint = nearest ? `Did you mean ${nearest}?` : 'GET /v1/actions lists what can be asked for.';
    return fail('unknown-action', '/action', `Unknown action ${action}. ${hint}`);
  }
  const fields = readFields(entry.parameters, parameters, '/parameters');
  if (!fields.ok) return fields;

  const checked = checkResource(entry, parameters, resource, {
    partition: partitionOf(caller.role),
    account: caller.account,
    region: world.homeRegion,
  });
  if (!checked.ok) {
    const why =
      checked.expected === undefined ? 'Not a valid ARN.' : `These parameters name ${checked.expected}.`;
    return fail('wrong-resource', '/resource', `${why} Send the ARN of what the action changes.`);
  }
  const { account, region } = checked.location;
  // `[hidden]` can be longer than what it hides, and a request and its record share one item of 400 KB.
  const shown = redact(parameters, entry.secrets);
  const growsTooLarge = whyTooLarge(shown);
  if (growsTooLarge) return growsTooLarge;
  const whyNot = accountRefusal(caller, resource, entry.accountOf(parameters));
  if (whyNot) return fail('wrong-resource', '/resource', whyNot);
  return {
    ok: true,
    submission: {
      caller,
      stated,
      digest: digestOf({ agent: caller.agent.id, action, resource, account, region, parameters }),
      sentence: entry.say(shown),
      shown,
      facts: {
        agent: { id: caller.agent.id, role: caller.role, groups: caller.agent.groups },
        action,
        resource,
        account,
        region,
        environment: world.environmentOf(account),
        parameters,
        stated,
      },
    },
  };
}

function whyTooLarge(parameters: JsonObject): ReadSubmission | undefined {
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
