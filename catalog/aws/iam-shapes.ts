import { ofAccount } from '../sentence.ts';
import { matching } from '../values/aws-values.ts';

/** What IAM allows in the name of a role, user, group or policy. */
export const iamName = (max: number) =>
  matching('[\\w+=,.@-]+', max, 'may hold letters, digits and + = , . @ - _');
export const roleName = iamName(64);
export const userName = iamName(64);
export const groupName = iamName(128);
export const policyName = iamName(128);
export const path = matching(
  '/(?:[\\w+=,.@-]+/)+',
  512,
  'must begin and end with /; leave it out for the path /',
);

/** A role and a user are named without their path, as STS does: names are unique within an account. */
export const roleResource = 'arn:{partition}:iam::{account}:role/{RoleName}';
export const userResource = 'arn:{partition}:iam::{account}:user/{UserName}';
export const groupResource = 'arn:{partition}:iam::{account}:group/{GroupName}';
/** What belongs to the account as such: IAM knows no ARN for it. */
export const accountResource = 'arn:{partition}:iam::{account}:*';

/** "AdministratorAccess" is AWS's own; a customer's policy of the same name says whose it is. */
export function formatPolicy(arn: string, ownAccount: string): string {
  const [, , , , owner = '', resource = ''] = arn.split(':');
  const name = resource.split('/').at(-1) ?? resource;
  if (owner === 'aws') return name;
  return owner === ownAccount ? `${name} (of ${owner})` : `${name}${ofAccount(owner, ownAccount)}`;
}

/** A customer's policy can have another version in force before this is used: nothing in the call pins it. */
export const formatMoving = (arn: string, ownAccount: string): string =>
  arn.includes(':iam::aws:')
    ? formatPolicy(arn, ownAccount)
    : `${formatPolicy(arn, ownAccount)}, whatever it says by then,`;
