import { z } from 'zod';
import { approvalsOf } from '../evidence/record.ts';
import { jsonObject } from '../lib/json.ts';
import { risks, runModes, runOf, termsSchema } from '../policy/ruling.ts';
import { states } from './lifecycle.ts';
import { failureSchema, type Request } from './request.ts';
import { subjectOf, subjectShape } from './subject.ts';
import { needsRun } from './who-is-next.ts';

/** A request as its agent sees it: enough to act on, nothing about who could be leaned on. */
export const requestViewSchema = z.strictObject({
  id: z.string(),
  state: z.enum(states),
  ...subjectShape,
  digest: z.string().describe('SHA-256 of what was asked for. An approval covers this and nothing else.'),
  risk: z.enum(risks),
  policies: z.array(z.string()).describe('The policies that decided.'),
  reasons: z.array(z.string()).describe('Why, in sentences for people.'),
  submittedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().exactOptional().describe('People can decide until then.'),
  approvals: z
    .strictObject({ needed: z.int(), given: z.int() })
    .exactOptional()
    .describe('Where people are asked: how many have to say yes, and how many have.'),
  asked: termsSchema.shape.approvals
    .exactOptional()
    .describe('Who is asked: the groups, and how many people of each.'),
  run: z.enum(runModes).exactOptional().describe('Who runs it once it is allowed or approved.'),
  decidedAt: z.iso.datetime().exactOptional(),
  usableUntil: z.iso.datetime().exactOptional().describe('It may be started until then.'),
  needsRun: z
    .literal(true)
    .exactOptional()
    .describe('Countersign runs it when its agent calls POST …/run, and not before.'),
  result: jsonObject
    .exactOptional()
    .describe('What AWS answered, without its secrets, where Countersign ran it and it is short.'),
  failure: failureSchema.exactOptional().describe("Why it did not run: AWS's own code, or ours."),
  denial: z.string().exactOptional().describe('Why a person said no, in their words.'),
});
export type RequestView = z.infer<typeof requestViewSchema>;

export function requestView(request: Request): RequestView {
  return {
    id: request.id,
    state: request.state,
    ...subjectOf(request),
    digest: request.digest,
    risk: request.ruling.risk,
    policies: request.ruling.policies,
    reasons: request.ruling.reasons,
    submittedAt: request.submittedAt,
    ...('expiresAt' in request ? { expiresAt: request.expiresAt } : {}),
    ...(request.ruling.decision === 'review'
      ? {
          approvals: approvalsOf(request),
          asked: request.ruling.terms.approvals,
        }
      : {}),
    ...(request.ruling.decision === 'refuse' ? {} : { run: runOf(request.ruling) }),
    ...('decidedAt' in request ? { decidedAt: request.decidedAt } : {}),
    ...('usableUntil' in request ? { usableUntil: request.usableUntil } : {}),
    ...(needsRun(request) && { needsRun: true as const }),
    ...('result' in request && request.result?.value && { result: request.result.value }),
    ...('failure' in request && request.failure && { failure: request.failure }),
    ...denial(request),
  };
}

const denial = (request: Request): { denial?: string } => {
  const no = 'votes' in request ? request.votes.find(({ choice }) => choice === 'deny') : undefined;
  return no?.reason ? { denial: no.reason } : {};
};
