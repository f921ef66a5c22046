import { createContainRole, createEndContainment } from '../../adapters/aws/contain/create-contain-role.ts';
import type { AgentRole } from '../../adapters/aws/contain/open-agent-role.ts';
import { maxInlineLength } from '../../adapters/aws/revoke/denial.ts';
import type { ContainRole, EndContainment } from '../../core/ports/contain.ts';

/** What stands in a role of an agent. */
export interface AgentRolePolicies {
  /** Policies of the role itself, by name. */
  readonly policies: Map<string, string>;
  boundary: boolean;
}

/** IAM of agents' accounts, as far as containing needs it. */
export interface MemoryAgentRoles {
  contain: ContainRole;
  end: EndContainment;
  /** By the role's ARN; a role is there as soon as somebody asks for it. */
  role(arn: string): AgentRolePolicies;
  /** AWS answers this from now on, or is out of order. */
  failing: 'AccessDenied' | 'outage' | undefined;
}

export function memoryAgentRoles(now: () => string): MemoryAgentRoles {
  const all = new Map<string, AgentRolePolicies>();
  const role = (arn: string): AgentRolePolicies => {
    const known = all.get(arn) ?? { policies: new Map<string, string>(), boundary: false };
    all.set(arn, known);
    return known;
  };
  const openRole = async (arn: string) => {
    if (roles.failing === 'outage') throw new Error('IAM is out of order.');
    return roles.failing
      ? { ok: false as const, code: roles.failing }
      : { ok: true as const, role: opened(role(arn)) };
  };
  const roles: MemoryAgentRoles = {
    contain: createContainRole({ openRole, now }),
    end: createEndContainment({ openRole }),
    role,
    failing: undefined,
  };
  return roles;
}

function opened(role: AgentRolePolicies): AgentRole {
  return {
    async put({ name, text }) {
      const others = [...role.policies].filter(([other]) => other !== name);
      const length = [...others.map(([, one]) => one), text].join('').length;
      if (length > maxInlineLength) return 'full';
      role.policies.set(name, text);
      return 'put';
    },
    async remove(name) {
      role.policies.delete(name);
    },
    async putBoundary() {
      role.boundary = true;
    },
  };
}
