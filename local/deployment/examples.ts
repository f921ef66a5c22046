import { catalogWith } from '../../catalog/catalog.ts';
import type { Directory } from '../../core/directory/directory.ts';
import type { Example } from '../page/ports.ts';
import { exampleIn } from './example-in.ts';

/** Requests of different risk, ready to be tried. What to expect is what the starter policies say. */
const tries = [
  {
    action: 'iam:AttachRolePolicy',
    title: 'Make a role an administrator',
    expect: 'two people are asked, one of them from security',
    reason: 'The nightly job may not write to the new bucket.',
  },
  {
    action: 'rds:CreateDBSnapshot',
    title: 'Copy a database',
    expect: 'one person who answers for the data is asked',
    reason: 'The nightly snapshot failed; I take it now.',
  },
  {
    action: 'rds:DescribeDBInstances',
    title: 'Look at the databases',
    expect: 'allowed at once',
    reason: 'I check which databases have no snapshot of today.',
  },
  {
    action: 'cloudtrail:StopLogging',
    title: 'Stop the audit trail',
    expect: 'refused at once',
    reason: 'The trail costs more than it should.',
  },
] as const;

export function examplesFor({ agents: [agent] }: Pick<Directory, 'agents'>, account: string): Example[] {
  const catalog = catalogWith();
  return tries.flatMap(({ action, reason, ...shown }) => {
    const entry = catalog.find(action);
    if (!agent || !entry) return [];
    return [{ ...shown, agent: agent.id, submission: { action, ...exampleIn(account, entry), reason } }];
  });
}
