import { didYouMean } from '../../core/lib/did-you-mean.ts';
import type { Policy } from '../../core/policy/bundle.ts';
import type { Risk, Terms } from '../../core/policy/ruling.ts';
import type { FindingCode } from '../finding-codes.ts';
import {
  Mistake,
  parseApprovals,
  parseExpires,
  parseId,
  parseNotifications,
  parseRisk,
  parseRun,
} from './annotation-values.ts';

const defaultExpiresSeconds = 3_600;
const defaultRisk = { allow: 'low', review: 'medium', refuse: 'high' } as const satisfies Record<
  string,
  Risk
>;

const annotationNames = ['id', 'risk', 'approvals', 'expires', 'notify', 'run'] as const;
type AnnotationName = (typeof annotationNames)[number];
type Written = Readonly<Record<string, string | null>>;

export interface AnnotationMistake {
  code: FindingCode;
  /** The annotation to point at; without one, the policy. */
  annotation?: string;
  message: string;
}

export interface Meaning {
  id: string;
  risk: Risk;
  terms?: Terms;
}
export type Annotated = { ok: true; meaning: Meaning } | { ok: false; mistakes: AnnotationMistake[] };

/** What a policy's annotations mean. Every mistake is told at once, none is passed over. */
export function readAnnotations(effect: Policy['effect'], written: Written): Annotated {
  const mistakes: AnnotationMistake[] = [...unknownNames(written), ...misplacedNames(effect, written)];

  const read = <T>(annotation: AnnotationName, parse: (text: string) => T | Mistake): T | undefined => {
    if (!Object.hasOwn(written, annotation)) return undefined;
    const value = parse(written[annotation] ?? '');
    if (!(value instanceof Mistake)) return value;
    mistakes.push({ code: 'bad-annotation', annotation, message: `@${annotation} ${value.message}` });
    return undefined;
  };

  const id = read('id', parseId);
  const approvals = read('approvals', parseApprovals);
  const expiresSeconds = read('expires', parseExpires) ?? defaultExpiresSeconds;
  const notifications = read('notify', (text) => parseNotifications(text, expiresSeconds)) ?? [];
  const run = read('run', parseRun) ?? 'agent';
  const alone = effect === 'forbid' ? 'refuse' : approvals ? 'review' : 'allow';
  const risk = read('risk', parseRisk) ?? defaultRisk[alone];

  if (mistakes.length > 0 || id === undefined) return { ok: false, mistakes };
  return {
    ok: true,
    meaning: { id, risk, ...(approvals && { terms: { approvals, expiresSeconds, notifications, run } }) },
  };
}

const unknownNames = (written: Written): AnnotationMistake[] =>
  Object.keys(written)
    .filter((name) => !annotationNames.some((known) => known === name))
    .map((annotation) => ({
      code: 'unknown-annotation',
      annotation,
      message: `unknown annotation @${annotation}${didYouMean(annotation, annotationNames)}`,
    }));

/** An annotation that changes nothing is a mistake of its author about what it changes. */
function misplacedNames(effect: Policy['effect'], written: Written): AnnotationMistake[] {
  const has = (name: AnnotationName): boolean => Object.hasOwn(written, name);
  const nobody = effect === 'forbid' ? 'on a forbid: it asks nobody' : 'without @approvals: nobody is asked';
  const ofReviews = (['approvals', 'expires', 'notify', 'run'] as const).filter(has);
  const misplaced = effect === 'forbid' || !has('approvals') ? ofReviews : [];
  return [
    ...(has('id')
      ? []
      : [{ code: 'no-id' as const, message: 'a policy needs an @id("...") to be named by in records' }]),
    ...misplaced.map((annotation) => ({
      code: 'misplaced-annotation' as const,
      annotation,
      message: `@${annotation} means nothing ${nobody}`,
    })),
  ];
}
