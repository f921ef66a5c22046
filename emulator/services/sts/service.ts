import { createHash } from 'node:crypto';
import { accountOf, assumedRoleArn, type Principal } from '../../iam/principal.ts';
import { missingFrom } from '../../wire/implemented.ts';
import { output, type Service } from '../../wire/service-call.ts';

/** AWS asks no permission for GetCallerIdentity. */
export const securityTokenService: Service = {
  needs: () => [],
  handle: (call) =>
    missingFrom({ GetCallerIdentity: [] }, call) ??
    output({
      Account: accountOf(call.principal),
      Arn: assumedRoleArn(call.principal),
      UserId: userId(call.principal),
    }),
};

/** A role's unique id never changes; here it is a function of the role's ARN. */
const userId = ({ roleArn, sessionName }: Principal): string =>
  `AROA${createHash('sha256').update(roleArn).digest('hex').slice(0, 17).toUpperCase()}:${sessionName}`;
