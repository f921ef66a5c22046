import { type IamAction, iamService } from './iam-action.ts';
import { servicesInScope } from './scope.ts';

/** The actions of every service in scope, by service and name: `ec2`, `ec2:RunInstances`. */
export type IamReference = ReadonlyMap<string, ReadonlyMap<string, IamAction>>;

export const iamReference = async (): Promise<IamReference> =>
  new Map(
    await Promise.all(
      servicesInScope.map(async (service) => [service, (await iamService(service)) ?? new Map()] as const),
    ),
  );
