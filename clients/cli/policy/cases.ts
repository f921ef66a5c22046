import { z } from 'zod';
import { parseDuration, sayDuration } from '../../../core/lib/duration.ts';
import { sayPlaces } from '../../../core/policy/reasons.ts';
import { type Ruling, risks } from '../../../core/policy/ruling.ts';
import type { PolicyFile } from '../../../policy-compiler/compile.ts';
import type { Finding, Place } from '../../../policy-compiler/finding.ts';
import { Mistake, parseApprovals } from '../../../policy-compiler/read/annotation-values.ts';
import { parseYaml } from '../../../policy-compiler/read/parse-yaml.ts';
import { sortFiles } from '../../../policy-compiler/read/policy-files.ts';
import { wishSchema } from './written-request.ts';

const approvals = z.string().transform((text, context) => {
  const places = parseApprovals(text);
  if (!(places instanceof Mistake)) return places;
  context.addIssue({ code: 'custom', message: places.message });
  return z.NEVER;
});
const duration = z.string().transform((text, context) => {
  const seconds = parseDuration(text);
  if (seconds === undefined)
    context.addIssue({ code: 'custom', message: `${text} is no duration, such as 30m` });
  return seconds ?? z.NEVER;
});

/** What a case expects. What it leaves out may be anything. */
const expectedSchema = z.strictObject({
  decision: z.enum(['allow', 'refuse', 'review']),
  risk: z.enum(risks).optional(),
  approvals: approvals.optional(),
  expires: duration.optional(),
  policies: z.array(z.string()).optional(),
});
export type Expected = z.infer<typeof expectedSchema>;

const caseSchema = z.strictObject({ why: z.string().min(1), request: wishSchema, ruling: expectedSchema });
const casesSchema = z.strictObject({ cases: z.array(caseSchema) });

export type Case = z.infer<typeof caseSchema> & { place: Place };

/** Every case of a policy folder, in reading order. */
export function readCases(files: readonly PolicyFile[]): { cases: Case[]; findings: Finding[] } {
  const answers = sortFiles(files).cases.map((file) => parseYaml(file, casesSchema));
  return {
    cases: answers.flatMap((answer) =>
      answer.ok
        ? answer.parsed.value.cases.map((each, at) => ({
            ...each,
            place: answer.parsed.placeOf(['cases', at]),
          }))
        : [],
    ),
    findings: answers.flatMap((answer) => (answer.ok ? [] : answer.findings)),
  };
}

/** "risk high, not low" for each thing that is not as expected. */
export function differences(expected: Expected, ruling: Ruling): string[] {
  const terms = ruling.decision === 'review' ? ruling.terms : undefined;
  const sorted = (places: NonNullable<Expected['approvals']>) =>
    sayPlaces({ places: places.toSorted((a, b) => (a.group < b.group ? -1 : 1)) });
  const pairs: [name: string, wanted: string | undefined, got: string][] = [
    ['decision', expected.decision, ruling.decision],
    ['risk', expected.risk, ruling.risk],
    ['approvals', expected.approvals && sorted(expected.approvals), terms ? sorted(terms.places) : 'none'],
    [
      'expires',
      expected.expires === undefined ? undefined : sayDuration(expected.expires),
      terms ? sayDuration(terms.expiresSeconds) : 'never',
    ],
    ['policies', expected.policies && sayNames(expected.policies), sayNames(ruling.policies)],
  ];
  return pairs.flatMap(([name, wanted, got]) =>
    wanted === undefined || wanted === got ? [] : `${name} ${got}, not ${wanted}`,
  );
}

const sayNames = (names: readonly string[]): string => names.toSorted().join(', ') || 'none';
