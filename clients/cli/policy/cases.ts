import { z } from 'zod';
import { formatDuration, parseDuration } from '../../../core/lib/duration.ts';
import { formatApprovals } from '../../../core/policy/reasons.ts';
import { type Ruling, risks, type Substitute } from '../../../core/policy/ruling.ts';
import { containModes, onDeniedModes, type WhenSeen } from '../../../core/policy/when-seen.ts';
import type { PolicyFile } from '../../../policy-compiler/compile.ts';
import type { Finding, Position } from '../../../policy-compiler/finding.ts';
import { Mistake, parseApprovals, readSubstitutes } from '../../../policy-compiler/read/annotation-values.ts';
import { parseYaml } from '../../../policy-compiler/read/parse-yaml.ts';
import { sortFiles } from '../../../policy-compiler/read/policy-files.ts';
import { formatSubstitute } from './format-ruling.ts';
import { writtenRequestSchema } from './written-request.ts';

/** Nobody, and nothing. */
const none = 'none';

const approvals = z.string().transform((text, context) => {
  const approvals = parseApprovals(text);
  if (!(approvals instanceof Mistake)) return approvals;
  context.addIssue({ code: 'custom', message: approvals.message });
  return z.NEVER;
});
const duration = z.string().transform((text, context) => {
  const seconds = parseDuration(text);
  if (seconds === undefined)
    context.addIssue({ code: 'custom', message: `${text} is not a duration, such as 30m` });
  return seconds ?? z.NEVER;
});

const substitutes = z.string().transform((text, context) => {
  if (text === none) return [];
  const substitutes = readSubstitutes(text);
  if (!(substitutes instanceof Mistake)) return substitutes;
  context.addIssue({ code: 'custom', message: substitutes.message });
  return z.NEVER;
});

/** What a case expects. What it leaves out may be anything. */
const expectedSchema = z.strictObject({
  decision: z.enum(['allow', 'refuse', 'review']),
  risk: z.enum(risks).optional(),
  approvals: approvals.optional(),
  expires: duration.optional(),
  substitutes: substitutes
    .optional()
    .describe('All who may sign in the place of others: `"20m: approvers -> sre-oncall"`, or `none`.'),
  channel: z
    .string()
    .optional()
    .describe('Where it is asked, by its name in the settings, as far as policies say so; or `none`.'),
  policies: z.array(z.string()).optional(),
  /** Of such a call that CloudTrail saw: denied by AWS, or done without an approval. */
  onDenied: z.enum(onDeniedModes).optional(),
  contain: z.enum([...containModes, none]).optional(),
});
export type Expected = z.infer<typeof expectedSchema>;

const caseSchema = z.strictObject({
  why: z.string().min(1),
  request: writtenRequestSchema,
  ruling: expectedSchema,
});
export const casesSchema = z.strictObject({ cases: z.array(caseSchema) });

export type Case = z.infer<typeof caseSchema> & { position: Position };

/** Every case of a policy folder, in reading order. */
export function readCases(files: readonly PolicyFile[]): { cases: Case[]; findings: Finding[] } {
  const answers = sortFiles(files).cases.map((file) => parseYaml(file, casesSchema));
  return {
    cases: answers.flatMap((answer) =>
      answer.ok
        ? answer.parsed.value.cases.map((each, at) => ({
            ...each,
            position: answer.parsed.positionOf(['cases', at]),
          }))
        : [],
    ),
    findings: answers.flatMap((answer) => (answer.ok ? [] : answer.findings)),
  };
}

/** "risk high, not low" for each thing that is not as expected. */
export function differences(expected: Expected, ruling: Ruling, seen: WhenSeen): string[] {
  const terms = ruling.decision === 'review' ? ruling.terms : undefined;
  const sorted = (approvals: NonNullable<Expected['approvals']>) =>
    formatApprovals({ approvals: approvals.toSorted((a, b) => (a.group < b.group ? -1 : 1)) });
  const pairs: [name: string, wanted: string | undefined, got: string][] = [
    ['decision', expected.decision, ruling.decision],
    ['risk', expected.risk, ruling.risk],
    ['approvals', expected.approvals && sorted(expected.approvals), terms ? sorted(terms.approvals) : none],
    [
      'expires',
      expected.expires === undefined ? undefined : formatDuration(expected.expires),
      terms ? formatDuration(terms.expiresSeconds) : 'never',
    ],
    [
      'substitutes',
      expected.substitutes && formatSubstitutes(expected.substitutes),
      formatSubstitutes(terms?.substitutes ?? []),
    ],
    ['channel', expected.channel, terms?.channel ?? none],
    ['onDenied', expected.onDenied, seen.onDenied],
    ['contain', expected.contain, seen.contain ?? none],
    ['policies', expected.policies && formatNames(expected.policies), formatNames(ruling.policies)],
  ];
  return pairs.flatMap(([name, wanted, got]) =>
    wanted === undefined || wanted === got ? [] : `${name} ${got}, not ${wanted}`,
  );
}

const formatNames = (names: readonly string[]): string => names.toSorted().join(', ') || none;

const formatSubstitutes = (substitutes: readonly Substitute[]): string =>
  formatNames(substitutes.map(formatSubstitute));
