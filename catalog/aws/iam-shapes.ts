import { sentence } from '../sentence.ts';
import { arnOf, matching } from '../values/aws-values.ts';

/** What IAM allows in the name of a role, user, group or policy. */
export const iamName = (max: number) =>
  matching('[\\w+=,.@-]+', max, 'may hold letters, digits and + = , . @ - _');
export const roleName = iamName(64);
export const userName = iamName(64);
export const policyName = iamName(128);
export const policyArn = arnOf('iam', 'policy/[\\w+=,.@/-]+');
export const path = matching('/|/[!-~]+/', 512, 'must begin and end with /');

/** A role and a user are named without their path, as STS does: names are unique within an account. */
export const roleResource = 'arn:{partition}:iam::{account}:role/{RoleName}';
export const userResource = 'arn:{partition}:iam::{account}:user/{UserName}';

/** "AdministratorAccess" is AWS's own; a customer's policy of the same name says whose it is. */
export function formatPolicy(arn: string): string {
  const [, , , , owner = '', resource = ''] = arn.split(':');
  const name = resource.split('/').at(-1) ?? resource;
  return owner === 'aws' ? name : sentence`${name} (of ${owner})`;
}
