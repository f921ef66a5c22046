import { clip } from '../../../core/lib/visible-text.ts';
import { inOrder, type Mark, type Phrase, widthOf } from './marks.ts';
import type { PolicyDocument, Statement } from './policy-document.ts';
import { sayActions } from './say-actions.ts';
import { sayConditions } from './say-conditions.ts';
import { sayPrincipals } from './say-principals.ts';
import { sayResources } from './say-resources.ts';

export interface PolicyAround {
  /** The account that the policy is in: all others are named as such. */
  ownAccount: string;
  /** What `*` stands for as a resource, where the policy is of one thing: "the key". */
  everything?: string;
}

/** A statement in words. One that denies earns no marks, and takes none away from others. */
export interface SaidStatement extends Phrase {
  effect: Statement['effect'];
}

/** One sentence a statement: what is allowed first, the widest first. Nothing is left out. */
export const describePolicy = ({ statements }: PolicyDocument, around: PolicyAround): SaidStatement[] =>
  statements
    .map((statement) => sayStatement(statement, around))
    .sort((one, other) => rank(other) - rank(one));

const rank = ({ effect, marks }: SaidStatement): number => (effect === 'Deny' ? -1 : widthOf(marks));

function sayStatement(statement: Statement, { ownAccount, everything }: PolicyAround): SaidStatement {
  const { effect, principals, actions, resources, conditions } = statement;
  const who = principals && sayPrincipals(principals, ownAccount);
  const what = sayActions(actions);
  const where = resources && sayResources(resources, everything);
  const when = sayConditions(conditions);
  const text = [
    effect === 'Allow' ? 'Allows' : 'Denies',
    ...(who ? [`${who.text} to do`] : []),
    what.text,
    ...(where ? [`on ${where.text}`] : []),
  ].join(' ');
  // To become the role is what a trust policy is for.
  const done = where ? what.marks : what.marks.filter((mark) => mark !== 'powerful actions');
  const earned = [who, where, when].flatMap((phrase) => phrase?.marks ?? []);
  return {
    effect,
    text: `${text}, ${when.text}`,
    marks: effect === 'Allow' ? inOrder([...earned, ...done]) : [],
  };
}

export const marksOf = (said: readonly SaidStatement[]): Mark[] =>
  inOrder(said.flatMap(({ marks }) => marks));

/**
 * For a sentence with little room: the marks of all statements, then the widest. "anyone, no condition: Allows anyone to do
 * s3:GetObject (read objects) on every object in bucket receipts, without condition; 2 more statements"
 */
export function brieflyOf(said: readonly SaidStatement[], limit = 240): string {
  const marks = marksOf(said);
  const left = said.length - 1;
  const more = left > 0 ? `; ${left} more ${left === 1 ? 'statement' : 'statements'}` : '';
  const lead = marks.length > 0 ? `${marks.join(', ')}: ` : '';
  return `${lead}${clip(said[0]?.text ?? 'nothing', Math.max(limit - lead.length - more.length, 40))}${more}`;
}
