import { type Directory, type DirectoryAgent, matchesRole } from '../../core/directory/directory.ts';

/** A role that an agent could come with: the first of its patterns, made concrete. */
export function roleOf(agent: DirectoryAgent, account: string): string {
  const [pattern = ''] = agent.roles;
  const [head = '', name = ''] = pattern.split(':role/');
  return `${head.replace('*', account)}:role/${name.replaceAll('*', 'local')}`;
}

/** Whether a role is one that the directory gives an agent: in AWS such roles may call the API by policies of their own. */
export function isAgentRole({ agents }: Pick<Directory, 'agents'>): (roleArn: string) => boolean {
  const patterns = agents.flatMap(({ roles }) => roles);
  return (roleArn) => patterns.some((pattern) => matchesRole(pattern, roleArn));
}
