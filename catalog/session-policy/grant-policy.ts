import { canonicalJson, type JsonObject } from '../../core/lib/json.ts';
import { grantSeconds } from '../../core/request/deadlines.ts';
import type { CatalogEntry, Location } from '../entry.ts';
import { iamAction } from '../iam-reference/iam-action.ts';
import { askedOf } from './asked.ts';
import { dependentActions } from './dependent-actions.ts';
import { isExact } from './literal.ts';
import { resourcesOf } from './resources-of.ts';
import { maxSessionPolicyLength } from './session-policy.ts';
import { oneOrMany, type SessionPolicyDocument, secondsAfter, statement } from './session-statement.ts';

export type GrantPolicy =
  | { ok: true; document: SessionPolicyDocument; text: string }
  | {
      ok: false;
      code: 'no-grant' | 'needs-more' | 'unclear-resource' | 'session-policy-too-long';
      detail: string;
    };

/**
 * What an agent may do that holds credentials for this one action: what its entry grants, on the resources that these parameters
 * name whole, until the session ends. Where a star of ours would stand for a name, or the call needs more than is granted, there
 * are no credentials: IAM could not hold the agent to what was signed, or the agent could not do it.
 */
export function grantPolicy(
  entry: CatalogEntry,
  parameters: JsonObject,
  location: Location,
  now: string,
): GrantPolicy {
  const { action: name, grant } = entry;
  if (!grant) return refused('no-grant', `No credentials are given for ${name}`);
  const asked = askedOf(entry, parameters, location);
  if (!asked) return refused('unclear-resource', `Nothing tells which resource ${name} names`);

  const statements: SessionPolicyDocument['Statement'][number][] = [];
  for (const granted of grant.actions) {
    const action = iamAction(granted);
    const resources = action ? [...resourcesOf(action, asked).values()].flat() : [];
    if (!action || resources.length === 0 || !resources.every(isExact))
      return refused('unclear-resource', `These parameters do not name whole what ${granted} is on`);
    const missing = dependentActions(action, asked.parameters).filter((one) => !grant.actions.includes(one));
    if (missing.length > 0)
      return refused(
        'needs-more',
        `With these parameters ${name} needs ${oneOrMany(missing)} as well, which no credentials are given for`,
      );
    const inTime = { DateLessThan: { 'aws:CurrentTime': secondsAfter(now, grantSeconds) } };
    statements.push(statement([granted], resources, inTime));
  }

  const document: SessionPolicyDocument = { Version: '2012-10-17', Statement: statements };
  const text = canonicalJson(document);
  if (text.length > maxSessionPolicyLength)
    return refused(
      'session-policy-too-long',
      `What limits the credentials to this has ${text.length} characters; AWS takes at most ${maxSessionPolicyLength}`,
    );
  return { ok: true, document, text };
}

const refused = (code: Extract<GrantPolicy, { ok: false }>['code'], detail: string): GrantPolicy => ({
  ok: false,
  code,
  detail,
});
