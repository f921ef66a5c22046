import { visibleText } from '../../core/lib/visible-text.ts';
import { canonicalIpv4Range, canonicalIpv6Range } from './ip-range.ts';

/** What the order depends on beside the values. */
export interface Around {
  /** The account that an action happens in: another one is worth naming first. Unknown, every account is another. */
  ownAccount?: string | undefined;
  /** Values of this list that matter more than the rest, the worst first: `Decrypt` before `DescribeKey`. */
  worst?: readonly string[];
}

/** The widest first. */
const steps = ['worst', 'everything', 'organization', 'range', 'pattern', 'other account', 'named'] as const;
type Step = (typeof steps)[number];

interface Weighed {
  value: string;
  step: Step;
  /** Between two of one step: for a range, how many bits fix an address; for the worst, their place. Less is wider. */
  within: number;
}

/** Words by which AWS means everyone or everything, and the groups of S3 that are everyone. */
const everything =
  /^(?:\*|all|any|everyone|0\.0\.0\.0\/0|::\/0)$|\/groups\/global\/(?:AllUsers|AuthenticatedUsers)"?$/i;

/** The widest first and none twice. Those that are equally wide keep their order. */
const weighedOf = (values: readonly string[], around: Around): Weighed[] =>
  [...new Set(values)]
    .map((value) => weigh(value, around))
    .sort((one, other) => steps.indexOf(one.step) - steps.indexOf(other.step) || one.within - other.within);

function weigh(value: string, { ownAccount, worst = [] }: Around): Weighed {
  const weighed = (step: Step, within = 0): Weighed => ({ value, step, within });
  if (worst.includes(value)) return weighed('worst', worst.indexOf(value));
  if (everything.test(value)) return weighed('everything');
  if (/^arn:[^:]*:organizations:|^o-[a-z0-9]{10,32}$/.test(value)) return weighed('organization');
  const range = canonicalIpv4Range(value) ?? canonicalIpv6Range(value);
  if (range !== undefined) return weighed('range', Number(range.split('/')[1]));
  if (/[*?]/.test(value)) return weighed('pattern');
  const account = /^(?:arn:[^:]*:[^:]*:[^:]*:)?([0-9]{12})(?::|$)/.exec(value)?.[1];
  return weighed(account === undefined || account === ownAccount ? 'named' : 'other account');
}

/** How those are counted that a list has no room for. */
const plurals: Partial<Record<Step, string>> = {
  organization: 'organizations',
  range: 'ranges that are no wider',
  pattern: 'patterns',
  'other account': 'other accounts',
};

/**
 * "all, 444455556666 and 2 more": the widest first, and what is worst or everything always named, however many there are.
 * What is left out is narrower than what stands before it, or said to be of its kind: "and 4 more, 3 of them other accounts".
 */
export function listed(values: readonly string[], around: Around & { most?: number } = {}): string {
  const weighed = weighedOf(values, around);
  const grave = weighed.filter(({ step }) => step === 'worst' || step === 'everything').length;
  const room = Math.max(around.most ?? 3, grave);
  const named = weighed.slice(0, room).map(({ value }) => visibleText(value, 100));
  const left = weighed.slice(room);
  if (left.length > 0) return `${named.join(', ')} and ${left.length} more${kindsOf(left)}`;
  const last = named.pop() ?? 'nothing';
  return named.length === 0 ? last : `${named.join(', ')} and ${last}`;
}

const kindsOf = (left: readonly Weighed[]): string =>
  [...Map.groupBy(left, ({ step }) => step)]
    .map(([step, { length }]) => plurals[step] && `, ${length} of them ${plurals[step]}`)
    .join('');
