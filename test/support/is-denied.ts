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
  const some = (patterns: string | readonly string[], text: string, flags = ''): boolean =>
    [patterns].flat().some((pattern) => asExpression(pattern, flags).test(text));
  const ofAction =
    'Action' in statement ? some(statement.Action, action, 'i') : !some(statement.NotAction, action, 'i');
  const ofResource =
    'Resource' in statement ? some(statement.Resource, arn) : !some(statement.NotResource, arn);
  return ofAction && ofResource && holds(statement.Condition ?? {}, context);
}

const expressions = new Map<string, RegExp>();

function asExpression(pattern: string, flags: string): RegExp {
  const key = `${flags} ${pattern}`;
  const made =
    expressions.get(key) ??
    new RegExp(
      `^${pattern
        .replace(/[.+^$(){}|[\]\\]/g, '\\$&')
        .replaceAll('*', '.*')
        .replaceAll('?', '.')}$`,
      flags,
    );
  expressions.set(key, made);
  return made;
}

function holds(
  conditions: Readonly<Record<string, unknown>>,
  context: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(conditions).every(([operator, keys]) =>
    Object.entries(keys as Record<string, string | readonly string[]>).every(([key, expected]) => {
      const given = context[key];
      if (given === undefined) return operator.endsWith('IfExists') || operator.includes('Not');
      const met = [expected].flat().some((pattern) => asExpression(pattern, '').test(given));
      return operator.includes('Not') ? !met : met;
    }),
  );
}
