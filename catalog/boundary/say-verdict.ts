import type { Verdict, WhyDenied } from './verdict.ts';

/** A verdict in a sentence, and why in another. */
export function sayVerdict(action: string, verdict: Verdict): string[] {
  switch (verdict.kind) {
    case 'denied':
      return verdict.by === 'boundary'
        ? [`${action} is denied.`, sayWhy(verdict.why)]
        : [
            `${action} is denied by the service control policies and the second policy: the boundary has no room for it.`,
            sayWhy(verdict.why),
          ];
    case 'named-roles':
      return verdict.roles.length === 0
        ? [`${action} is denied.`, `The settings name no role for it.`]
        : [
            `${action} is denied but on ${verdict.roles.join(', ')}.`,
            'The settings name these roles, and each must carry the boundary.',
          ];
    case 'in-part':
      return [
        `${action} is left to the role's own policies, without what is secret in it.`,
        `Policies gate ${verdict.action}: ${verdict.denial.actions.join(', ')} is denied where it is for that.`,
      ];
    case 'allowed':
      return [
        `${action} is allowed, as far as the role's own policies grant it.`,
        `These policies allow it to everyone without a condition: ${verdict.policies.join(', ')}.`,
      ];
    case 'left-to-the-role':
      return [`${action} is left to the role's own policies.`, 'The boundary does not speak of it.'];
  }
}

function sayWhy(why: WhyDenied): string {
  switch (why.code) {
    case 'gated':
      return `These policies ask people about ${why.action} or forbid it, at least for some: ${why.policies.join(', ')}.`;
    case 'not-plainly-allowed':
      return `No policy allows ${why.action} to everyone without a condition.`;
    case 'permissions-management':
      return 'It manages permissions, as IAM sorts its actions, and no policy allows it plainly.';
    case 'closes-paths':
      return `It closes published paths to more than an agent has: ${why.paths.join(', ')}.`;
    case 'other-service':
      return `The boundary is closed, and built for ${why.services.join(', ')} alone.`;
    case 'taken-in':
      return `The boundary has no room to name each action, and ${why.pattern} takes it in.`;
  }
}
