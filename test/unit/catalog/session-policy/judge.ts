import type { SessionPolicyDocument } from '../../../../catalog/session-policy/session-statement.ts';

/** A call as IAM sees it. */
export interface Call {
  action: string;
  resource: string;
  context: Readonly<Record<string, string>>;
}

/** IAM's judgement of one call by one policy, from its documentation and not from our code; of the conditions that we write. */
export const isAllowed = (
  { Statement }: SessionPolicyDocument,
  { action, resource, context }: Call,
): boolean =>
  Statement.some(
    (statement) =>
      [statement.Action].flat().includes(action) &&
      [statement.Resource].flat().some((pattern) => patternOf(pattern).test(resource)) &&
      Object.entries(statement.Condition).every(([operator, keys]) =>
        Object.entries(keys).every(([key, expected]) => holds(operator, [expected].flat(), context[key])),
      ),
  );

function holds(operator: string, expected: readonly string[], actual: string | undefined): boolean {
  if (actual === undefined) return false;
  switch (operator) {
    case 'DateLessThan':
      return expected.some((date) => Date.parse(actual) < Date.parse(date));
    case 'Bool':
    case 'StringEquals':
      return expected.includes(actual);
    default:
      throw new Error(`${operator} is not judged here.`);
  }
}

/** `${*}`, `${?}` and `${$}` are the characters themselves. */
function patternOf(pattern: string): RegExp {
  const parts = pattern.split(/(\$\{[*?$]\}|[*?])/).map((part) => {
    if (part === '*') return '.*';
    if (part === '?') return '.';
    const itself = /^\$\{([*?$])\}$/.exec(part)?.[1] ?? part;
    if (itself.includes('${')) throw new Error(`${pattern} has a policy variable.`);
    return itself.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('')}$`, 's');
}
