import type { PolicyDocument, Statement } from '../../catalog/generate/policy-document.ts';

export interface AgentCall {
  action: string;
  arn?: string;
  context?: Readonly<Record<string, string>>;
}

/** Whether IAM would deny this call explicitly, read by regular expressions, as no code of ours reads it. */
export const isDenied = (documents: readonly PolicyDocument[], call: AgentCall): boolean =>
  documents.some(({ Statement }) => Statement.some((one) => one.Effect === 'Deny' && applies(one, call)));

function applies(statement: Statement, { action, arn = '*', context = {} }: AgentCall): boolean {
  const ofAction = () =>
    'Action' in statement ? fits(statement.Action, action, 'i') : !fits(statement.NotAction, action, 'i');
  const ofResource = () =>
    'Resource' in statement ? fits(statement.Resource, arn) : !fits(statement.NotResource, arn);
  return ofAction() && ofResource() && holds(statement.Condition ?? {}, context);
}

type Patterns = string | readonly string[];

/** Made once for each list of a document, which nobody changes: many thousand calls are held against each. */
const expressions = { '': new Map<Patterns, RegExp>(), i: new Map<Patterns, RegExp>() };

function fits(patterns: Patterns, text: string, flags: keyof typeof expressions = ''): boolean {
  const made = expressions[flags].get(patterns) ?? expressionOf([patterns].flat(), flags);
  expressions[flags].set(patterns, made);
  return made.test(text);
}

const expressionOf = (patterns: readonly string[], flags: string): RegExp =>
  new RegExp(`^(?:${patterns.map(escaped).join('|')})$`, flags);

const escaped = (pattern: string): string =>
  pattern
    .replace(/[.+^$(){}|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');

function holds(
  conditions: Readonly<Record<string, unknown>>,
  context: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(conditions).every(([operator, keys]) =>
    Object.entries(keys as Record<string, string | readonly string[]>).every(([key, expected]) => {
      const given = context[key];
      if (given === undefined) return operator.endsWith('IfExists') || operator.includes('Not');
      const met = fits(expected, given);
      return operator.includes('Not') ? !met : met;
    }),
  );
}
