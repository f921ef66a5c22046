import type { AccessLevel } from './access-level.ts';
import { servicesInScope } from './scope.ts';
import { readAction, type ServiceFile } from './service-file.ts';

/** What AWS publishes of an IAM action. */
export interface IamAction {
  /** `service:Action`, as IAM spells it. */
  name: string;
  accessLevel: AccessLevel;
  /** Empty where IAM checks no resource: a policy says `*`. */
  resourceTypes: readonly IamResourceType[];
  /** What a caller needs beside the action itself, always or for some of its parameters: `iam:PassRole`. */
  dependentActions: readonly string[];
}

export interface IamResourceType {
  name: string;
  /** Its format: `arn:${Partition}:ec2:${Region}:${Account}:instance/${InstanceId}`. */
  arn: string;
  /** IAM checks it on every call; of the others, those that the call touches, named or not: a launch makes volumes. */
  required: boolean;
}

/** All actions of a service, by their names; undefined where the service is not in scope. Each is read once. */
export function iamService(prefix: string): Promise<ReadonlyMap<string, IamAction> | undefined> {
  // Also what keeps a prefix that is not one out of the file's name.
  if (!servicesInScope.includes(prefix)) return Promise.resolve(undefined);
  const read = services.get(prefix) ?? readService(prefix);
  services.set(prefix, read);
  return read;
}

/**
 * `ec2:RunInstances`, spelt as IAM spells it; undefined where IAM has no such action, or its service is not in scope.
 * @internal Only tests name it.
 */
export const iamAction = async (name: string): Promise<IamAction | undefined> =>
  (await iamService(name.split(':')[0] ?? ''))?.get(name);

const services = new Map<string, Promise<ReadonlyMap<string, IamAction>>>();

async function readService(prefix: string): Promise<ReadonlyMap<string, IamAction>> {
  const file: { default: ServiceFile } = await import(`./services/${prefix}.json`, {
    with: { type: 'json' },
  });
  const { resourceTypes, actions } = file.default;
  return new Map(
    Object.entries(actions).map(([operation, line]) => {
      const action = readAction(line);
      const name = `${prefix}:${operation}`;
      const withArns = action.resourceTypes.map((type) => ({ ...type, arn: resourceTypes[type.name] ?? '' }));
      return [name, { ...action, name, resourceTypes: withArns }];
    }),
  );
}
