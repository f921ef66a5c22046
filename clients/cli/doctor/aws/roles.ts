import { once } from '../../../../core/lib/once.ts';

export interface Role {
  /** With its path. */
  arn: string;
  boundaryArn: string | undefined;
}

/** The roles of the account whose ARN is asked for. */
export type ReadRoles = (isWanted: (arn: string) => boolean) => Promise<readonly Role[]>;

export function createRoles(region: string): ReadRoles {
  const open = once(async () => {
    const sdk = await import('@aws-sdk/client-iam');
    return { ...sdk, client: new sdk.IAMClient({ region }) };
  });
  return async (isWanted) => {
    const { client, paginateListRoles, GetRoleCommand } = await open();
    const roles: Role[] = [];
    for await (const { Roles = [] } of paginateListRoles({ client }, { MaxItems: 1_000 })) {
      for (const { Arn: arn = '', RoleName } of Roles) {
        if (!isWanted(arn)) continue;
        // A list leaves boundaries out.
        const { Role: role } = await client.send(new GetRoleCommand({ RoleName }));
        roles.push({ arn, boundaryArn: role?.PermissionsBoundary?.PermissionsBoundaryArn });
      }
    }
    return roles;
  };
}
