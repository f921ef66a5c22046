import type { CatalogEntry, Denial } from '../entry.ts';
import type { Fitted } from './permissions-boundary.ts';
import { denialsOf, denyStatements, type PolicyDocument, sizeOf } from './policy-document.ts';

export const scpLimit = 5_120;
/** Five can be attached to an account or unit, and AWS's own FullAWSAccess is one of them. */
export const scpAttachments = 4;

/** The same denials for an organization, bound to the agents' roles alone. In as few documents as they fit into. */
export function serviceControlPolicies(
  gated: readonly CatalogEntry[],
  agentRolePatterns: readonly string[],
  beside: readonly Denial[] = [],
): Fitted<PolicyDocument[]> {
  if (agentRolePatterns.length === 0) {
    return {
      ok: false,
      problem: 'agentRolePatterns is empty: a service control policy would bind everybody.',
    };
  }
  const principals = { ArnLike: { 'aws:PrincipalArn': agentRolePatterns.flatMap(underAnyPath) } };
  const documentOf = (denials: readonly Denial[]): PolicyDocument => ({
    Version: '2012-10-17',
    Statement: denyStatements(denials, principals),
  });

  const chunks: Denial[][] = [];
  for (const { actions, ...rest } of [...denialsOf(gated), ...beside]) {
    for (const action of actions) {
      const grown = withAction(chunks.at(-1) ?? [], { ...rest, actions: [action] });
      if (chunks.length > 0 && sizeOf(documentOf(grown)) <= scpLimit) chunks[chunks.length - 1] = grown;
      else chunks.push([{ ...rest, actions: [action] }]);
    }
  }
  const documents = chunks.map(documentOf);
  if (documents.length <= scpAttachments && documents.every((document) => sizeOf(document) <= scpLimit)) {
    return { ok: true, value: documents };
  }
  return {
    ok: false,
    problem:
      `The service control policies do not fit into ${scpAttachments} documents of ${scpLimit} characters. Name the ` +
      "agents' roles by fewer or shorter patterns, or permit some of the actions plainly by a policy.",
  };
}

/**
 * A session's ARN leaves out the path of its role, and so an agent is known without it. Its principal's ARN, which these
 * conditions are held against, has it: a role of the same name under a path is the same agent.
 */
const underAnyPath = (pattern: string): string[] => [pattern, pattern.replace(':role/', ':role/*/')];

function withAction(denials: readonly Denial[], { actions, ...where }: Denial): Denial[] {
  const locationOf = ({ condition, resources }: Omit<Denial, 'actions'>) =>
    JSON.stringify([condition, resources]);
  const like = (other: Denial): boolean => locationOf(other) === locationOf(where);
  if (!denials.some(like)) return [...denials, { actions, ...where }];
  return denials.map((other) =>
    like(other) ? { ...other, actions: [...other.actions, ...actions] } : other,
  );
}
