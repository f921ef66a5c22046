import type { TrailEvent } from '../../../../catalog/trail/trail-event.ts';
import { type Directory, type DirectoryAgent, matchesRole } from '../../../../core/directory/directory.ts';
import { type AgentCaller, agentCaller, callerFromArn } from '../../../../core/directory/identity.ts';
import { remember } from './remember.ts';

/** A role to be taken for an agent: policies are tried on the logs of roles that are none yet. */
export interface StandIn {
  /** Without path, `*` for any run of characters: as the directory has them. */
  role: string;
  agent: DirectoryAgent;
}

export interface Caller {
  agent: AgentCaller | undefined;
  /** The role without its session, the user, or the service: what people know it by. */
  principal: string;
}

export type StandInsAnswer = { ok: true; standIns: StandIn[] } | { ok: false; problem: string };

/** Out of `arn:aws:iam::111122223333:role/x=etl-agent`. A path is left out, as STS does. */
export function readStandIns(texts: readonly string[], { agents }: Directory): StandInsAnswer {
  const standIns: StandIn[] = [];
  for (const text of texts) {
    const [, role = '', id = ''] = /^(arn:[^=]+:role\/[^=]+)=([^=]+)$/.exec(text) ?? [];
    if (role === '')
      return no(`--as ${text}: write a role and an agent: arn:aws:iam::111122223333:role/x=an-agent`);
    const agent = agents.find((one) => one.id === id);
    if (!agent)
      return no(
        `--as ${text}: the directory has no agent ${id}, but ${agents.map((one) => one.id).join(', ')}`,
      );
    standIns.push({ role: role.replace(/:role\/.*\//, ':role/'), agent });
  }
  return { ok: true, standIns };
}

export function createCallerOf(
  directory: Directory,
  standIns: readonly StandIn[] = [],
): (event: TrailEvent) => Caller {
  const bySession = remember((arn: string): Caller => {
    const caller = callerFromArn(arn);
    const standIn = caller && standIns.find(({ role }) => matchesRole(role, caller.role));
    return {
      agent: caller && standIn ? { ...caller, agent: standIn.agent } : agentCaller(directory, arn),
      principal: caller?.role ?? arn,
    };
  });
  return ({ userIdentity }) => {
    const caller = bySession(userIdentity?.arn ?? '');
    return caller.principal === '' ? { ...caller, principal: nameless(userIdentity) } : caller;
  };
}

/** AWS's own services have no ARN, and federated users may have none. */
const nameless = (identity: TrailEvent['userIdentity']): string =>
  identity?.invokedBy ?? identity?.type ?? 'unknown';

const no = (problem: string): StandInsAnswer => ({ ok: false, problem });
