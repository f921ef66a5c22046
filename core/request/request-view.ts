import { z } from 'zod';
import { approvalsOf } from '../evidence/record.ts';
import { jsonObject } from '../lib/json.ts';
import { risks, runModes, runOf, termsSchema } from '../policy/ruling.ts';
import { states } from './lifecycle.ts';
import { type Again, agains, failureSchema, type Request } from './request.ts';
import { subjectOf, subjectShape } from './subject.ts';
import { needsRun } from './who-is-next.ts';

/** What a person said who said no. */
export const decisionSchema = z.strictObject({
  by: z.string().describe('Who decided.'),
  reason: z
    .string()
    .exactOptional()
    .describe('Why, in their words. Denials of before a reason was needed can have none.'),
  at: z.iso.datetime(),
  again: z
    .enum(agains)
    .exactOptional()
    .describe('Whether asking again makes sense: never, not now, or for something else.'),
});
export type Decision = z.infer<typeof decisionSchema>;

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
  decision: decisionSchema
    .exactOptional()
    .describe('Where a person said no: who, why, and what it means for asking again.'),
  questions: z
    .array(
      z.strictObject({
        question: z.int().positive().describe('Its number, for POST …/answers.'),
        text: z.string(),
        at: z.iso.datetime(),
        answer: z.string().exactOptional(),
      }),
    )
    .exactOptional()
    .describe('What people want to know before they decide.'),
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
    ...decision(request),
    ...questions(request),
  };
}

const decision = (request: Request): { decision?: Decision } => {
  const no = 'votes' in request ? request.votes.find(({ choice }) => choice === 'deny') : undefined;
  if (!no) return {};
  const { person, reason, at, again } = no;
  return { decision: { by: person, ...(reason && { reason }), at, ...(again && { again }) } };
};

const questions = (request: Request): Pick<RequestView, 'questions'> =>
  'questions' in request && request.questions && request.questions.length > 0
    ? {
        questions: request.questions.map(({ text, at, answer }, index) => ({
          question: index + 1,
          text,
          at,
          ...(answer && { answer: answer.text }),
        })),
      }
    : {};

const adviceOn = {
  never: 'Do not ask for it again.',
  'not-now': 'It may be asked for again later.',
  differently: 'Something else may be asked for in its place.',
} as const satisfies Record<Again, string>;

/** For who asked: what was said, and what it means for asking again. */
export const formatDenial = ({ reason, again }: Partial<Decision> = {}): string =>
  [...(reason ? [`They said: ${reason}`] : []), ...(again ? [adviceOn[again]] : [])].join(' ');
