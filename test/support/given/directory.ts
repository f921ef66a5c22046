import type { Directory, DirectoryAgent, Person } from '../../../core/directory/directory.ts';

const person = (id: string, slack: string, groups: string[]) => ({
  id: `${id}@example.com`,
  name: id,
  /** The second is that of the room in memory, which has no vendor. */
  handles: { slack, terminal: id },
  groups,
});

export const people = {
  securityOne: person('security.one', 'U0SECONE', ['security']),
  securityTwo: person('security.two', 'U0SECTWO', ['security']),
  securityThree: person('security.three', 'U0SECTHREE', ['security']),
  dataOne: person('data.one', 'U0DATAONE', ['data-owners']),
  dataTwo: person('data.two', 'U0DATATWO', ['data-owners']),
  /** Stands in two groups, and is one person all the same. */
  both: person('both.one', 'U0BOTHONE', ['security', 'data-owners']),
  onCall: person('sre.one', 'U0SREONE', ['sre-oncall']),
  /** Answers for the agent, and would be allowed to sign for others. */
  owner: person('owner.one', 'U0OWNERONE', ['security', 'data-owners']),
  outsider: person('sales.one', 'U0SALESONE', ['sales']),
} as const satisfies Record<string, Person>;

/** In the Slack workspace, but in no directory. */
export const strangerSlackId = 'U0STRANGER';

export const accounts = { prod: '111122223333', staging: '444455556666', dev: '777788889999' } as const;

export const agents = {
  etl: {
    id: 'etl',
    roles: ['arn:aws:iam::111122223333:role/etl-agent'],
    owners: [people.owner.id],
    groups: ['pipelines'],
  },
  release: {
    id: 'release',
    roles: ['arn:aws:iam::*:role/release-agent'],
    owners: [people.dataTwo.id],
    groups: [],
  },
} as const satisfies Record<string, unknown>;

export const directory = (changes: Partial<Directory> = {}): Directory => ({
  people: Object.values(people).map((one) => ({ ...one, groups: [...one.groups] })),
  agents: [agentNamed('etl'), agentNamed('release')],
  ...changes,
});

export function agentNamed(id: keyof typeof agents): DirectoryAgent {
  const { roles, owners, groups } = agents[id];
  return { id, roles: [...roles], owners: [...owners], groups: [...groups] };
}
