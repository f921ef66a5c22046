import { accountOf, assumedRoleArn } from '../../iam/principal.ts';
import type { Implemented } from '../../wire/implemented.ts';
import { type CallHandler, output } from '../../wire/service-call.ts';
import { type AssumeRoleOptions, assumeRole, needsOfAssuming } from './assume-role.ts';
import { readAssumption } from './assumption.ts';
import { roleId } from './role-id.ts';

export const operations = {
  AssumeRole: ['RoleArn', 'RoleSessionName', 'SourceIdentity', 'Tags', 'DurationSeconds', 'Policy'],
  GetCallerIdentity: [],
} satisfies Implemented;

export const createSts = (options: AssumeRoleOptions): CallHandler => ({
  needs({ operation, input, principal }) {
    // AWS asks no permission for GetCallerIdentity. What is no assumption at all is told so by `handle`.
    const read = operation === 'AssumeRole' ? readAssumption(input) : undefined;
    return read?.ok ? needsOfAssuming(principal, read.assumption) : [];
  },
  handle: ({ operation, input, principal }) =>
    operation === 'AssumeRole'
      ? assumeRole(input, principal, options)
      : output({
          Account: accountOf(principal),
          Arn: assumedRoleArn(principal),
          UserId: roleId(principal),
        }),
});
