import { agentByRole, type Directory, type DirectoryAgent } from './directory.ts';

/** Who calls, as AWS's signature proves it. Nothing of it is taken from a body. */
export interface Caller {
  account: string;
  role: string;
  /** The name that the role's session was given; where it is a person's id, that person is behind the agent. */
  session: string;
  /** Told by CloudTrail alone. It cannot be changed later, so where it is a person's id, that person is behind the agent as well. */
  sourceIdentity?: string;
}

export interface AgentCaller extends Caller {
  agent: DirectoryAgent;
}

const assumedRole =
  /^arn:(aws|aws-cn|aws-us-gov):sts::(\d{12}):assumed-role\/([\w+=,.@-]{1,64})\/([\w+=,.@-]{2,64})$/;

/** Only a role's session can be an agent: a user's long-lived key has nobody behind it who could be asked. */
export function callerFromArn(userArn: string): Caller | undefined {
  const [, partition, account, role, session] = assumedRole.exec(userArn) ?? [];
  if (!partition || !account || !role || !session) return undefined;
  return { account, role: `arn:${partition}:iam::${account}:role/${role}`, session };
}

export function agentCaller(directory: Directory, userArn: string): AgentCaller | undefined {
  const caller = callerFromArn(userArn);
  const agent = caller && agentByRole(directory, caller.role);
  return caller && agent ? { ...caller, agent } : undefined;
}
