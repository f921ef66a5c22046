import { z } from 'zod';
import { brieflyOf, describePolicy } from './describe-policy.ts';
import type { PolicyDocument, PolicyKind, PolicyOf } from './policy-document.ts';
import { readPolicyDocument } from './read-policy-document.ts';

/** A parameter that holds a policy as JSON in a text, as AWS takes it. `max` is what AWS allows there. */
export const policyDocument = (kind: PolicyKind, max: number, everything?: string) =>
  z
    .string()
    .min(1)
    .superRefine((text, context) => {
      const read = readPolicyDocument(text, kind, max);
      if (read.ok) return;
      const where = read.pointer === '' ? 'The policy' : `In the policy, ${read.pointer}`;
      context.addIssue({ code: 'custom', message: `${where} ${read.detail}` });
    })
    .meta({ contentMediaType: 'application/json', 'x-policy': { kind, ...(everything && { everything }) } });

/** For what comes after the schema: a parameter that it has taken. */
export function takenPolicy(text: string, kind: PolicyKind): PolicyDocument {
  const read = readPolicyDocument(text, kind, Number.POSITIVE_INFINITY);
  if (!read.ok) throw new Error(`A policy that the schema has taken cannot be read: ${read.detail}`);
  return read.document;
}

/** What it grants, for a sentence. */
export const sayPolicy = (text: string, of: PolicyOf, ownAccount: string): string =>
  brieflyOf(describePolicy(takenPolicy(text, of.kind), { ownAccount, ...of }));
