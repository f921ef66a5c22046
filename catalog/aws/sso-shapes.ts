import { arnOf } from '../values/arn.ts';
import { matching } from '../values/aws-values.ts';

const instance = 'ssoins-[a-zA-Z0-9.-]{16}';

export const instanceArn = arnOf(
  'sso',
  `instance/${instance}`,
  'arn:aws:sso:::instance/ssoins-1234567890abcdef',
);
export const permissionSetArn = arnOf(
  'sso',
  `permissionSet/${instance}/ps-[a-zA-Z0-9.-]{16}`,
  'arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-1234567890abcdef',
);

/** What every operation on a permission set takes. */
export const permissionSet = { InstanceArn: instanceArn, PermissionSetArn: permissionSetArn };
export const ofOneInstance = [
  (given: { InstanceArn?: string; PermissionSetArn?: string }) =>
    given.InstanceArn?.split('/')[1] === given.PermissionSetArn?.split('/')[1],
  'PermissionSetArn must be of the instance that InstanceArn names',
] as const;
export const resource = '{PermissionSetArn}';
export const example = {
  InstanceArn: 'arn:aws:sso:::instance/ssoins-1234567890abcdef',
  PermissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-1234567890abcdef',
};
/** Minutes and seconds would be other ways to write the same time. */
export const sessionDuration = matching(
  'PT(?:[1-9]|1[0-2])H',
  5,
  'must be from PT1H to PT12H, in whole hours',
);
