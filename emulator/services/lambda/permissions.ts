import { wildcard } from '../../iam/wildcard.ts';
import type { Resources } from '../../template/read-template.ts';
import type { resourceTypes } from './resource-types.ts';

/** Whether a function's resource policy lets a service of AWS call it for the source. */
export type MayInvoke = (principal: string, functionArn: string, sourceArn: string) => boolean;

export function servicePermissions(resources: Resources<typeof resourceTypes>): MayInvoke {
  const permissions = resources.all('AWS::Lambda::Permission').map(({ properties }) => ({
    functionName: properties.FunctionName,
    principal: properties.Principal,
    matches: wildcard(properties.SourceArn ?? '*'),
  }));
  return (principal, functionArn, sourceArn) =>
    permissions.some(
      (permission) =>
        permission.principal === principal &&
        functionArn.endsWith(`:function:${permission.functionName}`) &&
        permission.matches(sourceArn),
    );
}
