import type { KnowsKey } from './policy.ts';

/** Condition keys that whoever plays an account fills, for the calls that have them. */
export const isKeyOfAccounts: KnowsKey = (key) =>
  key.startsWith('aws:ResourceTag/') || ['iam:PassedToService', 'iam:PolicyARN'].includes(key);
