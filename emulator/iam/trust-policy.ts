import { z } from 'zod';
import { NotImplementedLocally } from '../lib/not-implemented-locally.ts';
import type { Condition } from './condition.ts';
import { conditionsOf, listOf, statementHead, statementsOf } from './policy.ts';

/** Of what says who may assume a role: a statement that lets in an account, whose own policies then say who of it. */
export interface TrustStatement {
  effect: 'Allow' | 'Deny';
  actions: string[];
  /** Where a policy may let in anybody, `*` stands for all accounts. */
  accounts: string[];
  conditions: Condition[];
}

const statementShape = z.strictObject({
  ...statementHead,
  Action: listOf(z.string()),
  Principal: z.strictObject({
    AWS: listOf(z.string()).optional(),
    Service: listOf(z.string()).optional(),
    Federated: listOf(z.string()).optional(),
  }),
});

/** Services take roles inside of AWS, and nobody signs in from elsewhere: of their statements no call here is decided. */
export const parseTrustPolicy = (
  name: string,
  document: unknown,
  { anybody = false } = {},
): TrustStatement[] =>
  statementsOf(name, document, statementShape)
    .filter(([, { Principal }]) => Principal.AWS)
    .map(([source, { Effect, Action, Principal, Condition }]) => ({
      effect: Effect,
      actions: Action,
      accounts: (Principal.AWS ?? []).map((principal) =>
        anybody && principal === '*' ? principal : accountIn(source, principal),
      ),
      conditions: conditionsOf(source, Condition),
    }));

export function accountIn(source: string, principal: string): string {
  const [, account] = /^(?:arn:aws:iam::)?(\d{12})(?::root)?$/.exec(principal) ?? [];
  if (!account) throw new NotImplementedLocally(`policy ${source}: principal ${principal}`);
  return account;
}
