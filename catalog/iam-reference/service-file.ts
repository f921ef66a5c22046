import { type AccessLevel, isAccessLevel } from './access-level.ts';

/**
 * A service as it stands in `by-service/`, a line an action, so that what changed can be read:
 * `Write; image*, instance*, key-pair; iam:PassRole`. A star marks a resource type that the action requires.
 */
export interface ServiceFile {
  /** ARN formats by the names of resource types: `arn:${Partition}:ec2:${Region}:${Account}:instance/${InstanceId}`. */
  resourceTypes: Readonly<Record<string, string>>;
  actions: Readonly<Record<string, string>>;
}

export interface ActionLine {
  accessLevel: AccessLevel;
  resourceTypes: readonly { name: string; required: boolean }[];
  /** What a caller needs beside the action itself, always or for some of its parameters. */
  dependentActions: readonly string[];
}

export function writeAction({ accessLevel, resourceTypes, dependentActions }: ActionLine): string {
  const types = resourceTypes.map(({ name, required }) => (required ? `${name}*` : name));
  return [accessLevel, types.join(', '), dependentActions.join(', ')].join('; ').replace(/(; )+$/, '');
}

export function readAction(line: string): ActionLine {
  const [accessLevel = '', types, dependentActions] = line.split('; ');
  if (!isAccessLevel(accessLevel)) throw new Error(`${line}: ${accessLevel} is not an access level.`);
  return {
    accessLevel,
    resourceTypes: listed(types).map((type) => ({
      name: type.replace(/\*$/, ''),
      required: type.endsWith('*'),
    })),
    dependentActions: listed(dependentActions),
  };
}

const listed = (text = ''): string[] => (text === '' ? [] : text.split(', '));
