import { createHash } from 'node:crypto';
import { accountOf, assumedRoleArn, type Principal } from '../../iam/principal.ts';
import type { Implemented } from '../../wire/implemented.ts';
import { type CallHandler, output } from '../../wire/service-call.ts';

export const operations = { GetCallerIdentity: [] } satisfies Implemented;

/** AWS asks no permission for GetCallerIdentity. */
export const securityTokenService: CallHandler = {
  needs: () => [],
  handle: ({ principal }) =>
    output({
      Account: accountOf(principal),
      Arn: assumedRoleArn(principal),
      UserId: userId(principal),
    }),
};

/** A role's unique id never changes; here it is a function of the role's ARN. */
const userId = ({ roleArn, sessionName }: Principal): string =>
  `AROA${createHash('sha256').update(roleArn).digest('hex').slice(0, 17).toUpperCase()}:${sessionName}`;
