import { z } from 'zod';
import type { PolicyDocument, PolicyKind } from './policy-document.ts';
import { readPolicyDocument } from './read-policy-document.ts';

/** A parameter that holds a policy as JSON in a text, as AWS takes it. `max` is what AWS allows there. */
export const policyDocument = (kind: PolicyKind, max: number) =>
  z
    .string()
    .min(1)
    .superRefine((text, context) => {
      const read = readPolicyDocument(text, kind, max);
      if (read.ok) return;
      const where = read.pointer === '' ? 'The policy' : `In the policy, ${read.pointer}`;
      context.addIssue({ code: 'custom', message: `${where} ${read.detail}` });
    });

/** For what comes after the schema: a parameter that it has taken. */
export function takenPolicy(text: string, kind: PolicyKind): PolicyDocument {
  const read = readPolicyDocument(text, kind, Number.POSITIVE_INFINITY);
  if (!read.ok) throw new Error(`A policy that the schema has taken cannot be read: ${read.detail}`);
  return read.document;
}
