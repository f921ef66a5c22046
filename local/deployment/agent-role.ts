import type { DirectoryAgent } from '../../core/directory/directory.ts';

/** A role that an agent could come with: the first of its patterns, made concrete. */
export function roleOf(agent: DirectoryAgent, account: string): string {
  const [pattern = ''] = agent.roles;
  const [head = '', name = ''] = pattern.split(':role/');
  return `${head.replace('*', account)}:role/${name.replaceAll('*', 'local')}`;
}
