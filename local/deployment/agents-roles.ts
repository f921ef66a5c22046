import type { BesideRole } from '@countersign/emulator';
import type { Directory } from '../../core/directory/directory.ts';
import type { ActingAccounts } from './acting-accounts.ts';
import { roleOf } from './agent-role.ts';

/** The agent whose role carries no boundary, as it happens: what comes of that can be seen on the page. */
export const unboundedAgent = ({ agents }: Pick<Directory, 'agents'>): string | undefined => agents[1]?.id;

/** Each agent's role in each account: it may do everything, within the boundary. */
export const agentsRoles = (
  directory: Pick<Directory, 'agents'>,
  { ids, boundary }: Pick<ActingAccounts, 'ids' | 'boundary'>,
): BesideRole[] =>
  directory.agents.flatMap((agent) =>
    ids.map((account) => ({
      arn: roleOf(agent, account),
      policies: [{ name: 'everything', document: everything }],
      ...(agent.id === unboundedAgent(directory)
        ? {}
        : { boundaryArn: `arn:aws:iam::${account}:policy/${boundary}` }),
    })),
  );

const everything = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};
