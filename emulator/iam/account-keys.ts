import type { KnowsKey } from './policy.ts';

const keys = [
  'iam:PassedToService',
  'iam:PermissionsBoundary',
  'iam:PolicyARN',
  'kms:EncryptionContextKeys',
  'lambda:FunctionArn',
];

/** Condition keys that whoever plays an account fills, for the calls that have them. */
export const isKeyOfAccounts: KnowsKey = (key) => key.startsWith('aws:ResourceTag/') || keys.includes(key);
