import type { ContainmentKind } from '../../core/detection/new-incident.ts';
import { didYouMean } from '../../core/lib/did-you-mean.ts';
import type { Policy } from '../../core/policy/bundle.ts';
import type { Asked, Risk, RunMode } from '../../core/policy/ruling.ts';
import type { OnDenied } from '../../core/policy/when-seen.ts';
import type { FindingCode } from '../finding-codes.ts';
import {
  Mistake,
  parseApprovals,
  parseChannel,
  parseContain,
  parseExpires,
  parseId,
  parseNotifications,
  parseOnDenied,
  parseReason,
  parseRisk,
  parseRun,
  parseSubstitutes,
} from './annotation-values.ts';

const defaultExpiresSeconds = 3_600;
const defaultRisk = { allow: 'low', review: 'medium', refuse: 'high' } as const satisfies Record<
  string,
  Risk
>;

const annotationNames = [
  'id',
  'risk',
  'approvals',
  'expires',
  'notify',
  'substitute',
  'reason',
  'channel',
  'run',
  'onDenied',
  'contain',
] as const;
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
  run?: RunMode;
  onDenied?: OnDenied;
  contain?: ContainmentKind;
  terms?: Asked;
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
  const substitutes = read('substitute', (text) =>
    // Without @approvals it is misplaced, which is told there.
    approvals ? parseSubstitutes(text, { approvals, expiresSeconds }) : [],
  );
  const reason = read('reason', parseReason);
  const channel = read('channel', parseChannel);
  const run = read('run', parseRun);
  const onDenied = read('onDenied', parseOnDenied);
  const contain = read('contain', parseContain);
  const alone = effect === 'forbid' ? 'refuse' : approvals ? 'review' : 'allow';
  const risk = read('risk', parseRisk) ?? defaultRisk[alone];

  if (mistakes.length > 0 || id === undefined) return { ok: false, mistakes };
  return {
    ok: true,
    meaning: {
      id,
      risk,
      ...(run && { run }),
      ...(onDenied && { onDenied }),
      ...(contain && { contain }),
      ...(approvals && {
        terms: {
          approvals,
          expiresSeconds,
          notifications,
          ...(substitutes && { substitutes }),
          ...(reason && { reason }),
          ...(channel && { channel }),
        },
      }),
    },
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
  const ofReviews = (['approvals', 'expires', 'notify', 'substitute', 'reason', 'channel'] as const).filter(
    has,
  );
  const ofPermits = (['run'] as const).filter(has);
  const misplaced: readonly (readonly [AnnotationName, string])[] = [
    ...(effect === 'forbid' || !has('approvals') ? ofReviews : []).map((name) => [name, nobody] as const),
    ...(effect === 'forbid' ? ofPermits : []).map((name) => [name, 'on a forbid: nothing runs'] as const),
    ...(written.onDenied === 'ask' && !has('approvals') ? [['onDenied', `as "ask" ${nobody}`] as const] : []),
    ...(has('contain') && effect === 'permit' && !has('approvals')
      ? [['contain', 'where nobody is asked: what it lets through is no incident'] as const]
      : []),
  ];
  return [
    ...(has('id')
      ? []
      : [{ code: 'no-id' as const, message: 'a policy needs an @id("...") to be named by in records' }]),
    ...misplaced.map(([annotation, why]) => ({
      code: 'misplaced-annotation' as const,
      annotation,
      message: `@${annotation} means nothing ${why}`,
    })),
  ];
}
