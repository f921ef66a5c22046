import { wildcard } from '../../iam/wildcard.ts';
import type { Deployment } from '../../template/read-template.ts';

/** Whether a function's resource policy lets a service of AWS call it for the source. */
export function servicePermissions(deployment: Deployment) {
  const permissions = deployment.all('AWS::Lambda::Permission').map(({ properties }) => ({
    functionName: properties.FunctionName,
    principal: properties.Principal,
    matches: wildcard(properties.SourceArn ?? '*'),
  }));
  return (principal: string, functionArn: string, sourceArn: string): boolean =>
    permissions.some(
      (permission) =>
        permission.principal === principal &&
        functionArn.endsWith(`:function:${permission.functionName}`) &&
        permission.matches(sourceArn),
    );
}
