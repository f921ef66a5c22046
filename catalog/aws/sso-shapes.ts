import { arnOf } from '../values/arn.ts';

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
